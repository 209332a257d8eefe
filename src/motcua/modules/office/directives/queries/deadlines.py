"""Deadlines on the calendar of the unit that has to keep them."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from uuid import UUID

from motcua.foundation.time import LOCAL_ZONE, TimeLimit, TimeUnit, local_date
from motcua.kernel.organisation import api as organisation

from .. import rules
from ..types import Deadline
from .settings import soon_days

_MORNING = time(8)


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A deadline as the calendar counts it.

    Attributes:
        limit: What the case is opened with; counted from now it ends at ``due_at``.
        counted: The span that a leader named, if he named no day.
    """

    due_at: datetime
    soon_at: datetime
    limit: TimeLimit
    counted: str = ""


def count_due(unit_id: UUID, deadline: Deadline, *, given_on: date, at: datetime) -> Due | None:
    """Return when a deadline is over by the calendar of a unit; None where that lies behind.

    A day on which nobody works ends with the next working day. A span is counted from the day on
    which it was given.

    Law:
        L 91/2015, art. 147-148
    """
    clock = organisation.clock(unit_id)
    if deadline.limit is not None and given_on == local_date(at):
        limit = deadline.limit
    else:
        day = deadline.day or _last_day(clock, deadline, given_on)
        wanted = _limit_until(clock, unit_id, day, at=at)
        if wanted is None:
            return None
        limit = wanted
    due_at = clock.add(start=at, limit=limit)
    soon_at = rules.soon_from(
        due_at, days=soon_days(), is_working_day=clock.is_working_day, given_at=at
    )
    counted = str(deadline.limit) if deadline.limit else ""
    return Due(due_at=due_at, soon_at=soon_at, limit=limit, counted=counted)


def _last_day(clock: organisation.Clock, deadline: Deadline, given_on: date) -> date:
    assert deadline.limit is not None  # noqa: S101 - a deadline has a day or a span
    start = datetime.combine(given_on, _MORNING, LOCAL_ZONE)
    return local_date(clock.add(start=start, limit=deadline.limit))


def _limit_until(
    clock: organisation.Clock, unit_id: UUID, day: date, *, at: datetime
) -> TimeLimit | None:
    """Return the limit that ends with a day: in days of the calendar, today in hours."""
    left = (day - local_date(at)).days
    if left > 0:
        return TimeLimit(Decimal(left), TimeUnit.CALENDAR_DAY)
    if left < 0:
        return None
    ends = end_of_day(unit_id, day)
    span = clock.time_between(at, ends) if ends else timedelta(0)
    if span <= timedelta(0):
        return None
    hours = (Decimal(span // timedelta(minutes=1)) / 60).quantize(Decimal("0.0001"))
    return TimeLimit(hours, TimeUnit.WORKING_HOUR)


def end_of_day(unit_id: UUID, day: date) -> datetime | None:
    """Return when the working day of a unit ends, None where it does not work that day."""
    (info,) = organisation.list_days(unit_id, first=day, last=day)
    if not info.segments:
        return None
    return datetime.combine(info.day, info.segments[-1].end, LOCAL_ZONE)


def day_of(unit_id: UUID, deadline: Deadline, *, given_on: date) -> date:
    """Return the day that a deadline means, as it is proposed in a form."""
    if deadline.day is not None:
        return deadline.day
    return _last_day(organisation.clock(unit_id), deadline, given_on)


def soon_before(unit_id: UUID, due_at: datetime, *, given_at: datetime) -> datetime:
    """Return from when a deadline is near."""
    clock = organisation.clock(unit_id)
    return rules.soon_from(
        due_at, days=soon_days(), is_working_day=clock.is_working_day, given_at=given_at
    )
