"""Sources outside, how it went with them, and what their rows mean."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.foundation import sealing
from motcua.foundation.text import fold
from motcua.kernel.organisation import api as organisation

from .. import rules
from ..errors import SourceNotFound
from ..models import Run, Series, SeriesUnit, Source
from ..types import Every, Given, Line, Origin, Refused, Slot

PURPOSE = "connectors"
RUNS = 20


@dataclass(kw_only=True)
class ReadLines:
    """What the rows of an answer give, and which of them were refused."""

    given: dict[tuple[UUID, UUID, date], Given] = field(default_factory=dict)
    refused: list[Refused] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Known:
    series: Mapping[str, Series]
    units: Mapping[str, UUID]
    pairs: frozenset[tuple[UUID, UUID]]
    on: date


def get_source(source_id: UUID) -> Source:
    """Return a source.

    Raises:
        SourceNotFound: There is none.
    """
    found = Source.objects.filter(id=source_id).first()
    if found is None:
        raise SourceNotFound
    return found


def list_sources() -> list[Source]:
    """Return all sources, by title."""
    return list(Source.objects.order_by("title", "id"))


def last_runs(source_ids: Sequence[UUID]) -> Mapping[UUID, Run]:
    """Return how it went last with each source."""
    rows = (
        Run.objects.filter(source_id__in=source_ids)
        .order_by("source_id", "-began_at")
        .distinct("source_id")
    )
    return {each.source_id: each for each in rows}


def list_runs(source_id: UUID) -> list[Run]:
    """Return how it went the last times, the newest first."""
    return list(Run.objects.filter(source_id=source_id).order_by("-began_at", "-id")[:RUNS])


def brokers() -> list[Source]:
    """Return the brokers that are listened to."""
    return list(Source.objects.filter(kind=Origin.MQTT, is_on=True).order_by("id"))


def secret_of(source: Source) -> str:
    """Return the secret of a source as it is sent."""
    return sealing.unseal(source.secret, purpose=PURPOSE) if source.secret else ""


def read_rows(source: Source, lines: Sequence[Line], *, on: date) -> ReadLines:
    """Return what the rows of a source give; each that cannot be taken in is named, with why."""
    names = source.to_settings().units
    units = {each.code: each.id for each in organisation.list_units(on)}
    by_name = {fold(name): units[code] for name, code in names.items() if code in units}
    known = _Known(
        series={each.code: each for each in Series.objects.all()},
        units={**{fold(code): unit_id for code, unit_id in units.items()}, **by_name},
        pairs=frozenset(SeriesUnit.objects.values_list("series_id", "unit_id")),
        on=on,
    )
    found = ReadLines()
    for line in lines:
        given, message = _read_row(line, known)
        if given is None:
            what = " · ".join(filter(None, (line.series_code, line.unit, line.day, line.value)))
            found.refused.append(Refused(number=line.number, what=what[:200], message=message))
        else:
            found.given[given.series_id, given.unit_id, given.day] = given
    return found


def _read_row(line: Line, known: _Known) -> tuple[Given | None, str]:
    series, unit_id = known.series.get(line.series_code), known.units.get(fold(line.unit))
    if series is None:
        return None, _("No series has the code “%s”.") % line.series_code
    if unit_id is None:
        return None, _("No unit has the code “%s”.") % line.unit
    if (series.id, unit_id) not in known.pairs:
        return None, _("This unit has no values in this series.")
    every = Every(series.every)
    slot = rules.read_slot(line.day, every) if line.day else rules.slot_of(known.on, every)
    if slot is None or slot.first > known.on:
        return None, _("“%s” is no day that has begun.") % line.day[:30]
    return _read_value(line, series, unit_id, slot)


def _read_value(line: Line, series: Series, unit_id: UUID, slot: Slot) -> tuple[Given | None, str]:
    try:
        value = rules.rounded(line.value, series.scale)
        weight = max(rules.rounded(line.weight, 0), 1) if line.weight else None
    except ValueError:
        return None, _("There is no number where one should be.")
    given = Given(series_id=series.id, unit_id=unit_id, day=slot.last, value=value, weight=weight)
    return given, ""
