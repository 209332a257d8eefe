"""States and values of the archive."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class PlanState(TextChoices):
    """Where a record plan is in its life."""

    DRAFT = "DRAFT", pgettext_lazy("record plan", "Being drawn up")
    PROPOSED = "PROPOSED", pgettext_lazy("record plan", "With the head for approval")
    APPROVED = "APPROVED", pgettext_lazy("record plan", "Approved")


class FileState(TextChoices):
    """Where a file is in its life."""

    OPEN = "OPEN", pgettext_lazy("file", "Open")
    CLOSED = "CLOSED", pgettext_lazy("file", "Closed, with its unit")
    CURRENT = "CURRENT", pgettext_lazy("file", "In the archive of the agency")
    HISTORICAL = "HISTORICAL", pgettext_lazy("file", "In the historical archive")
    DESTROYED = "DESTROYED", pgettext_lazy("file", "Destroyed")


IN_UNIT = (FileState.OPEN, FileState.CLOSED)
ARCHIVED = (FileState.CURRENT, FileState.HISTORICAL)
KEPT_HERE = (FileState.CLOSED, FileState.CURRENT)


class Access(TextChoices):
    """Who may ask for what lies in a file."""

    OPEN = "OPEN", pgettext_lazy("file", "Open to whoever asks")
    CONDITIONAL = "CONDITIONAL", pgettext_lazy("file", "Open on conditions")


class Medium(TextChoices):
    """In which shape the documents of a file are."""

    DIGITAL = "DIGITAL", pgettext_lazy("file", "Electronic")
    PAPER = "PAPER", pgettext_lazy("file", "On paper")
    MIXED = "MIXED", pgettext_lazy("file", "Electronic and on paper")


class Source(TextChoices):
    """Where a document of the archive comes from."""

    OUTGOING = "OUTGOING", pgettext_lazy("archive", "Outgoing document")
    INCOMING = "INCOMING", pgettext_lazy("archive", "Incoming document")
    OTHER = "OTHER", pgettext_lazy("archive", "Other paper")


class Target(TextChoices):
    """To which archive files are handed over."""

    CURRENT = "CURRENT", pgettext_lazy("hand-over", "Archive of the agency")
    HISTORICAL = "HISTORICAL", pgettext_lazy("hand-over", "Historical archive")


class TransferState(TextChoices):
    """Where a hand-over is in its life."""

    DRAFT = "DRAFT", pgettext_lazy("hand-over", "List being made")
    OFFERED = "OFFERED", pgettext_lazy("hand-over", "Signed by the giver, to be checked")
    RECEIVED = "RECEIVED", pgettext_lazy("hand-over", "Signed by both sides")
    WITHDRAWN = "WITHDRAWN", pgettext_lazy("hand-over", "Withdrawn")


class PlaceKind(TextChoices):
    """Where paper lies: a store has shelves, a shelf has boxes, a box has files."""

    STORE = "STORE", pgettext_lazy("archive", "Store")
    SHELF = "SHELF", pgettext_lazy("archive", "Shelf")
    BOX = "BOX", pgettext_lazy("archive", "Box")


BELOW = {PlaceKind.STORE: PlaceKind.SHELF, PlaceKind.SHELF: PlaceKind.BOX}


class LoanState(TextChoices):
    """Where a loan is in its life."""

    ASKED = "ASKED", pgettext_lazy("loan", "To be decided")
    GRANTED = "GRANTED", pgettext_lazy("loan", "Granted, to be fetched")
    OUT = "OUT", pgettext_lazy("loan", "Lent")
    RETURNED = "RETURNED", pgettext_lazy("loan", "Returned")
    REFUSED = "REFUSED", pgettext_lazy("loan", "Refused")


LOAN_OPEN = (LoanState.ASKED, LoanState.GRANTED, LoanState.OUT)
LOAN_BINDS = (LoanState.GRANTED, LoanState.OUT)


class DestructionState(TextChoices):
    """Where a destruction is in its life."""

    DRAFT = "DRAFT", pgettext_lazy("destruction", "List being made")
    PROPOSED = "PROPOSED", pgettext_lazy("destruction", "With the head for decision")
    APPROVED = "APPROVED", pgettext_lazy("destruction", "Decided, to be carried out by two")
    BEGUN = "BEGUN", pgettext_lazy("destruction", "Confirmed by the first of two")
    DONE = "DONE", pgettext_lazy("destruction", "Destroyed, on record")
    REFUSED = "REFUSED", pgettext_lazy("destruction", "Refused by the head")


DESTRUCTION_OPEN = (
    DestructionState.DRAFT,
    DestructionState.PROPOSED,
    DestructionState.APPROVED,
    DestructionState.BEGUN,
)


class Certainty(TextChoices):
    """How well a term of the law is known."""

    READ = "READ", pgettext_lazy("retention", "read in the text")
    UNSURE = "UNSURE", pgettext_lazy("retention", "to be checked against the text")


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention:
    """How long a group of files is kept.

    Attributes:
        code: By which headings name it.
        years: How many years; None is for ever.
        source: The text that says so, and where in it.
    """

    code: str
    text: str
    years: int | None
    source: str
    certainty: Certainty
    valid_from: date
    valid_to: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A heading of a record plan as it is typed.

    Attributes:
        mark: The letters of the file's symbol, such as ``TCCB``.
        years: None keeps for ever.
    """

    group: str
    serial: int
    mark: str
    title: str
    years: int | None
    basis: str = ""
    unit_id: UUID | None = None
    keeper: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewFile:
    """What a file is told when it is opened."""

    title: str
    years: int | None
    code: str = ""
    basis: str = ""
    access: Access = Access.OPEN
    medium: Medium = Medium.DIGITAL
    keywords: str = ""
    keeper: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPaper:
    """A document that is in no register: its facts as the clerk types them."""

    subject: str
    kind_name: str = ""
    number_symbol: str = ""
    author: str = ""
    issued_on: date | None = None
    sheets: int = 0
    file_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FileInfo:
    """A file as other modules see it.

    Attributes:
        unit_id: The authority to which it belongs.
        keeper_unit_id: The unit that made it.
        code: Its symbol, such as ``05.TCCB``; unique within authority and year.
        years: How long it is kept; None is for ever.
        expires_on: The last day on which it must be kept; None while open or for ever.
    """

    id: UUID
    unit_id: UUID
    keeper_unit_id: UUID
    year: int
    code: str
    title: str
    state: FileState
    access: Access
    years: int | None
    begins_on: date | None
    ends_on: date | None
    expires_on: date | None
    documents: int

    @property
    def is_archived(self) -> bool:
        """Tell whether an archive keeps it, so that outsiders may ask for it."""
        return self.state in ARCHIVED


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemInfo:
    """A document in a file.

    Attributes:
        record_id: The document in the archive, the same in whatever file it lies.
        document_id: Its id in the module it comes from; None of other papers.
        file_id: The file (hồ sơ) in which it lies.
        stored_file_id: The original's bytes; None of paper and of what was destroyed.
    """

    record_id: UUID
    document_id: UUID | None
    source: Source
    file_id: UUID
    position: int
    kind_name: str
    number_symbol: str
    issued_on: date | None
    author: str
    subject: str
    stored_file_id: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A file into which a document may belong, and why."""

    file_id: UUID
    code: str
    title: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """A file of a package that is not what was archived.

    Attributes:
        found: The hash that was found; empty where the file is gone.
    """

    path: str
    expected: str
    found: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What a check of a package found."""

    package_id: UUID
    files: int
    octets: int
    broken: tuple[Broken, ...]
    at: datetime
