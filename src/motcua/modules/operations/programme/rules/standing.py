"""What clock and progress say of a line of a plan."""

from datetime import datetime, timedelta

from ..types import Standing, State

SOON = timedelta(days=14)
BEHIND_BY = 30  # so many points less than the time that has passed
ALL = 100


def standing_of(
    *,
    state: str,
    percent: int,
    starts_at: datetime,
    due_at: datetime,
    reached_at: datetime | None,
    at: datetime,
) -> Standing:
    """Return how a line stands: reached in time or late, overdue, due soon, behind, on track.

    What was reported as reached stands as of that moment: the time of looking at it is not the
    unit's.

    Args:
        reached_at: When it was reported as reached; None while it is under way.
    """
    if state == State.DROPPED:
        return Standing.DROPPED
    if state == State.DONE and reached_at is not None:
        return Standing.ON_TIME if reached_at <= due_at else Standing.DONE_LATE
    seen = reached_at or at
    if seen > due_at:
        return Standing.OVERDUE
    if state == State.REPORTED:
        return Standing.ON_TRACK
    if due_at - seen <= SOON:
        return Standing.DUE_SOON
    passed = (seen - starts_at) / (due_at - starts_at) * ALL if due_at > starts_at else 0
    return Standing.BEHIND if passed - percent > BEHIND_BY else Standing.ON_TRACK
