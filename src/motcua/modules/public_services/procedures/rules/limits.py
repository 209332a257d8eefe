"""Which of two time limits is the shorter, by how much, and steps that fit into it.

Laws give limits in units that no calendar makes equal: 7 calendar days are five working days, or
three over Tết. Limits of one unit are compared by their numbers, others by working hours as they
come on average; the end of the same day is compared by what it is at worst and at best.
"""

from collections.abc import Sequence
from dataclasses import replace
from decimal import ROUND_DOWN, Decimal

from motcua.foundation.time import TimeLimit, TimeUnit

from ..types import Step

DAY = Decimal(8)
HOURS = {
    TimeUnit.WORKING_HOUR: Decimal(1),
    TimeUnit.WORKING_DAY: DAY,
    TimeUnit.CALENDAR_DAY: DAY * 5 / 7,
    TimeUnit.MONTH: DAY * 21,
    TimeUnit.SAME_DAY: DAY / 2,
}
SAME_DAY_AT_WORST, SAME_DAY_AT_BEST = Decimal(10), Decimal(2)  # accepted after 15:00; just before
HALF = Decimal("0.5")


def average_hours(limit: TimeLimit) -> Decimal:
    """Return the working hours of a limit as they come on average."""
    return limit.amount * HOURS[limit.unit]


def is_not_longer(new: TimeLimit, old: TimeLimit) -> bool:
    """Tell whether nobody would wait longer with the new limit than with the old one."""
    if new.unit is old.unit:
        return new.amount <= old.amount
    if new.unit is TimeUnit.SAME_DAY:
        return old.unit is not TimeUnit.WORKING_HOUR or old.amount >= SAME_DAY_AT_WORST
    if old.unit is TimeUnit.SAME_DAY:
        return new.unit is TimeUnit.WORKING_HOUR and new.amount <= SAME_DAY_AT_BEST
    return average_hours(new) <= average_hours(old)


def is_shorter(new: TimeLimit, old: TimeLimit) -> bool:
    """Tell whether the new limit is the shorter one."""
    return is_not_longer(new, old) and not is_not_longer(old, new)


def reduction(before: TimeLimit, after: TimeLimit) -> Decimal:
    """Return by how many per cent a limit was shortened, with one decimal."""
    old, new = average_hours(before), average_hours(after)
    return ((old - new) * 100 / old).quantize(Decimal("0.1"))


def fit_steps(steps: Sequence[Step], limit: TimeLimit) -> tuple[Step, ...]:
    """Return the steps so that together they are not longer than the limit.

    Each gives up the same share; a step keeps half an hour at least.
    """
    room = DAY if limit.unit is TimeUnit.SAME_DAY else average_hours(limit)
    wanted = sum((step.hours for step in steps), Decimal(0))
    if wanted <= room:
        return tuple(steps)
    share = room / wanted
    return tuple(replace(step, hours=_half_hours(step.hours * share)) for step in steps)


def _half_hours(hours: Decimal) -> Decimal:
    return max(HALF, (hours / HALF).to_integral_value(rounding=ROUND_DOWN) * HALF)
