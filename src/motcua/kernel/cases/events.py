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
class CaseReappointed(Event, code="cases.reappointed", stream="case_id"):
    """The promise was broken or will be; a new one was given, once, with a reason."""

    case_id: UUID
    due_before: datetime
    due_at: datetime
    reason: str


@dataclass(frozen=True, kw_only=True)
class CaseRecounted(Event, code="cases.recounted", stream="case_id"):
    """The calendar changed, and the promise was counted again; ``decision`` is the document."""

    case_id: UUID
    due_before: datetime
    due_at: datetime
    decision: str
    ordered_by: str = ""


@dataclass(frozen=True, kw_only=True)
class CaseRecalled(Event, code="cases.recalled", stream="case_id"):
    """Who sent a step onward took it back before the next holder touched it."""

    case_id: UUID
    from_seq: int
    to_seq: int
    note: str


@dataclass(frozen=True, kw_only=True)
class CaseReassigned(Event, code="cases.reassigned", stream="case_id"):
    """A head gave a step to another post or person."""

    case_id: UUID
    seq: int
    from_post_id: UUID | None
    to_post_id: UUID
    to_account_id: UUID | None
    reason: str


@dataclass(frozen=True, kw_only=True)
class OpinionAsked(Event, code="cases.opinion_asked", stream="case_id"):
    """Another post or agency was asked; ``step_seq`` None: by hand."""

    case_id: UUID
    opinion_id: UUID
    step_seq: int | None
    post_id: UUID
    unit_id: UUID
    due_at: datetime
    mandatory: bool


@dataclass(frozen=True, kw_only=True)
class OpinionAnswered(Event, code="cases.opinion_answered", stream="case_id"):
    """An answer came; ``number`` above 1: it replaces an earlier one."""

    case_id: UUID
    opinion_id: UUID
    number: int
    due_at: datetime


@dataclass(frozen=True, kw_only=True)
class OpinionWaived(Event, code="cases.opinion_waived", stream="case_id"):
    """It was decided to go on without an answer."""

    case_id: UUID
    opinion_id: UUID
    reason: str


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
