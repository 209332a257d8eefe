"""The clock of a case."""

from datetime import datetime


def is_overdue(*, due_at: datetime, done_at: datetime | None, paused: bool, at: datetime) -> bool:
    """Tell whether a promise is broken; a case that waits for the applicant is not late."""
    if done_at is not None:
        return done_at > due_at
    return not paused and at > due_at


def step_due(*, counted: datetime, case_due_at: datetime) -> datetime:
    """Return when a step is due: by its own working time, never after the case itself."""
    return min(counted, case_due_at)
