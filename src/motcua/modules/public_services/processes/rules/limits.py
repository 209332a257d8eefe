"""How much working time a promise leaves, and how much a table takes."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from motcua.foundation.time import TimeLimit, TimeUnit
from motcua.kernel.cases import api as cases

# A process is made once for all days of the year: calendar time is counted by an ordinary week, and
# a promise for the same day by the half day that a dossier of the early afternoon has.
_HOURS = {
    TimeUnit.WORKING_HOUR: Decimal(1),
    TimeUnit.WORKING_DAY: Decimal(8),
    TimeUnit.CALENDAR_DAY: Decimal(40) / Decimal(7),
    TimeUnit.MONTH: Decimal(160),
    TimeUnit.SAME_DAY: Decimal(4),
}


def allowed_hours(limit: TimeLimit) -> Decimal:
    """Return the working hours that a time limit leaves to the steps of a process."""
    hours = limit.amount * _HOURS[limit.unit]
    return hours.quantize(Decimal("0.01"), ROUND_HALF_UP)


def hours_of(steps: Sequence[cases.Step]) -> Decimal:
    """Return the working hours of the longest way through a table, whichever conditions hold.

    Of opinions asked side by side only the longest counts.
    """
    try:
        ways = [
            cases.longest_path(step for step in steps if step.applies(facts))
            for facts in cases.possible_facts(steps)
            if facts is not None
        ]
    except cases.ConditionFault:
        ways = []
    return max(ways, default=cases.longest_path(steps))
