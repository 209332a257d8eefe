"""Facts told to the house."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from motcua.foundation.events import Event


@dataclass(frozen=True, kw_only=True)
class CaseOpened(Event, code="cases.opened", stream="case_id"):
    """A case began; its clock runs."""

    case_id: UUID
    kind: str
    subject_code: str
    process_version_id: UUID
    due_at: datetime
    step_seq: int
    post_id: UUID | None


@dataclass(frozen=True, kw_only=True)
class StepDone(Event, code="cases.step_done", stream="case_id"):
    """A step was done; ``next_seq`` None after the last."""

    case_id: UUID
    seq: int
    kind: str
    next_seq: int | None
    next_post_id: UUID | None
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class CaseSentBack(Event, code="cases.sent_back", stream="case_id"):
    """A case went back to an earlier step, with a reason."""

    case_id: UUID
    from_seq: int
    to_seq: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class CaseHandedOver(Event, code="cases.handed_over", stream="case_id"):
    """A step went to another post."""

    case_id: UUID
    seq: int
    from_post_id: UUID | None
    to_post_id: UUID
    note: str


@dataclass(frozen=True, kw_only=True)
class CaseTaken(Event, code="cases.taken", stream="case_id"):
    """One of the holders of a post took the step upon himself."""

    case_id: UUID
    seq: int
    account_id: UUID


@dataclass(frozen=True, kw_only=True)
class CasePaused(Event, code="cases.paused", stream="case_id"):
    """The clock stopped: the applicant is waited for."""

    case_id: UUID
    reason: str


@dataclass(frozen=True, kw_only=True)
class CaseResumed(Event, code="cases.resumed", stream="case_id"):
    """The clock goes on; ``due_at`` moved by the working time that was left."""

    case_id: UUID
    due_before: datetime
    due_at: datetime


@dataclass(frozen=True, kw_only=True)
class CaseSettled(Event, code="cases.settled", stream="case_id"):
    """The result lay ready: the clock ended here."""

    case_id: UUID
    due_at: datetime


@dataclass(frozen=True, kw_only=True)
class CaseClosed(Event, code="cases.closed", stream="case_id"):
    """A case ended."""

    case_id: UUID
    due_at: datetime


@dataclass(frozen=True, kw_only=True)
class ProcessPublished(Event, code="cases.process_published", stream="process_id"):
    """A version of a step table was published."""

    process_id: UUID
    version_id: UUID
    process_code: str
    number: int
