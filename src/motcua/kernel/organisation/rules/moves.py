"""What a change moves, added up from its parts."""

from collections.abc import Iterable
from heapq import nlargest

from ..types import MovedPromise, Moves, UnitMoves

SHOWN = 200  # promises that are listed by name; all are counted


def _rank(moved: MovedPromise) -> tuple[bool, float]:
    return moved.is_open, moved.distance.total_seconds()


def the_longest(moved: Iterable[MovedPromise]) -> tuple[MovedPromise, ...]:
    """Return the promises that are listed: open ones first, the longest moves first."""
    return tuple(nlargest(SHOWN, moved, key=_rank))


def _both(one: UnitMoves, other: UnitMoves) -> UnitMoves:
    return UnitMoves(
        unit_id=one.unit_id,
        unit_name=one.unit_name,
        open_earlier=one.open_earlier + other.open_earlier,
        open_later=one.open_later + other.open_later,
        past_earlier=one.past_earlier + other.past_earlier,
        past_later=one.past_later + other.past_later,
        late_before=one.late_before + other.late_before,
        late_after=one.late_after + other.late_after,
        longest=max(one.longest, other.longest, key=abs),
    )


def added(one: Moves, other: Moves) -> Moves:
    """Return what two parts move together."""
    units = {each.unit_id: each for each in one.units}
    for each in other.units:
        known = units.get(each.unit_id)
        units[each.unit_id] = _both(known, each) if known else each
    return Moves(
        units=tuple(sorted(units.values(), key=lambda each: each.unit_name)),
        moved=the_longest([*one.moved, *other.moved]),
        count=one.count + other.count,
        looked_at=one.looked_at + other.looked_at,
        apart=one.apart + other.apart,
    )
