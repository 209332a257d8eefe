"""Values of the catalogue: what a procedure asks, costs, promises and gives."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from motcua.foundation.money import Money
from motcua.foundation.time import TimeLimit, TimeUnit


class Level(models.TextChoices):
    """Who serves a procedure, in the two levels of local government below the province."""

    WARD = "WARD", pgettext_lazy("level of a procedure", "Ward or commune")
    DISTRICT = "DISTRICT", pgettext_lazy("level of a procedure", "District")
    BOTH = "BOTH", pgettext_lazy("level of a procedure", "District and ward")


class OnlineLevel(models.TextChoices):
    """How much of a procedure can be done without coming to the counter."""

    FULL = "FULL", _("Entirely online")
    PARTIAL = "PARTIAL", _("Partly online")
    NONE = "NONE", _("At the counter only")


class Applicant(models.TextChoices):
    """Who may ask for it."""

    CITIZEN = "CITIZEN", _("Citizens")
    BUSINESS = "BUSINESS", _("Businesses")
    ORGANISATION = "ORGANISATION", _("Organisations")


class Status(models.TextChoices):
    """What is known about the validity of an entry."""

    ACTIVE = "ACTIVE", _("In force")
    UNVERIFIED = "UNVERIFIED", _("In force when it was last checked")
    UNKNOWN = "UNKNOWN", _("Not checked")
    REPLACED = "REPLACED", _("Replaced")
    MERGED = "MERGED", _("Merged into another")
    ABOLISHED = "ABOLISHED", _("Abolished")
    TRANSFERRED = "TRANSFERRED", _("Given to another body")


GONE = frozenset({Status.REPLACED, Status.MERGED, Status.ABOLISHED, Status.TRANSFERRED})
NATIONAL = "national"


class Origin(models.TextChoices):
    """How a version came into the catalogue."""

    IMPORT = "IMPORT", _("Imported from a file")
    EDIT = "EDIT", _("Edited in the catalogue")
    SHORTENING = "SHORTENING", _("Approved shortening")
    WITHDRAWAL = "WITHDRAWAL", _("Withdrawal")


class ProposalState(models.TextChoices):
    """How far a proposal to shorten a procedure has come."""

    PROPOSED = "PROPOSED", pgettext_lazy("state of a proposal", "Proposed")
    APPROVED = "APPROVED", pgettext_lazy("state of a proposal", "Approved")
    REJECTED = "REJECTED", pgettext_lazy("state of a proposal", "Rejected")
    WITHDRAWN = "WITHDRAWN", pgettext_lazy("state of a proposal", "Taken back")


class Role(models.TextChoices):
    """Role of the post that does a step; the same words as the roles of posts."""

    RECEPTION = "RECEPTION", _("One-stop shop")
    SPECIALIST = "SPECIALIST", _("Officer in charge")
    UNIT_HEAD = "UNIT_HEAD", _("Head of the office")
    AUTHORITY_LEADER = "AUTHORITY_LEADER", _("Leader of the People's Committee")
    CLERK = "CLERK", _("Records clerk")
    PARTNER = "PARTNER", _("Another agency")


class StepKind(models.TextChoices):
    """What happens at a step; the same words as the kinds of a case's steps."""

    RECEIVE = "RECEIVE", _("Your dossier is received and checked")
    HANDLE = "HANDLE", _("It is examined and the answer is drafted")
    REVIEW = "REVIEW", _("The draft is looked over")
    SIGN = "SIGN", _("The result is signed")
    ISSUE = "ISSUE", _("The result is entered into the books and stamped")
    RETURN = "RETURN", _("You get the result")


