"""Facts told to the house; the stream is the submission, from sending to the end."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from motcua.foundation.events import Event


@dataclass(frozen=True, kw_only=True)
class DossierSubmitted(Event, code="dossiers.submitted", stream="submission_id"):
    """A draft was sent and has a code.

    Attributes:
        online_level: How far the procedure could be done online on that day.
        gives_paper: It ends in a paper.
        files: How many of the papers came as files.
        identified: The applicant is known by the number that the population register gives.
    """

    submission_id: UUID
    dossier_code: str
    person_id: UUID
    procedure_code: str
    channel: str
    online_level: str = ""
    gives_paper: bool = True
    files: int = 0
    identified: bool = False


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
class SecondRequestProposed(Event, code="dossiers.second_request_proposed", stream="submission_id"):
    """An officer wants to ask once more; the head is to decide."""

    submission_id: UUID
    dossier_code: str
    proposal_id: UUID
    why: str


@dataclass(frozen=True, kw_only=True)
class SecondRequestDecided(Event, code="dossiers.second_request_decided", stream="submission_id"):
    """The head decided whether the applicant is asked once more."""

    submission_id: UUID
    dossier_code: str
    proposal_id: UUID
    state: str
    reason: str
    proposer_account_id: UUID | None


@dataclass(frozen=True, kw_only=True)
class KnownPaperUsed(Event, code="dossiers.known_paper_used", stream="submission_id"):
    """A paper that the administration holds stands for one that was asked for, by consent."""

    submission_id: UUID
    dossier_code: str
    person_id: UUID
    component: str
    source: str
    record: str


@dataclass(frozen=True, kw_only=True)
class SupplementAnswered(Event, code="dossiers.supplement_answered", stream="submission_id"):
    """The applicant added what was missing."""

    submission_id: UUID
    dossier_code: str
    person_id: UUID
    request_id: UUID
    due_at: datetime | None = None
    channel: str = ""
    files: int = 0


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


@dataclass(frozen=True, kw_only=True)
class DossiersMerged(Event, code="dossiers.merged", stream="submission_id"):
    """A second dossier of the same matter ended; its papers go on in this one."""

    submission_id: UUID
    dossier_code: str
    ended_code: str
    ended_person_id: UUID
    kept_person_id: UUID
    papers: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class DossierReappointed(Event, code="dossiers.reappointed", stream="submission_id"):
    """The promise cannot be kept: the head apologised and gave a new date, once."""

    submission_id: UUID
    dossier_code: str
    person_id: UUID
    due_before: datetime
    due_at: datetime
    reason: str
    form_number: str


@dataclass(frozen=True, kw_only=True)
class DossierRecounted(Event, code="dossiers.recounted", stream="submission_id"):
    """The calendar changed, and with it the promise; ``decision`` is the document."""

    submission_id: UUID
    dossier_code: str
    person_id: UUID
    due_before: datetime
    due_at: datetime
    decision: str


@dataclass(frozen=True, kw_only=True)
class StopProposed(Event, code="dossiers.stop_proposed", stream="submission_id"):
    """Somebody, or a job, proposes to the head that a dossier be stopped."""

    submission_id: UUID
    dossier_code: str
    stop_id: UUID
    ground: str


@dataclass(frozen=True, kw_only=True)
class StopDropped(Event, code="dossiers.stop_dropped", stream="submission_id"):
    """The head does not follow a proposal to stop; the dossier goes on."""

    submission_id: UUID
    dossier_code: str
    stop_id: UUID
    reason: str


@dataclass(frozen=True, kw_only=True)
class DossierStopped(Event, code="dossiers.stopped", stream="submission_id"):
    """The head stopped a dossier, with a notice; the money is settled with it."""

    submission_id: UUID
    dossier_code: str
    person_id: UUID
    ground: str
    reason: str
    settlement: str
    form_number: str


@dataclass(frozen=True, kw_only=True)
class FormKept(Event, code="dossiers.form_kept", stream="submission_id"):
    """A form lies in the archive of its dossier, byte for byte as it was signed."""

    submission_id: UUID
    dossier_code: str
    form: str
    number: str
    file_id: UUID


@dataclass(frozen=True, kw_only=True)
class ResultWayChanged(Event, code="dossiers.result_way_changed", stream="submission_id"):
    """The applicant wants the result in another way, or brought to another address."""

    submission_id: UUID
    dossier_code: str
    person_id: UUID
    way: str
    before: str
    address_changed: bool = False


@dataclass(frozen=True, kw_only=True)
class WorkGiven(Event, code="dossiers.work_given", stream="gift_id"):
    """A head gave somebody one dossier, or many at once; ``dossier_code`` is the first."""

    gift_id: UUID
    dossier_code: str
    dossiers: int
    to_post_id: UUID
    to_account_id: UUID | None
    reason: str


@dataclass(frozen=True, kw_only=True)
class StatusAsked(Event, code="dossiers.status_asked", stream="ask_id"):
    """Somebody who is not signed in gave a second factor for a code, right or wrong."""

    ask_id: UUID
    dossier_code: str
    opened: bool


@dataclass(frozen=True, kw_only=True)
class TrackingCodeAsked(Event, code="dossiers.tracking_code_asked", stream="ask_id"):
    """Somebody who is not signed in asked for a one-time code."""

    ask_id: UUID
    dossier_code: str


ALL = (
    DossierSubmitted,
    DossierAccepted,
    SupplementRequested,
    SecondRequestProposed,
    SecondRequestDecided,
    KnownPaperUsed,
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
    DossierReappointed,
    DossierRecounted,
    StopProposed,
    StopDropped,
    DossierStopped,
    FormKept,
    DossiersMerged,
    ResultWayChanged,
    WorkGiven,
    StatusAsked,
    TrackingCodeAsked,
)
