"""Values of the catalogue: what a procedure asks, costs, promises and gives."""

from dataclasses import dataclass, fields
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
