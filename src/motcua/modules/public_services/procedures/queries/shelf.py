"""The whole catalogue in the memory of a process, thrown away when an import changes it.

The catalogue is small, read on every public page and changed a few times a year: one query asks
for its edition, and everything else is answered from here.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from threading import Lock
from uuid import UUID

from motcua.foundation.prepared import Prepared
from motcua.foundation.time import TimeLimit
from motcua.kernel.forms import api as forms

from ..models import CatalogueEdition, LocalOverride, PlainTextRecord, ProcedureVersion
from ..rules import contents, plain
from ..types import LifeEvent, Origin, Override, VersionInfo, WrittenText

DATA = Path(__file__).resolve().parents[1] / "data"


@dataclass(frozen=True, slots=True)
class Shelf:
    """Every version there is; those of one procedure from the oldest to the newest."""

    edition: UUID
    number: int
    by_id: Mapping[UUID, VersionInfo]
    by_code: Mapping[str, tuple[VersionInfo, ...]]
    overrides: Mapping[str, tuple[Override, ...]]

    def find(self, code: str, on: date) -> VersionInfo | None:
        """Return what holds on that day."""
        for version in self.by_code.get(code, ()):
            if is_in_force(version, on):
                return version
        return None

    def in_force(self, on: date) -> tuple[VersionInfo, ...]:
        """Return what holds on that day, in the order of the codes."""
        return tuple(found for code in self.by_code if (found := self.find(code, on)) is not None)


def is_in_force(version: VersionInfo, on: date) -> bool:
    """Tell whether a version holds on that day."""
    begun = version.effective_from <= on
    return begun and (version.effective_to is None or on < version.effective_to)


_shelf: Shelf | None = None
_loading = Lock()
_held: ContextVar[Shelf | None] = ContextVar("held", default=None)


_EDITION = Prepared(lambda: CatalogueEdition.objects.filter(id=1))


def open_shelf() -> Shelf:
    """Return the catalogue as it is now: one query, and all the others once per edition."""
    global _shelf  # noqa: PLW0603 - the cache of this process
    if (held_one := _held.get()) is not None:
        return held_one
    edition: CatalogueEdition = _EDITION.all()[0]
    shelf = _shelf
    if shelf is not None and shelf.edition == edition.stamp:
        return shelf
    with _loading:
        if _shelf is None or _shelf.edition != edition.stamp:
            _shelf = _load(edition)
        return _shelf


@contextmanager
def held() -> Iterator[Shelf]:
    """Read from one edition throughout, such as for one page: it is asked for only once."""
    shelf = open_shelf()
    token = _held.set(shelf)
    try:
        yield shelf
    finally:
        _held.reset(token)


def known_shelf() -> Shelf:
    """Return the catalogue as this process last saw it, without asking; within a page it is fresh.

    For acts in which each query counts: a change reaches a process with the next page it serves.
    """
    return _held.get() or _shelf or open_shelf()


def remembered(version_id: UUID) -> VersionInfo | None:
    """Return a version without asking whether the catalogue changed: its content never does."""
    shelf = _shelf
    return shelf.by_id.get(version_id) if shelf is not None else None


def _load(edition: CatalogueEdition) -> Shelf:
    own_forms = {
        code: form.code for form in reversed(forms.list_forms()) for code in form.procedures
    }
    rows = ProcedureVersion.objects.select_related("procedure").order_by(
        "procedure__code", "effective_from", "number"
    )
    texts = {one.version_id: one for one in PlainTextRecord.objects.order_by("written_at", "id")}
    by_id, by_code = dict[UUID, VersionInfo](), dict[str, list[VersionInfo]]()
    for row in rows.iterator(chunk_size=500):
        version = _info(row, own_forms, texts.get(row.id))
        by_id[version.id] = version
        by_code.setdefault(version.code, []).append(version)
    return Shelf(
        edition=edition.stamp,
        number=edition.number,
        by_id=by_id,
        by_code={code: tuple(versions) for code, versions in by_code.items()},
        overrides=_overrides(),
    )


def _overrides() -> dict[str, tuple[Override, ...]]:
    found = dict[str, tuple[Override, ...]]()
    lines = LocalOverride.objects.filter(replaced_at=None).select_related("procedure")
    for line in lines.order_by("procedure__code", "recorded_at", "id"):
        one = Override(
            code=line.procedure.code,
            unit_id=line.unit_id,
            place=line.place,
            opening_hours=line.opening_hours,
            contact=line.contact,
            time_limit=TimeLimit.parse(line.time_limit) if line.time_limit else None,
            note=line.note,
            recorded_at=line.recorded_at,
            recorded_by=line.recorded_by,
        )
        found[one.code] = (*found.get(one.code, ()), one)
    return found


def _written(record: PlainTextRecord | None) -> WrittenText | None:
    if record is None:
        return None
    parts = {name: getattr(record, name) for name in plain.PARTS}
    return WrittenText(written_at=record.written_at, written_by=record.written_by, **parts)


def _info(
    row: ProcedureVersion, own_forms: Mapping[str, str], text: PlainTextRecord | None
) -> VersionInfo:
    values = contents.values_of(row.content)
    return VersionInfo(
        id=row.id,
        procedure_id=row.procedure_id,
        number=row.number,
        effective_from=row.effective_from,
        effective_to=row.effective_to,
        form_code=own_forms.get(values["code"], ""),
        life_events=_occasions(values["code"], values["field"]),
        decision_date=row.decision_date,
        origin=Origin(row.origin),
        published_at=row.published_at,
        published_by=row.published_by,
        plain=_written(text),
        **values,
    )


@lru_cache(maxsize=1)
def life_events() -> tuple[LifeEvent, ...]:
    """Return the occasions in the order in which they are shown."""
    given = json.loads((DATA / "life_events.json").read_text(encoding="utf-8"))
    return tuple(
        LifeEvent(**{**one, "fields": tuple(one["fields"]), "codes": tuple(one["codes"])})
        for one in given
    )


def _occasions(code: str, field: str) -> tuple[str, ...]:
    return tuple(one.key for one in life_events() if code in one.codes or field in one.fields)
