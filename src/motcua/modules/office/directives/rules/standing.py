"""What the clock says of a task."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from motcua.foundation.time import LOCAL_ZONE, local_date

from ..types import Standing, State


def standing_of(
    *,
    state: str,
    due_at: datetime,
    soon_at: datetime,
    reported_at: datetime | None,
    at: datetime,
) -> Standing:
    """Return where a task stands at an instant.

    What counts is when the unit reported it as done, if that report was accepted: the time that
    the office takes to look at it is not the unit's. While it looks, the clock stands.
    """
    if state == State.WITHDRAWN:
        return Standing.WITHDRAWN
    if state == State.DONE and reported_at is not None and reported_at <= at:
        return Standing.ON_TIME if is_on_time(done_at=reported_at, due_at=due_at) else Standing.LATE
    seen = min(reported_at or at, at)
    if seen > due_at:
        return Standing.OVERDUE
    return Standing.DUE_SOON if seen >= soon_at else Standing.NOT_DUE


def is_on_time(*, done_at: datetime, due_at: datetime) -> bool:
    """Tell whether a task was done by its deadline."""
    return done_at <= due_at


def soon_from(
    due_at: datetime, *, days: int, is_working_day: Callable[[date], bool], given_at: datetime
) -> datetime:
    """Return when a task begins to be due soon: so many working days before its last day.

    Never before it was given: a task with a short deadline is due soon from its first hour.
    """
    day, left = local_date(due_at), days
    earliest = local_date(given_at)
    while left and day > earliest:
        day -= timedelta(days=1)
        left -= is_working_day(day)
    return max(datetime.combine(day, time(0), LOCAL_ZONE), given_at)
