"""How a duty is parted into turns, copied from the week before, and who comes after whom."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from uuid import UUID

from motcua.foundation.time import LOCAL_ZONE

from ..types import Pattern, Turn

WEEK = timedelta(days=7)
_STARTS: Mapping[Pattern, tuple[tuple[str, time], ...]] = {
    Pattern.WHOLE: (("Cả ngày", time(7, 30)),),
    Pattern.TWO: (("Ca ngày", time(7, 30)), ("Ca đêm", time(17))),
    Pattern.THREE: (("Ca sáng", time(6)), ("Ca chiều", time(14)), ("Ca đêm", time(22))),
}


def turns_of(pattern: Pattern, days: Iterable[date]) -> list[Turn]:
    """Return the turns of days; the last of a day ends where the first of the next begins."""
    found = []
    for day in days:
        starts = [(name, datetime.combine(day, at, LOCAL_ZONE)) for name, at in _STARTS[pattern]]
        first_again = starts[0][1] + timedelta(days=1)
        ends = [*(at for _name, at in starts[1:]), first_again]
        found += [
            Turn(day, name, begins, ends_at)
            for (name, begins), ends_at in zip(starts, ends, strict=True)
        ]
    return found


def fill_from_last_week(
    planned: Mapping[tuple[date, str], UUID], turns: Sequence[Turn]
) -> dict[tuple[date, str], UUID]:
    """Return a plan in which each turn without anybody is that of the same weekday a week before.

    A week that was filled so is copied on; what is planned stays.
    """
    filled = dict(planned)
    for turn in sorted(turns, key=lambda each: each.starts_at):
        before = filled.get((turn.day - WEEK, turn.name))
        if before is not None:
            filled.setdefault((turn.day, turn.name), before)
    return filled


def ladder(
    line: Sequence[UUID],
    *,
    on_duty: Mapping[UUID, UUID],
    leaders: Mapping[UUID, Collection[UUID]],
) -> list[UUID]:
    """Return the posts that an alert comes to, one after the other.

    Args:
        line: The unit, and those above it, the nearest first: at each first the one on duty, then
            its leaders.
    """
    rungs: dict[UUID, None] = {}
    for unit_id in line:
        if unit_id in on_duty:
            rungs[on_duty[unit_id]] = None
        rungs |= dict.fromkeys(leaders.get(unit_id, ()))
    return list(rungs)
