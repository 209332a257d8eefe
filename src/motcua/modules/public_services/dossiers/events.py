"""Facts told to the house; the stream is the submission, from sending to the end."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from motcua.foundation.events import Event


@dataclass(frozen=True, kw_only=True)
class DossierSubmitted(Event, code="dossiers.submitted", stream="submission_id"):
    """A draft was sent and has a code."""

    submission_id: UUID
    dossier_code: str
    person_id: UUID
    procedure_code: str
    channel: str


@dataclass(frozen=True, kw_only=True)
class DossierAccepted(Event, code="dossiers.accepted", stream="submission_id"):
    """A submission was accepted: the law's clock runs."""

    submission_id: UUID
    dossier_code: str
    person_id: UUID
    case_id: UUID
    due_at: datetime
    form_number: str


@dataclass(frozen=True, kw_only=True)
class SupplementRequested(Event, code="dossiers.supplement_requested", stream="submission_id"):
    """Something is missing; the applicant was told all of it."""

    submission_id: UUID
    dossier_code: str
    person_id: UUID
    request_id: UUID
    stage: str
    items: int


@dataclass(frozen=True, kw_only=True)
class SupplementAnswered(Event, code="dossiers.supplement_answered", stream="submission_id"):
    """The applicant added what was missing."""

    submission_id: UUID
    dossier_code: str
    person_id: UUID
    request_id: UUID
    due_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class SubmissionRefused(Event, code="dossiers.refused", stream="submission_id"):
    """A submission was not received, with a reason."""

    submission_id: UUID
    dossier_code: str
    person_id: UUID
    reason: str


@dataclass(frozen=True, kw_only=True)
class ResultDrafted(Event, code="dossiers.result_drafted", stream="submission_id"):
    """The specialist saved a draft of the result."""

    submission_id: UUID
    dossier_code: str


@dataclass(frozen=True, kw_only=True)
class ResultSubmitted(Event, code="dossiers.result_submitted", stream="submission_id"):
    """The draft went up for review or signature."""

    submission_id: UUID
    dossier_code: str


@dataclass(frozen=True, kw_only=True)
class ResultSentBack(Event, code="dossiers.result_sent_back", stream="submission_id"):
    """The draft came back with a reason."""

    submission_id: UUID
    dossier_code: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class ResultApproved(Event, code="dossiers.result_approved", stream="submission_id"):
    """The leader decided; the paper is numbered and will be signed."""

    submission_id: UUID
    dossier_code: str
    number: str


@dataclass(frozen=True, kw_only=True)
class SigningFailed(Event, code="dossiers.signing_failed", stream="submission_id"):
    """The paper could not be signed; it is tried again, and the state does not advance."""

    submission_id: UUID
    dossier_code: str
    error: str


@dataclass(frozen=True, kw_only=True)
class ResultSigned(Event, code="dossiers.result_signed", stream="submission_id"):
    """The result bears its signatures; anybody can verify it by its token."""

    submission_id: UUID
    dossier_code: str
    token: str
    number: str


@dataclass(frozen=True, kw_only=True)
class ResultIssued(Event, code="dossiers.result_issued", stream="submission_id"):
    """The result lies ready: the promise was met or broken at this instant."""

    submission_id: UUID
    dossier_code: str
    person_id: UUID
    on_time: bool


@dataclass(frozen=True, kw_only=True)
class ResultReturned(Event, code="dossiers.result_returned", stream="submission_id"):
    """The result is with the applicant."""

    submission_id: UUID
    dossier_code: str
    person_id: UUID
    way: str
    receiver: str


@dataclass(frozen=True, kw_only=True)
class DossierWithdrawn(Event, code="dossiers.withdrawn", stream="submission_id"):
    """The applicant took the dossier back."""

    submission_id: UUID
    dossier_code: str
    person_id: UUID
    reason: str


ALL = (
    DossierSubmitted,
    DossierAccepted,
    SupplementRequested,
    SupplementAnswered,
    SubmissionRefused,
    ResultDrafted,
    ResultSubmitted,
    ResultSentBack,
    ResultApproved,
    SigningFailed,
    ResultSigned,
    ResultIssued,
    ResultReturned,
    DossierWithdrawn,
)
