"""States and values of a dossier."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from enum import IntEnum, StrEnum
from typing import Any
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from motcua.foundation.errors import Fault
from motcua.foundation.time import TimeLimit
from motcua.kernel.cases import api as cases

RECEIVED = "dossiers.received"  # the fact among which other modules count theirs


class Fact:
    """What the tale of a dossier counts; a name never changes.

    Those of the first group count on the day of acceptance, whatever the day of what they tell.
    Those by procedure carry its code as their dimension. What was late up to a day is the sum of
    the two last: one when its promise passed on that day and nothing else happened, the other when
    an act on that day made it late (1) or let it be so no more (-1).
    """

    RECEIVED = RECEIVED
    RECEIVED_ONLINE = "dossiers.received-online"
    ONLINE_WITH_E_RESULT = "dossiers.online-with-e-result"  # or without any paper to give
    OF_ONLINE_SERVICE = "dossiers.of-online-service"
    SOLVED_ONLINE = "dossiers.solved-online"
    PAPER_DUE = "dossiers.paper-due"
    PAPER_WITH_E_RESULT = "dossiers.paper-with-e-result"
    DIGITISED = "dossiers.digitised"
    REUSED = "dossiers.reused"
    IDENTIFIED = "dossiers.identified"
    ASKED = "dossiers.asked"
    ASKED_AGAIN = "dossiers.asked-again"
    RECEIVED_BY_PROCEDURE = "dossiers.received/procedure"
    ONLINE_BY_PROCEDURE = "dossiers.received-online/procedure"
    IDENTIFIED_BY_PROCEDURE = "dossiers.identified/procedure"
    ENDED = "dossiers.ended"  # in whatever way
    ENDED_LATE = "dossiers.ended-late"
    ENDED_EARLY = "dossiers.ended-early"  # on a day before the promised one, and not late
    FINISHED = "dossiers.finished"
    FINISHED_ON_TIME = "dossiers.finished-on-time"
    HANDLING_MINUTES = "dossiers.handling-minutes"  # of what was finished
    DUE = "dossiers.due"
    DUE_AND_ENDED = "dossiers.due-and-ended"
    LATE_BY_TIME = "dossiers.late-by-time"
    LATE_BY_ACT = "dossiers.late-by-act"


class Channel(models.TextChoices):
    """How a dossier came in (KenhThucHien of the national connection)."""

    DIRECT = "DIRECT", _("At the counter")
    ONLINE = "ONLINE", pgettext_lazy("channel", "Online")
    POST = "POST", _("By post")


class ResultWay(models.TextChoices):
    """How the applicant wants the result."""

    ELECTRONIC = "ELECTRONIC", _("Electronic, in my account")
    DESK = "DESK", _("On paper, at the counter")
    POST = "POST", _("On paper, by post")


class State(models.TextChoices):
    """Where a dossier is, in words for everybody."""

    WAITING = "WAITING", _("Sent, waiting for reception")
    SUPPLEMENT = "SUPPLEMENT", _("Something is missing")
    REFUSED = "REFUSED", _("Not received")
    PROCESSING = "PROCESSING", _("Being handled")
    SIGNING = "SIGNING", _("Approved, being signed and issued")
    FINISHED = "FINISHED", _("Result ready")
    RETURNED = "RETURNED", _("Result handed over")
    WITHDRAWN = "WITHDRAWN", _("Withdrawn")
    STOPPED = "STOPPED", _("Stopped")


class NationalStatus(IntEnum):
    """TrangThaiHoSo of the national connection."""

    SUBMITTED = 1
    ACCEPTED = 2
    NOT_ACCEPTED = 3
    PROCESSING = 4
    SUPPLEMENT = 5
    PAYMENT = 6
    WITHDRAWN = 7
    STOPPED = 8
    FINISHED = 9
    RETURNED = 10


class Stage(models.TextChoices):
    """When something was found missing."""

    AT_RECEPTION = "AT_RECEPTION", _("at reception")
    IN_PROCESSING = "IN_PROCESSING", _("while it was handled")


class ProposalState(models.TextChoices):
    """Where a proposed second request for supplements is."""

    WAITING = "WAITING", _("Waiting for the head")
    APPROVED = "APPROVED", pgettext_lazy("second request", "Approved and sent")
    REFUSED = "REFUSED", pgettext_lazy("second request", "Not approved")
    LAPSED = "LAPSED", pgettext_lazy("second request", "No longer needed")


class FormNumber(models.TextChoices):
    """The forms that this module gives out, by their numbers in TT 03/2025.

    What number a form has in the circular of a dossier, if any, says ``rules.forms``.
    """

    RECEIPT = "01", _("Receipt and appointment")
    SUPPLEMENT = "02", _("Request for supplements")
    REFUSAL = "03", _("Refusal to receive")
    APOLOGY = "04", _("Apology with a new date")
    STOP = "05", _("Notice of stopping")
    CONTROL = "06", _("Process control slip")
    REGISTER = "07", _("Register of dossiers")


class StopGround(models.TextChoices):
    """Why a dossier may be stopped."""

    NO_SUPPLEMENT = "NO_SUPPLEMENT", _("Nothing was supplemented in time")
    ASKED = "ASKED", _("The applicant asked for it, and it was accepted")
    LAW = "LAW", _("The law names another ground")


class Settlement(models.TextChoices):
    """What becomes of the money when a dossier is stopped."""

    NONE = "NONE", _("Nothing was paid")
    REFUND = "REFUND", _("What was paid is given back")
    NO_REFUND = "NO_REFUND", _("What was paid is not given back, as the law says")


class StopState(models.TextChoices):
    """Where a proposal to stop is."""

    PROPOSED = "PROPOSED", _("Proposed, waiting for the decision")
    DECIDED = "DECIDED", pgettext_lazy("stop", "Stopped")
    DROPPED = "DROPPED", _("Not followed")


class BatchAct(models.TextChoices):
    """What is done to many dossiers at once."""

    FORWARD = "FORWARD", _("Pass on")
    REASSIGN = "REASSIGN", _("Give to somebody else")
    SIGN = "SIGN", _("Approve and sign")


class ResultState(models.TextChoices):
    """Where the signature of a result is."""

    PREPARED = "PREPARED", _("Waiting for the signature")
    SIGNED = "SIGNED", _("Signed")
    ON_PAPER = "ON_PAPER", _("Signed on paper")


class Among(StrEnum):
    """Which dossiers of a period are meant."""

    RECEIVED = "RECEIVED"  # accepted in it
    ALIVE = "ALIVE"  # brought forward into it, or accepted in it
    FINISHED = "FINISHED"  # in it
    IN_HAND = "IN_HAND"  # accepted in it and with the office now


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedDossier:
    """A dossier that figures count; without whose it is."""

    submission_id: UUID
    code: str
    title: str
    unit_id: UUID
    state: State
    accepted_at: datetime
    due_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class HandledDossier:
    """A dossier that a figure counts, and who handled it last; without whose it is.

    Attributes:
        at: What puts it into the period.
        account_id: The handler's; None while nobody has handled it.
    """

    code: str
    title: str
    state: State
    at: datetime
    is_counted: bool
    account_id: UUID | None = None
    handler: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostalAddress:
    """Where the post brings a result; its names are kept as they were on that day."""

    recipient: str = ""
    phone: str = ""
    street: str = ""
    ward: str = ""
    province: str = ""

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> "PostalAddress":
        """Return what was kept, or typed, without spaces around it."""
        names = (each.name for each in fields(cls))
        return cls(**{name: str(kept.get(name, "")).strip() for name in names})

    @property
    def line(self) -> str:
        """The address in one line, as on an envelope."""
        return ", ".join(part for part in (self.street, self.ward, self.province) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftInfo:
    """A draft as its pages need it."""

    id: UUID
    procedure_code: str
    version_id: UUID
    person_id: UUID | None
    unit_id: UUID | None
    cases: tuple[str, ...]
    data: Mapping[str, Any]
    channel: Channel
    result_way: ResultWay
    updated_at: datetime
    submission_code: str
    mandate_id: UUID | None = None
    postal: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What the applicant holds after sending: the code for life and when it came in."""

    submission_id: UUID
    code: str
    submitted_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance:
    """Form 01: the code, the promise, and the number of the form."""

    submission_id: UUID
    code: str
    due_at: datetime
    form_number: str