@dataclass(frozen=True, slots=True, kw_only=True)
class Component:
    """A paper of the dossier.

    ``key`` stays the same from version to version as long as name and case do. ``case`` is the
    condition under which the paper is needed, empty for always.
    """

    key: str
    name: str
    originals: int
    copies: int
    required: bool
    case: str = ""
    form_code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fee:
    """A fee or charge. ``amount`` None: set by the province or a tariff; never shown as free."""

    key: str
    name: str
    amount: Money | None
    note: str = ""

    @property
    def is_free(self) -> bool:
        return self.amount is not None and self.amount.dong == 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A step of the internal process; ``hours`` are working hours.

    ``added`` tells that the source lacks the step and a rule supplied it.
    """

    seq: int
    name: str
    role_text: str
    role: Role
    kind: StepKind
    hours: Decimal
    added: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """Everything a version says, whatever its dates: what an import row becomes."""

    code: str
    name: str
    official_name: str
    field: str
    level: Level
    authority: str
    applicants: tuple[Applicant, ...]
    online_level: OnlineLevel
    time_limit: TimeLimit
    legal_limit: TimeLimit
    fees: tuple[Fee, ...]
    components: tuple[Component, ...]
    steps: tuple[Step, ...]
    result: str
    legal_basis: tuple[str, ...]
    conditions: tuple[str, ...]
    process_key: str
    status: Status
    scope: str
    replaced_by: str
    former_codes: tuple[str, ...]
    decision: str
    source: str
    confidence: str
    as_of: str
    note: str

    @property
    def is_immediate(self) -> bool:
        """Tell whether the result is handed over on the day of acceptance."""
        return self.time_limit.unit is TimeUnit.SAME_DAY

    @property
    def is_gone(self) -> bool:
        """Tell whether the entry is kept for its history only."""
        return self.status in GONE


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainText:
    """What a version says in the words of everyday, short enough for one screen."""

    needed: str = ""
    cost: str = ""
    time: str = ""
    place: str = ""
    steps: str = ""

    @property
    def is_empty(self) -> bool:
        return not any(getattr(self, one.name) for one in fields(self))

    @property
    def length(self) -> int:
        return sum(len(getattr(self, one.name)) for one in fields(self))


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenText(PlainText):
    """A plain text with who wrote it and when; it belongs to one version."""

    written_at: datetime
    written_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """What a ward says of a procedure beside what it inherits; empty parts are inherited."""

    code: str
    unit_id: UUID
    place: str = ""
    opening_hours: str = ""
    contact: str = ""
    time_limit: TimeLimit | None = None
    note: str = ""
    recorded_at: datetime | None = None
    recorded_by: str = ""

    @property
    def is_empty(self) -> bool:
        texts = (self.place, self.opening_hours, self.contact, self.note)
        return not any(texts) and self.time_limit is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """What a procedure costs whoever asks for it, beside fees.

    Attributes:
        hours: Hours of the applicant for one dossier.
        trips: How often he comes.
        dong: Other expenses.
    """

    hours: Decimal = Decimal(0)
    trips: int = 0
    dong: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionInfo(Content):
    """A procedure as in force from one day to another, the end excluded and perhaps open.

    ``form_code`` names the declaration form, empty if the procedure has none of its own.
    ``life_events`` are keys of :class:`LifeEvent`. ``plain`` is the newest plain text of this very
    version; None while it has none, that is while the text of its predecessor would be older.
    """

    id: UUID
    procedure_id: UUID
    number: int
    effective_from: date
    effective_to: date | None
    form_code: str = ""
    life_events: tuple[str, ...] = ()
    decision_date: date | None = None
    origin: Origin = Origin.IMPORT
    published_at: datetime | None = None
    published_by: str = ""
    plain: WrittenText | None = None

    @property
    def title(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class LifeEvent:
    """An occasion in a person's life to which procedures belong."""

    key: str
    title: str
    title_en: str
    summary: str
    icon: str
    fields: tuple[str, ...]
    codes: tuple[str, ...]


