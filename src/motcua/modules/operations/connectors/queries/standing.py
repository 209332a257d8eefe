"""Which values are owed: of the last period that is over, how many units have given theirs."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count

from motcua.foundation.actors import Actor, ActorKind

from .. import permissions, rules
from ..models import Reading, Series, SeriesUnit, SeriesVersion
from ..types import Every, Slot
from .rights import Pair, may_enter, series_kept_by
from .series import list_series

_LOOK_BACK = timedelta(days=800)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A series, its last period that is over, and how much of it was given.

    Attributes:
        mine: How many of its places the reader may fill.
        is_late: The values are later than they may be.
    """

    series: Series
    said: SeriesVersion
    slot: Slot
    given: int
    expected: int
    mine: int
    is_late: bool


def due_slot(every: Every, on: date) -> Slot:
    """Return the last period that is over on a day."""
    return rules.last_slots(on, every, 2)[0]


def standings(*, actor: Actor, on: date) -> list[Standing]:
    """Return the series that the reader may see or fill, those first of which he owes values."""
    there = SeriesUnit.objects.exclude(unit__valid_to__lte=on)
    pairs = set(there.values_list("series_id", "unit_id"))
    expected = Counter(series_id for series_id, _unit_id in pairs)
    mine = Counter(series_id for series_id, _unit_id in may_enter(actor, pairs))
    counts = _counts(on)
    visible = _visible(actor, pairs)
    found = []
    for series, said in list_series():
        if series.id not in visible:
            continue
        slot = due_slot(Every(series.every), on)
        given = counts.get((series.id, slot.last), 0)
        late_from = slot.last + timedelta(days=said.late_days)
        found.append(
            Standing(
                series=series,
                said=said,
                slot=slot,
                given=given,
                expected=expected[series.id],
                mine=mine[series.id],
                is_late=given < expected[series.id] and on > late_from,
            )
        )
    return sorted(found, key=lambda each: not (each.mine and each.given < each.expected))


def _counts(on: date) -> Mapping[tuple[UUID, date], int]:
    rows = (
        Reading.objects.filter(is_in_force=True, value__isnull=False, day__gte=on - _LOOK_BACK)
        .exclude(unit__valid_to__lte=on)
        .values_list("series_id", "day")
        .annotate(amount=Count("id"))
        .order_by()
    )
    return {(series_id, day): amount for series_id, day, amount in rows}


def _visible(actor: Actor, pairs: set[Pair]) -> frozenset[UUID]:
    if actor.kind is ActorKind.SYSTEM or permissions.CONFIGURE.held_by(actor):
        return frozenset(Series.objects.values_list("id", flat=True))
    units = permissions.VIEW.units(actor) | permissions.ENTER.units(actor)
    seen = {series_id for series_id, unit_id in pairs if unit_id in units}
    return frozenset(seen | series_kept_by(actor))
