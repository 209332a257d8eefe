"""Take a catalogue in: all of it, or nothing."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from motcua.foundation import events as house
from motcua.foundation.actors import Actor
from motcua.foundation.ids import uuid7
from motcua.kernel.search import api as search

from .. import permissions
from ..errors import FaultyImport, FileNotReadable
from ..events import CatalogueImported, ProcedureVersionPublished
from ..models import CatalogueEdition, Procedure, ProcedureVersion
from ..queries import finding
from ..rules import contents, files, rows, workbooks
from ..types import Change, Content, ImportReport, Reason, Row, RowFault

Progress = Callable[[int, int], None]
BATCH = 200


def _silent(done: int, of: int) -> None:
    """Show nothing."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """A sound record beside what the catalogue has of its procedure."""

    row: Row
    content: Content
    stored: Mapping[str, Any]
    digest: str


@transaction.atomic
def import_procedures(
    *,
    actor: Actor,
    filename: str,
    data: bytes,
    effective_from: date,
    at: datetime,
    dry_run: bool = False,
    progress: Progress = _silent,
) -> ImportReport:
    """Import a catalogue from a file: all of it, or nothing.

    A procedure whose record says what its latest version says keeps that version; a record that
    says something else makes a new one from ``effective_from``. Procedures that the file does not
    name stay as they are.

    Args:
        filename: Tells by its ending what the bytes are: ``.jsonl`` or ``.xlsx``.
        effective_from: The day from which new versions hold.
        dry_run: Judge and compare, write nothing.
        progress: Called with how many records are done, of how many.

    Returns:
        What was added and changed, or would be.

    Raises:
        NotPermitted: The actor publishes no versions of procedures.
        FileNotReadable: The bytes are neither JSON lines nor a workbook.
        FaultyImport: Some records are wrong; its report names every fault, and nothing was written.

    Publishes:
        ProcedureVersionPublished, CatalogueImported

    Law:
        ND 63/2010
    """
    edition = CatalogueEdition.objects.select_for_update().get(id=1)
    permissions.MANAGE.require(actor)
    found, faults = _read(filename, data)
    entries, more = _judged(found, progress)
    latest = _latest()
    faults = (*faults, *more, *_too_early(entries, latest, effective_from))
    if faults:
        in_order = tuple(sorted(faults, key=lambda one: (one.sheet, one.line)))
        raise FaultyImport(
            report=ImportReport(
                filename=filename,
                effective_from=effective_from,
                dry_run=dry_run,
                rows=len(found),
                faults=in_order,
            )
        )
    new = [one for one in entries if one.content.code not in latest]
    changed = [
        one
        for one in entries
        if one.content.code in latest and latest[one.content.code].digest != one.digest
    ]
    if not dry_run and (new or changed):
        published = _publish([*new, *changed], latest, effective_from, actor=actor, at=at)
        edition.number, edition.stamp, edition.changed_at = edition.number + 1, uuid7(), at
        edition.save()
        search.replace_all(kind=finding.KIND, documents=finding.documents())
        summary = CatalogueImported(
            catalogue="procedures",
            filename=filename,
            effective_from=effective_from,
            added=len(new),
            changed=len(changed),
            unchanged=len(entries) - len(new) - len(changed),
        )
        house.publish(*published, summary, by=actor, at=at)
    return ImportReport(
        filename=filename,
        effective_from=effective_from,
        dry_run=dry_run,
        rows=len(found),
        added=tuple(_change(one, {}) for one in new),
        changed=tuple(_change(one, latest[one.content.code].content) for one in changed),
        unchanged=len(entries) - len(new) - len(changed),
    )


def _change(entry: _Entry, before: Mapping[str, Any]) -> Change:
    fields = contents.changed_fields(before, entry.stored) if before else ()
    return Change(code=entry.content.code, name=entry.content.name, fields=fields)


def _read(filename: str, data: bytes) -> tuple[tuple[Row, ...], tuple[RowFault, ...]]:
    ending = filename.lower().rpartition(".")[2]
    if ending in {"jsonl", "json", "ndjson"}:
        return files.read_lines(data)
    if ending != "xlsx":
        raise FileNotReadable(filename=filename)
    try:
        return workbooks.read_workbook(data)
    except workbooks.NotAWorkbook as error:
        raise FileNotReadable(filename=filename) from error


def _judged(found: Sequence[Row], progress: Progress) -> tuple[list[_Entry], tuple[RowFault, ...]]:
    entries, faults = list[_Entry](), list[RowFault]()
    for done, row in enumerate(found, start=1):
        content, wrong = rows.read_row(row)
        faults += wrong
        if content is not None:
            stored = contents.to_json(content)
            entries.append(_Entry(row, content, stored, contents.digest(stored)))
        progress(done, len(found))
    twins = rows.find_twins([(entry.row, entry.content) for entry in entries])
    return entries, (*faults, *twins)


def _latest() -> dict[str, ProcedureVersion]:
    every = ProcedureVersion.objects.select_related("procedure").order_by("number")
    return {version.procedure.code: version for version in every.iterator(chunk_size=500)}


def _too_early(
    entries: Iterable[_Entry], latest: Mapping[str, ProcedureVersion], effective_from: date
) -> list[RowFault]:
    faults = []
    for entry in entries:
        before = latest.get(entry.content.code)
        changes = before is not None and before.digest != entry.digest
        if before is not None and changes and before.effective_from > effective_from:
            day = before.effective_from.strftime("%d/%m/%Y")
            faults.append(
                RowFault(
                    line=entry.row.line,
                    field="code",
                    reason=Reason.LATER_VERSION,
                    details={"date": day},
                    sheet=entry.row.sheet,
                )
            )
    return faults


def _publish(
    entries: Sequence[_Entry],
    latest: Mapping[str, ProcedureVersion],
    effective_from: date,
    *,
    actor: Actor,
    at: datetime,
) -> list[ProcedureVersionPublished]:
    replaced = [latest[one.content.code] for one in entries if one.content.code in latest]
    ProcedureVersion.objects.filter(id__in=[one.id for one in replaced], effective_to=None).update(
        effective_to=effective_from
    )
    procedures = {one.procedure.code: one.procedure for one in replaced}
    fresh = [
        Procedure(code=one.content.code) for one in entries if one.content.code not in procedures
    ]
    Procedure.objects.bulk_create(fresh, batch_size=BATCH)
    procedures |= {one.code: one for one in fresh}
    versions = [
        ProcedureVersion(
            procedure=procedures[one.content.code],
            number=latest[one.content.code].number + 1 if one.content.code in latest else 1,
            name=one.content.name,
            field=one.content.field,
            level=one.content.level,
            online_level=one.content.online_level,
            process_key=one.content.process_key,
            status=one.content.status,
            scope=one.content.scope,
            content=one.stored,
            digest=one.digest,
            effective_from=effective_from,
            published_at=at,
            published_by=actor.name,
        )
        for one in entries
    ]
    ProcedureVersion.objects.bulk_create(versions, batch_size=BATCH)
    return [
        ProcedureVersionPublished(
            procedure_id=one.procedure_id,
            version_id=one.id,
            procedure_code=one.procedure.code,
            number=one.number,
            effective_from=effective_from,
        )
        for one in versions
    ]