class Reason(models.TextChoices):
    """Why a line of an import is faulty; the label is what the person reads."""

    NOT_READABLE = (
        "NOT_READABLE",
        _("This line is not a record. Each line must be one JSON object."),
    )
    MISSING = "MISSING", _("This is missing. Fill it in.")
    NOT_TEXT = "NOT_TEXT", _("This must be text.")
    NOT_A_LIST = "NOT_A_LIST", _("This must be a list.")
    NOT_A_NUMBER = "NOT_A_NUMBER", _("This must be a whole number, 0 or more.")
    NOT_HOURS = "NOT_HOURS", _("This must be a number of working hours above 0.")
    NOT_YES_NO = "NOT_YES_NO", _("This must be true or false.")
    NOT_A_CHOICE = "NOT_A_CHOICE", _("This is not one of the allowed values: %(allowed)s.")
    BAD_CODE = "BAD_CODE", _("A code looks like 1.001193: one digit, a point, six digits.")
    BAD_DURATION = (
        "BAD_DURATION",
        _("A duration is a value above 0 and a unit: %(allowed)s."),
    )
    TWICE = "TWICE", _("This code stands in line %(line)s too. Keep one of them.")
    UNKNOWN_FIELD = (
        "UNKNOWN_FIELD",
        _("There is no field of this name. Correct the name or take it out."),
    )
    NO_OWNER = "NO_OWNER", _("The sheet of procedures has no code %(code)s.")
    ALL_STEPS_OUTSIDE = "ALL_STEPS_OUTSIDE", _("A process needs at least one step of an office.")
    LATER_VERSION = (
        "LATER_VERSION",
        _("A version from %(date)s is already there. Import from that day or later."),
    )
    NOT_A_DAY = "NOT_A_DAY", _("This must be a day, such as 01/07/2025.")
    TOO_LONG = "TOO_LONG", _("This is too long: at most %(most)s characters.")
    NO_UNIT = "NO_UNIT", _("There is no unit with the code %(code)s.")
    LONGER_LIMIT = (
        "LONGER_LIMIT",
        _("The time limit may not be longer than the one of the catalogue, %(limit)s."),
    )
    NOT_SHORTER = (
        "NOT_SHORTER",
        _("The proposal shortens nothing: give a shorter time limit or take out a paper."),
    )
    NO_PAPER = "NO_PAPER", _("The procedure has no paper with the key %(key)s.")
    DECIDED = "DECIDED", _("This proposal was decided; what it said does not change any more.")
    NOT_YOURS = "NOT_YOURS", _("Only whoever may decide on proposals may enter a decision.")
    TEXT_OLDER = (
        "TEXT_OLDER",
        _("The legal text changes and this text does not. Read it again and mend it."),
    )
    IN_FUTURE = "IN_FUTURE", _("This day is still to come. A decision is signed before.")
    BEFORE_DECISION = (
        "BEFORE_DECISION",
        _("It cannot hold before the day of the decision."),
    )
    PUBLISHED = (
        "PUBLISHED",
        _("This version is published already; its decision does not change any more."),
    )
    NO_SHEET = "NO_SHEET", _("The workbook has no sheet of this name. Start from the template.")
    NO_COLUMN = "NO_COLUMN", _("This column is missing. Start from the template.")


@dataclass(frozen=True, slots=True, kw_only=True)
class RowFault:
    """One thing wrong in a file: the line (or row) counted from 1, the field, and the reason.

    ``cell`` is how Excel calls the place, such as ``C5``.
    """

    line: int
    field: str
    reason: Reason
    details: Mapping[str, str | int]
    sheet: str = ""
    cell: str = ""

    @property
    def message(self) -> str:
        """Return the reason in the language of whoever reads."""
        return str(self.reason.label) % self.details if self.details else str(self.reason.label)


@dataclass(frozen=True, slots=True)
class Row:
    """A record of an import as read, not yet judged; ``line`` says where it stood.

    ``parts`` are the lines of the other sheets from which a list was made, in its order.
    """

    line: int
    values: Mapping[str, object]
    sheet: str = ""
    parts: Mapping[str, Sequence[int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A procedure whose entry an import changes; ``fields`` are the names of what differs."""

    code: str
    name: str
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """What an import did, or would do when ``dry_run``. With faults nothing was done.

    ``texts``, ``overrides`` and ``proposals`` count what was written beside the versions.
    """

    filename: str
    effective_from: date
    dry_run: bool
    rows: int
    added: tuple[Change, ...] = ()
    changed: tuple[Change, ...] = ()
    unchanged: int = 0
    faults: tuple[RowFault, ...] = ()
    texts: int = 0
    overrides: int = 0
    proposals: int = 0

    @property
    def is_sound(self) -> bool:
        return not self.faults


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalInfo:
    """A proposal to shorten a procedure, and what became of it.

    Attributes:
        papers: Keys of the papers that would no longer be asked for.
        plain: Parts of the plain text that would change with it.
        cost_before, cost_after: Đồng for one dossier, by the declared formula.
    """

    id: UUID
    number: int
    code: str
    name: str
    field: str
    base_number: int
    state: ProposalState
    limit_before: TimeLimit
    limit_after: TimeLimit
    papers: tuple[str, ...]
    effort_before: Effort
    effort_after: Effort
    dossiers_a_year: int
    cost_before: int
    cost_after: int
    reason: str
    legal_basis: str
    plain: PlainText
    effective_from: date
    unit_id: UUID
    proposed_at: datetime
    proposed_by: str
    decided_at: datetime | None = None
    decided_by: str = ""
    decision_no: str = ""
    decision_date: date | None = None
    decision_note: str = ""
    version_number: int | None = None

    @property
    def is_open(self) -> bool:
        return self.state is ProposalState.PROPOSED

    @property
    def saved_a_year(self) -> int:
        """Return what applicants keep in a year, in đồng."""
        return (self.cost_before - self.cost_after) * self.dossiers_a_year
