"""Values of the catalogue: what a procedure asks, costs, promises and gives."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
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
class VersionInfo(Content):
    """A procedure as in force from one day to another, the end excluded and perhaps open.

    ``form_code`` names the declaration form, empty if the procedure has none of its own.
    ``life_events`` are keys of :class:`LifeEvent`.
    """

    id: UUID
    procedure_id: UUID
    number: int
    effective_from: date
    effective_to: date | None
    form_code: str = ""
    life_events: tuple[str, ...] = ()

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
    NO_SHEET = "NO_SHEET", _("The workbook has no sheet of this name. Start from the template.")
    NO_COLUMN = "NO_COLUMN", _("This column is missing. Start from the template.")


@dataclass(frozen=True, slots=True, kw_only=True)
class RowFault:
    """One thing wrong in a file: the line (or row) counted from 1, the field, and the reason."""

    line: int
    field: str
    reason: Reason
    details: Mapping[str, str | int]
    sheet: str = ""

    @property
    def message(self) -> str:
        """Return the reason in the language of whoever reads."""
        return str(self.reason.label) % self.details if self.details else str(self.reason.label)


@dataclass(frozen=True, slots=True)
class Row:
    """A record of an import as read, not yet judged; ``line`` says where it stood."""

    line: int
    values: Mapping[str, object]
    sheet: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A procedure whose entry an import changes; ``fields`` are the names of what differs."""

    code: str
    name: str
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """What an import did, or would do when ``dry_run``. With faults nothing was done."""

    filename: str
    effective_from: date
    dry_run: bool
    rows: int
    added: tuple[Change, ...] = ()
    changed: tuple[Change, ...] = ()
    unchanged: int = 0
    faults: tuple[RowFault, ...] = ()

    @property
    def is_sound(self) -> bool:
        return not self.faults
