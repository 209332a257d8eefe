"""Whether a rule rings for what is seen of a figure."""

from fractions import Fraction
from itertools import pairwise

from ..types import Against, Condition, Kind, Seen, Side

PER_CENT = 100


def rings(condition: Condition, seen: Seen) -> bool:
    """Tell whether a condition is met.

    A figure that is not there, or counts too little, rings for nothing but late data.
    """
    if condition.kind is Kind.LATE_DATA:
        return seen.is_late
    if seen.value is None or seen.number < condition.at_least:
        return False
    if condition.kind is Kind.TREND:
        return _worsens(condition, seen, seen.value)
    if condition.kind is Kind.FORECAST:
        return _misses(seen)
    return _is_beyond(condition, seen, seen.value)


def _is_beyond(condition: Condition, seen: Seen, value: Fraction) -> bool:
    limit = _limit(condition, seen)
    if limit is None:
        return False
    if condition.against is not Against.VALUE:
        return _is_worse(seen, value, limit)
    return value < limit if condition.side is Side.BELOW else value > limit


def _limit(condition: Condition, seen: Seen) -> Fraction | None:
    if condition.against is Against.TARGET:
        return seen.target
    if condition.against is Against.ALARM:
        return seen.alarm
    return None if condition.value is None else _as_counted(condition.value, seen)


def _as_counted(written: object, seen: Seen) -> Fraction:
    """Return what people write (per cent of a share) as figures are counted."""
    return Fraction(str(written)) / (PER_CENT if seen.is_share else 1)


def _is_worse(seen: Seen, value: Fraction, than: Fraction) -> bool:
    return value > than if seen.lower_is_better else value < than


def _worsens(condition: Condition, seen: Seen, value: Fraction) -> bool:
    """Tell whether each of the last periods was worse than the one before by more than so much."""
    pairs = [(value, seen.same_days_before), *pairwise(seen.before)][: condition.in_a_row]
    if len(pairs) < condition.in_a_row:
        return False
    least = _as_counted(condition.points, seen)
    for later, earlier in pairs:
        if later is None or earlier is None:
            return False
        fall = later - earlier if seen.lower_is_better else earlier - later
        if fall <= 0 or fall < least:
            return False
    return True


def _misses(seen: Seen) -> bool:
    if seen.projected is None or seen.target is None:
        return False
    return _is_worse(seen, seen.projected, seen.target)


def projected(
    *, now: tuple[int, int], pace: tuple[int, int], pace_days: int, days_left: int
) -> tuple[Fraction, Fraction]:
    """Return numerator and denominator at the end of a period.

    What is counted by now, and for the days that are left as much a day as in the periods before.

    Args:
        now: Numerator and denominator so far.
        pace: The sums of the periods before, which had ``pace_days`` days together.
    """
    share = Fraction(days_left, pace_days) if pace_days else Fraction(0)
    return now[0] + pace[0] * share, now[1] + pace[1] * share
