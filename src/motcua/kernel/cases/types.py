"""States and values of a case."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, Self
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from motcua.foundation.time import TimeLimit


class StepKind(models.TextChoices):
    """What is done at a step."""

    RECEIVE = "RECEIVE", _("Receive")
    HANDLE = "HANDLE", _("Handle")
    REVIEW = "REVIEW", _("Review")
    SIGN = "SIGN", _("Sign")
    ISSUE = "ISSUE", _("Number and issue")
    RETURN = "RETURN", _("Return the result")


class CaseState(models.TextChoices):
    """Where a case is in its life."""

    OPEN = "OPEN", _("Under way")
    PAUSED = "PAUSED", _("Waiting for the applicant")
    CLOSED = "CLOSED", _("Closed")


class Outcome(models.TextChoices):
    """How a stay at a step ended."""

    DONE = "DONE", _("Done")
    SENT_BACK = "SENT_BACK", _("Sent back")
    HANDED_OVER = "HANDED_OVER", _("Handed over")
    ENDED = "ENDED", _("Ended with the case")


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A line of a step table; ``hours`` are working hours, ``role`` that of the post."""

    seq: int
    name: str
    role: str
    kind: StepKind
    hours: Decimal

    def to_json(self) -> dict[str, Any]:
        """Return the line as stored."""
        return {
            "seq": self.seq,
            "name": self.name,
            "role": self.role,
            "kind": self.kind.value,
            "hours": str(self.hours),
        }

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> Self:
        """Return the line that :meth:`to_json` wrote."""
        return cls(
            seq=stored["seq"],
            name=stored["name"],
            role=stored["role"],
            kind=StepKind(stored["kind"]),
            hours=Decimal(stored["hours"]),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessInfo:
    """A published version of a process."""

    version_id: UUID
    code: str
    number: int
    title: str
    steps: tuple[Step, ...]

    def step(self, seq: int) -> Step:
        """Return the step of that number."""
        return next(step for step in self.steps if step.seq == seq)

    def after(self, seq: int) -> Step | None:
        """Return the step that follows, or None after the last."""
        return next((step for step in self.steps if step.seq > seq), None)

    def before(self, seq: int, kind: StepKind) -> Step | None:
        """Return the nearest earlier step of that kind."""
        earlier = (step for step in reversed(self.steps) if step.seq < seq)
        return next((step for step in earlier if step.kind is kind), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseInfo:
    """A case as it stands: its step, its holder, its clock.

    ``settled_at`` is when the promise was met: the result lay ready, whether fetched or not.
    """

    id: UUID
    kind: str
    subject_code: str
    title: str
    person_name: str
    unit_id: UUID
    process_version_id: UUID
    state: CaseState
    opened_at: datetime
    due_at: datetime
    due_original_at: datetime
    time_limit: TimeLimit
    settled_at: datetime | None
    closed_at: datetime | None
    step_seq: int
    step_kind: StepKind
    step_name: str
    step_started_at: datetime
    step_due_at: datetime
    post_id: UUID | None
    post_unit_id: UUID | None
    account_id: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StepInfo:
    """A stay at a step: who held it, from when to when, and how it ended."""

    seq: int
    kind: StepKind
    name: str
    post_id: UUID | None
    unit_id: UUID | None
    holder_name: str
    started_at: datetime
    due_at: datetime
    done_at: datetime | None
    outcome: Outcome | None
    note: str

    @property
    def is_late(self) -> bool:
        return self.done_at is not None and self.done_at > self.due_at


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxCounts:
    """What waits for an actor."""

    open: int = 0
    overdue: int = 0
    paused: int = 0
    by_kind: tuple[tuple[StepKind, int], ...] = ()


@dataclass(frozen=True, slots=True)
class InboxPlace:
    """Where a page of an inbox ended; the next one goes on from there."""

    due_at: datetime
    case_id: UUID

    def __str__(self) -> str:
        return f"{self.due_at.isoformat()}~{self.case_id}"

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """Read what ``str`` wrote; None for anything else."""
        instant, _tilde, case_id = text.partition("~")
        try:
            return cls(datetime.fromisoformat(instant), UUID(case_id))
        except ValueError:
            return None
