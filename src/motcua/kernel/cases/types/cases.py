"""Cases as they stand, their stays, what waits."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Self
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from motcua.foundation.time import TimeLimit

from .conditions import Facts
from .opinions import Timing
from .steps import StepKind


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
    REASSIGNED = "REASSIGNED", _("Given to somebody else")
    RECALLED = "RECALLED", _("Taken back by the sender")
    ENDED = "ENDED", _("Ended with the case")


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseInfo:
    """A case as it stands: its step, its holder, its clock.

    ``settled_at`` is when the promise was met: the result lay ready, whether fetched or not.
    ``account_id`` is who has the step: assigned, or since ``taken_at`` by his own hand. Of
    ``opinions_open``, nothing goes up for signature without ``opinions_awaited``.
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
    facts: Facts = field(default_factory=dict)
    taken_at: datetime | None = None
    reappointed_at: datetime | None = None
    opinions_open: int = 0
    opinions_awaited: int = 0


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


class Holding(models.TextChoices):
    """Whose work a list shows, of what waits at a post."""

    MINE = "MINE", _("Mine")
    TEAM = "TEAM", _("My team's")
    ALL = "ALL", pgettext_lazy("whose work", "All")


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver:
    """A line of the control slip: a stay at a step, or an opinion, and how it came.

    Attributes:
        from_name: Who handed it over.
        to_name: Who received and did it; the title of the post while nobody has.
        is_opinion: It was asked beside the way.
        note: What he passed on with it; of an opinion the answer.
    """

    name: str
    from_unit_id: UUID | None
    from_unit: str
    from_name: str
    to_unit_id: UUID | None
    to_unit: str
    to_name: str
    handed_at: datetime
    due_at: datetime
    done_at: datetime | None
    timing: Timing
    outcome: Outcome | None
    is_opinion: bool
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyTimes:
    """How an agency kept its times over a period: stays at its posts, and opinions asked of it."""

    unit_id: UUID
    early: int = 0
    on_time: int = 0
    late: int = 0
    open: int = 0
    overdue: int = 0

    @property
    def done(self) -> int:
        return self.early + self.on_time + self.late


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxCounts:
    """What waits for an actor."""

    open: int = 0
    overdue: int = 0
    paused: int = 0
    by_kind: tuple[tuple[StepKind, int], ...] = ()
    mine: int = 0


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
