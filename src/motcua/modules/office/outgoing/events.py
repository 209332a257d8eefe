"""Facts told to the house; the stream is the document."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from motcua.foundation.events import Event


@dataclass(frozen=True, kw_only=True)
class DraftBegun(Event, code="outgoing.draft_begun", stream="document_id"):
    """Somebody began to draft a document."""

    document_id: UUID
    unit_id: UUID
    drafting_unit_id: UUID
    kind: str
    answers_id: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class VersionSaved(Event, code="outgoing.version_saved", stream="document_id"):
    """The draft was changed; the versions before it are kept."""

    document_id: UUID
    version: int


@dataclass(frozen=True, kw_only=True)
class DraftSubmitted(Event, code="outgoing.submitted", stream="document_id"):
    """The drafter sent the draft on its way to the leader."""

    document_id: UUID
    version: int


@dataclass(frozen=True, kw_only=True)
class DraftChecked(Event, code="outgoing.checked", stream="document_id"):
    """The head answered for the content, or the office for the form."""

    document_id: UUID
    what: str
    version: int


@dataclass(frozen=True, kw_only=True)
class DraftReturned(Event, code="outgoing.returned", stream="document_id"):
    """The draft goes back to be mended."""

    document_id: UUID
    reason: str


@dataclass(frozen=True, kw_only=True)
class DraftApproved(Event, code="outgoing.approved", stream="document_id"):
    """The leader approved the words and lets them be signed in his name."""

    document_id: UUID
    version: int
    signer: str


@dataclass(frozen=True, kw_only=True)
class ApprovalLost(Event, code="outgoing.approval_lost", stream="document_id"):
    """The words were changed after approval: the approver sees them again."""

    document_id: UUID
    version: int


@dataclass(frozen=True, kw_only=True)
class DraftDiscarded(Event, code="outgoing.discarded", stream="document_id"):
    """The draft is not needed any more; it had no number."""

    document_id: UUID
    reason: str


@dataclass(frozen=True, kw_only=True)
class NumberTaken(Event, code="outgoing.number_taken", stream="document_id"):
    """The document has its number and its day; signature and seal follow."""

    document_id: UUID
    register_id: UUID
    year: int
    number: int
    number_symbol: str
    dated: date


@dataclass(frozen=True, kw_only=True)
class NumberCancelled(Event, code="outgoing.number_cancelled", stream="document_id"):
    """The number stays in the register, marked as cancelled, and is never given again."""

    document_id: UUID
    number_symbol: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class SigningFailed(Event, code="outgoing.signing_failed", stream="document_id"):
    """Signature or seal did not work; it is tried again."""

    document_id: UUID
    error: str


@dataclass(frozen=True, kw_only=True)
class OutgoingIssued(Event, code="outgoing.issued", stream="document_id"):
    """The document is out: signed, sealed, in the register.

    ``file_id`` is the signed original, None where it was signed by hand and is not scanned yet.
    """

    document_id: UUID
    unit_id: UUID
    number_symbol: str
    kind: str
    subject: str
    answers_id: UUID | None = None
    file_id: UUID | None = None
    is_digital: bool = False
    sheets_saved: int = 0


@dataclass(frozen=True, kw_only=True)
class OutgoingRecalled(Event, code="outgoing.recalled", stream="document_id"):
    """The document was taken back; whoever received it deletes it."""

    document_id: UUID
    unit_id: UUID
    number_symbol: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class ReceiversChanged(Event, code="outgoing.receivers_changed", stream="document_id"):
    """An issued document goes to others, too, or not to some any more."""

    document_id: UUID
    added: tuple[str, ...]
    removed: tuple[str, ...]
    reason: str
    sheets_saved: int = 0


@dataclass(frozen=True, kw_only=True)
class OutgoingReplaced(Event, code="outgoing.replaced", stream="document_id"):
    """Another document stands in its place."""

    document_id: UUID
    unit_id: UUID
    number_symbol: str
    by_id: UUID
    by_number_symbol: str


@dataclass(frozen=True, kw_only=True)
class ScanAdded(Event, code="outgoing.scan_added", stream="document_id"):
    """The original signed by hand was scanned: the line of the register has its file."""

    document_id: UUID
    file_id: UUID


@dataclass(frozen=True, kw_only=True)
class CopyIssued(Event, code="outgoing.copy_issued", stream="copy_id"):
    """A copy was made, numbered and sealed."""

    copy_id: UUID
    document_id: UUID | None
    form: str
    number_symbol: str


@dataclass(frozen=True, kw_only=True)
class DeliveryChanged(Event, code="outgoing.delivery_changed", stream="document_id"):
    """A receiver's side said how far the document has come."""

    document_id: UUID
    receiver: str
    state: str


@dataclass(frozen=True, kw_only=True)
class RegisterChanged(Event, code="outgoing.register_changed", stream="register_id"):
    """From a day on a register numbers other kinds, or a new one is kept."""

    register_id: UUID
    unit_id: UUID
    title: str
    kinds: tuple[str, ...]
    valid_from: date


@dataclass(frozen=True, kw_only=True)
class LetterheadChanged(Event, code="outgoing.letterhead_changed", stream="unit_id"):
    """From a day on a unit's paper says something else of it."""

    unit_id: UUID
    symbol: str
    valid_from: date


ALL = (
    DraftBegun,
    VersionSaved,
    DraftSubmitted,
    DraftChecked,
    DraftReturned,
    DraftApproved,
    ApprovalLost,
    DraftDiscarded,
    NumberTaken,
    NumberCancelled,
    SigningFailed,
    OutgoingIssued,
    OutgoingRecalled,
    OutgoingReplaced,
    ReceiversChanged,
    ScanAdded,
    CopyIssued,
    DeliveryChanged,
    RegisterChanged,
    LetterheadChanged,
)