class KnownState(models.TextChoices):
    """What a paper that the administration holds is worth on a day."""

    VALID = "VALID", pgettext_lazy("known paper", "good")
    REVOKED = "REVOKED", pgettext_lazy("known paper", "revoked")
    REPLACED = "REPLACED", pgettext_lazy("known paper", "replaced by a newer one")
    EXPIRED = "EXPIRED", pgettext_lazy("known paper", "no longer valid")


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownPaper:
    """A paper of a person that the administration holds already.

    Attributes:
        source: Which provider knows it; with ``record`` it finds the same paper again.
        issued_at: When it was issued; of a paper that somebody handed in, when it came.
        dated: ``issued_at`` is the paper's own date, so that its validity can be counted.
        why: What is wrong with one that is not valid, in plain words.
    """

    source: str
    record: str
    title: str
    number: str
    issuer: str
    issued_at: datetime
    dated: bool
    file_id: UUID
    sha256: str
    state: KnownState = KnownState.VALID
    why: str = ""

    @property
    def is_valid(self) -> bool:
        return self.state is KnownState.VALID


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingItem:
    """A paper (or a thing, with an empty key) to be supplemented, and why."""

    key: str
    name: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftField:
    """A thing that the specialist fills in for the result."""

    name: str
    label: Any
    kind: str = "text"  # text, textarea, select
    required: bool = True
    options: tuple[tuple[str, Any], ...] = ()
    hint: Any = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierFacts:
    """What a result maker may know of a dossier."""

    code: str
    submission_id: UUID
    procedure_code: str
    procedure_title: str
    result_title: str
    unit_id: UUID
    unit_code: str
    unit_name: str
    person_id: UUID
    person_name: str
    data: Mapping[str, Any]
    accepted_at: datetime
    handled_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """Who approves a result, in which post, and when."""

    signer_name: str
    signer_title: str
    authority_line: str
    on_behalf: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Apology:
    """What form 04 says: why the promise is not kept, who caused it, the new date.

    ``at_fault`` names another agency that caused it; empty if it is the authority itself.
    """

    reason: str
    due_at: datetime
    at_fault: str = ""
    contact: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StopPlan:
    """Why a dossier is stopped, and what becomes of the money."""

    ground: StopGround
    reason: str
    legal_basis: str = ""
    settlement: Settlement = Settlement.NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperPlan:
    """A paper decided upon but not yet drawn.

    Attributes:
        template: Path of the typst file, relative to the package ``motcua``.
        data: JSON values for the template, without those that every paper has.
    """

    kind: str
    title: str
    number: str
    template: str
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """A line of the timeline, in words for the applicant; ``state`` done, current, next or bad."""

    title: str
    at: datetime | None
    by: str = ""
    text: str = ""
    state: str = "done"
    due_at: datetime | None = None
    distance: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tracking:
    """What anybody who has the code may know: no personal data."""

    code: str
    procedure_title: str
    unit_name: str
    state: State
    submitted_at: datetime
    due_at: datetime | None
    finished_at: datetime | None
    holder: str
    timeline: tuple[Happening, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """What the code alone shows: where it stands and what was promised, not what it is about."""

    code: str
    unit_id: UUID
    state: State
    answer_by: datetime
    due_at: datetime | None
    finished_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """A fee as the procedure names it; ``amount`` None: the tariff of the place says how much."""

    name: str
    amount: int | None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Following:
    """What code and second factor show: everything but names, answers and reasons."""

    tracking: Tracking
    unit_id: UUID
    asked: tuple[str, ...]
    respond_by: date | None
    next: str
    result_way: ResultWay
    owed: tuple[Owed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierRef:
    """What a module needs to know of a dossier to tell who stands in it."""

    code: str
    draft_id: UUID
    person_id: UUID
    procedure_code: str
    field: str
    submitted_at: datetime
    mandate_id: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """A part of somebody's dossiers that another person may see; empty fields do not narrow it."""

    person_id: UUID
    since: datetime
    dossier_code: str = ""
    procedure_code: str = ""
    field: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """The dossiers beyond his own that a person may see.

    Attributes:
        draft_ids: Drafts from which the dossiers came in which he has a part.
        mandate_ids: Mandates under which he sent dossiers.
    """

    draft_ids: frozenset[UUID] = frozenset()
    mandate_ids: frozenset[UUID] = frozenset()
    grants: tuple[Grant, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """For whom somebody acts: the person to whom the dossier belongs, and the one who acts.

    ``person_id`` of an organisation is that of its representative: he is its contact. What the
    administration knows of the person is filled in only under a mandate that he confirmed.
    """

    mandate_id: UUID
    person_id: UUID
    person_name: str
    representative_id: UUID
    representative_name: str
    is_confirmed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PartOfAnother:
    """A part of a form that another person fills in.

    Attributes:
        key: Root of the paths of its answers.
        answers: What he said, once he confirmed it.
        faults: What still is to be done before the dossier can be sent.
        href: The page on which he is invited.
        tone: Of ``state``: waiting, good or warn.
    """

    key: str
    title: str
    href: str
    state: str
    tone: str
    name: str = ""
    answers: Mapping[str, Any] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Somebody who stands in a dossier, as its page names him."""

    role: str
    name: str
    note: str = ""
    href: str = ""
    link_text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What another module may know of a dossier's end."""

    submission_id: UUID
    code: str
    unit_id: UUID
    person_id: UUID
    state: State
    finished_at: datetime | None
    draft_id: UUID | None = None
    mandate_id: UUID | None = None
    procedure_title: str = ""
    part_of: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """Something that waits for a person on his page of dossiers."""

    title: str
    text: str
    href: str
    label: str


FIRST_RESULT = "ket-qua-truoc"  # the paper of a part that is the result of the dossier before it


@dataclass(frozen=True, slots=True, kw_only=True)
class PartPlan:
    """A part of a joined errand, as another agency is to get it.

    Attributes:
        key: Names the part within its dossier.
        papers: Words in the names of the papers that the agency needs.
        limit: The agency's own time, by its own calendar.
    """

    key: str
    title: str
    procedure_code: str
    field: str
    unit_id: UUID
    answers: Mapping[str, Any]
    process: cases.ProcessInfo
    limit: TimeLimit
    papers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PartReceipt:
    """The code of a part in its agency's register, and that agency's own promise."""

    code: str
    case_id: UUID
    due_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PartOutcome:
    """What an agency decided on its part: a numbered result, or a refusal with its reason."""

    title: str
    number: str = ""
    note: str = ""
    is_refused: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterLine:
    """A line of form 07."""

    serial: int
    code: str
    procedure: str
    applicant: str
    contact: str
    received_at: datetime
    due_at: datetime
    result_at: datetime | None
    returned_at: datetime | None
    result_way: str
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """What another module shows on an official's page of a dossier.

    Attributes:
        anchor: The id of the panel in the page.
        template: Its template, which sees ``context`` and nothing else.
        place: ``top`` (a warning), ``main`` or ``aside``.
        count: A figure beside its title, None without one.
    """

    anchor: str
    title: Any
    template: str
    context: Mapping[str, Any] = field(default_factory=dict)
    place: str = "main"
    order: int = 100
    count: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedView:
    """A way of looking at the inbox under a name; ``query`` is that of its address."""

    name: str
    query: str
    is_default: bool = False
    is_shared: bool = False
