"""Facts told to the house; the stream is the file, the list or the loan."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from motcua.foundation.events import Event


@dataclass(frozen=True, kw_only=True)
class PlanProposed(Event, code="archive.plan_proposed", stream="plan_id"):
    """The record plan of a year lies with the head."""

    plan_id: UUID
    unit_id: UUID
    year: int


@dataclass(frozen=True, kw_only=True)
class PlanApproved(Event, code="archive.plan_approved", stream="plan_id"):
    """The head approved the record plan of a year."""

    plan_id: UUID
    unit_id: UUID
    year: int
    headings: int


@dataclass(frozen=True, kw_only=True)
class PlanReturned(Event, code="archive.plan_returned", stream="plan_id"):
    """The head sent the plan back to be mended."""

    plan_id: UUID
    unit_id: UUID
    reason: str


@dataclass(frozen=True, kw_only=True)
class FileOpened(Event, code="archive.file_opened", stream="file_id"):
    """A file was opened, from the plan or beside it."""

    file_id: UUID
    unit_id: UUID
    keeper_unit_id: UUID
    year: int
    symbol: str
    title: str


@dataclass(frozen=True, kw_only=True)
class DocumentFiled(Event, code="archive.document_filed", stream="file_id"):
    """A document was put into a file."""

    file_id: UUID
    record_id: UUID
    source: str
    document_id: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class DocumentTakenOut(Event, code="archive.document_taken_out", stream="file_id"):
    """A document was taken out of an open file: it was in the wrong one."""

    file_id: UUID
    record_id: UUID
    reason: str
    document_id: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class FileClosed(Event, code="archive.file_closed", stream="file_id"):
    """A file is complete: nothing is added any more, its period runs."""

    file_id: UUID
    unit_id: UUID
    begins_on: date
    ends_on: date
    documents: int
    expires_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class FileReopened(Event, code="archive.file_reopened", stream="file_id"):
    """A closed file that its unit still has takes documents again."""

    file_id: UUID
    unit_id: UUID
    reason: str


@dataclass(frozen=True, kw_only=True)
class HoldChanged(Event, code="archive.hold_changed", stream="file_id"):
    """A file may not be destroyed whatever its period, or may again."""

    file_id: UUID
    unit_id: UUID
    held: bool
    reason: str


@dataclass(frozen=True, kw_only=True)
class FilesOffered(Event, code="archive.files_offered", stream="transfer_id"):
    """A unit signed a list of files for the archive, or the archive one for the historical one."""

    transfer_id: UUID
    unit_id: UUID
    target: str
    files: int


@dataclass(frozen=True, kw_only=True)
class FilesReturned(Event, code="archive.files_returned", stream="transfer_id"):
    """The archive gave a list back to be mended."""

    transfer_id: UUID
    unit_id: UUID
    reason: str


@dataclass(frozen=True, kw_only=True)
class FilesReceived(Event, code="archive.files_received", stream="transfer_id"):
    """Both sides signed: the files are in the archive."""

    transfer_id: UUID
    unit_id: UUID
    target: str
    file_ids: tuple[UUID, ...]


@dataclass(frozen=True, kw_only=True)
class PackageMade(Event, code="archive.package_made", stream="file_id"):
    """The documents of a file were packed with a manifest of their hashes."""

    file_id: UUID
    package_id: UUID
    manifest_sha256: str
    files: int


@dataclass(frozen=True, kw_only=True)
class FixityBroken(Event, code="archive.fixity_broken", stream="file_id"):
    """A file of a package is not what was archived."""

    file_id: UUID
    package_id: UUID
    unit_id: UUID
    path: str
    expected: str
    found: str


@dataclass(frozen=True, kw_only=True)
class PackageMended(Event, code="archive.package_mended", stream="file_id"):
    """A damaged file of a package was replaced by its sound twin."""

    file_id: UUID
    package_id: UUID
    path: str


@dataclass(frozen=True, kw_only=True)
class LoanAsked(Event, code="archive.loan_asked", stream="loan_id"):
    """Somebody asked for a file."""

    loan_id: UUID
    file_id: UUID
    unit_id: UUID


@dataclass(frozen=True, kw_only=True)
class LoanDecided(Event, code="archive.loan_decided", stream="loan_id"):
    """The archivist granted or refused a loan."""

    loan_id: UUID
    file_id: UUID
    granted: bool
    due_on: date | None = None
    until: datetime | None = None
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class LoanBegun(Event, code="archive.loan_begun", stream="loan_id"):
    """The file was handed out."""

    loan_id: UUID
    file_id: UUID


@dataclass(frozen=True, kw_only=True)
class LoanEnded(Event, code="archive.loan_ended", stream="loan_id"):
    """The file is back, or the time of its view has passed."""

    loan_id: UUID
    file_id: UUID
    complete: bool
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class DestructionProposed(Event, code="archive.destruction_proposed", stream="destruction_id"):
    """The archivist proposes to destroy what has run out."""

    destruction_id: UUID
    unit_id: UUID
    files: int


@dataclass(frozen=True, kw_only=True)
class DestructionDecided(Event, code="archive.destruction_decided", stream="destruction_id"):
    """The head decided on a proposal."""

    destruction_id: UUID
    unit_id: UUID
    granted: bool
    decision: str


@dataclass(frozen=True, kw_only=True)
class DestructionBegun(Event, code="archive.destruction_begun", stream="destruction_id"):
    """The first of two people confirmed that the list may be carried out."""

    destruction_id: UUID
    unit_id: UUID


@dataclass(frozen=True, kw_only=True)
class FilesDestroyed(Event, code="archive.files_destroyed", stream="destruction_id"):
    """Two people destroyed what had run out; the bytes are gone, the lines stay."""

    destruction_id: UUID
    unit_id: UUID
    file_ids: tuple[UUID, ...]
    document_ids: tuple[UUID, ...]


ALL = (
    PlanProposed,
    PlanApproved,
    PlanReturned,
    FileOpened,
    DocumentFiled,
    DocumentTakenOut,
    FileClosed,
    FileReopened,
    HoldChanged,
    FilesOffered,
    FilesReturned,
    FilesReceived,
    PackageMade,
    FixityBroken,
    PackageMended,
    LoanAsked,
    LoanDecided,
    LoanBegun,
    LoanEnded,
    DestructionProposed,
    DestructionDecided,
    DestructionBegun,
    FilesDestroyed,
)
