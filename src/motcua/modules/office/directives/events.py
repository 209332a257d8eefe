"""Facts told to the house; the stream is the task, or the evaluation."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from motcua.foundation.events import Event


@dataclass(frozen=True, kw_only=True)
class TaskGiven(Event, code="directives.task_given", stream="task_id"):
    """A leader gave a unit a task with a deadline."""

    task_id: UUID
    unit_id: UUID
    owner_unit_id: UUID
    support_unit_ids: tuple[UUID, ...]
    case_id: UUID
    due_at: datetime
    text: str
    source_id: UUID | None = None
    owner_authority_id: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class TaskAssigned(Event, code="directives.task_assigned", stream="task_id"):
    """The head of the unit gave the task to a person."""

    task_id: UUID
    unit_id: UUID
    post_id: UUID
    opinion: str


@dataclass(frozen=True, kw_only=True)
class ProgressReported(Event, code="directives.progress_reported", stream="task_id"):
    """The unit, or one that co-ordinates, said how far it is."""

    task_id: UUID
    unit_id: UUID
    percent: int | None
    text: str


@dataclass(frozen=True, kw_only=True)
class TaskReported(Event, code="directives.task_reported", stream="task_id"):
    """The unit says that the task is done; the office looks at it."""

    task_id: UUID
    unit_id: UUID
    document_id: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class TaskReturned(Event, code="directives.task_returned", stream="task_id"):
    """The result was not accepted: the clock runs again."""

    task_id: UUID
    unit_id: UUID
    reason: str


@dataclass(frozen=True, kw_only=True)
class TaskAccepted(Event, code="directives.task_accepted", stream="task_id"):
    """The result was accepted; what counts is when it was reported."""

    task_id: UUID
    unit_id: UUID
    owner_unit_id: UUID
    reported_at: datetime
    on_time: bool


@dataclass(frozen=True, kw_only=True)
class TaskWithdrawn(Event, code="directives.task_withdrawn", stream="task_id"):
    """The task need not be done any more."""

    task_id: UUID
    unit_id: UUID
    reason: str


@dataclass(frozen=True, kw_only=True)
class ExtensionAsked(Event, code="directives.extension_asked", stream="task_id"):
    """The unit asks for more time; the leader who gave the task decides."""

    task_id: UUID
    unit_id: UUID
    wanted_at: datetime
    reason: str


@dataclass(frozen=True, kw_only=True)
class ExtensionDecided(Event, code="directives.extension_decided", stream="task_id"):
    """The leader approved or refused an extension."""

    task_id: UUID
    unit_id: UUID
    is_approved: bool
    due_at: datetime
    note: str


@dataclass(frozen=True, kw_only=True)
class EvaluationFrozen(Event, code="directives.evaluation_frozen", stream="sheet_id"):
    """The month's figures of the units are frozen as a sheet."""

    sheet_id: UUID
    unit_id: UUID
    year: int
    month: int


@dataclass(frozen=True, kw_only=True)
class EvaluationApproved(Event, code="directives.evaluation_approved", stream="sheet_id"):
    """The leader lets the sheet be signed in his name."""

    sheet_id: UUID
    unit_id: UUID
    signer: str


@dataclass(frozen=True, kw_only=True)
class EvaluationSigned(Event, code="directives.evaluation_signed", stream="sheet_id"):
    """The sheet is signed and sealed."""

    sheet_id: UUID
    unit_id: UUID
    file_id: UUID


ALL = (
    TaskGiven,
    TaskAssigned,
    ProgressReported,
    TaskReported,
    TaskReturned,
    TaskAccepted,
    TaskWithdrawn,
    ExtensionAsked,
    ExtensionDecided,
    EvaluationFrozen,
    EvaluationApproved,
    EvaluationSigned,
)
