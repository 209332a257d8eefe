"""The way and the clock of a case, as pure functions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from .types import Step, StepKind


@dataclass(frozen=True, slots=True)
class StepFault:
    """A line of a step table that cannot be followed."""

    seq: int
    reason: str


def faults_of(steps: Sequence[Step]) -> tuple[StepFault, ...]:
    """Return what keeps a step table from being followed, all at once.

    A process begins with reception, has at least one signature, ends with the return of the
    result, and its lines are numbered upwards.
    """
    found = []
    if not steps or steps[0].kind is not StepKind.RECEIVE:
        found.append(StepFault(steps[0].seq if steps else 0, "begins_with_reception"))
    if not any(step.kind is StepKind.SIGN for step in steps):
        found.append(StepFault(0, "has_a_signature"))
    if steps and steps[-1].kind is not StepKind.RETURN:
        found.append(StepFault(steps[-1].seq, "ends_with_return"))
    for earlier, later in pairwise(steps):
        if later.seq <= earlier.seq:
            found.append(StepFault(later.seq, "numbered_upwards"))
    found += [StepFault(step.seq, "takes_time") for step in steps if step.hours <= 0]
    return tuple(found)


def is_overdue(*, due_at: datetime, done_at: datetime | None, paused: bool, at: datetime) -> bool:
    """Tell whether a promise is broken; a case that waits for the applicant is not late."""
    if done_at is not None:
        return done_at > due_at
    return not paused and at > due_at


def step_due(*, counted: datetime, case_due_at: datetime) -> datetime:
    """Return when a step is due: by its own working time, never after the case itself."""
    return min(counted, case_due_at)
