"""Facts about files and papers."""

from dataclasses import dataclass
from uuid import UUID

from motcua.foundation.events import Event


@dataclass(frozen=True, kw_only=True)
class FileStored(Event, code="documents.file_stored", stream="file_id"):
    """A file was taken into the house."""

    file_id: UUID
    sha256: str
    size: int
    media_type: str


@dataclass(frozen=True, kw_only=True)
class FileErased(Event, code="documents.file_erased", stream="file_id"):
    """A file may be read no more; its bytes go unless another file needs them."""

    file_id: UUID
    sha256: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class TextRead(Event, code="documents.text_read", stream="file_id"):
    """The text of a file that somebody asked for is known, or known to be unreadable."""

    file_id: UUID
    state: str
    pages: int
    recognised: int


@dataclass(frozen=True, kw_only=True)
class PaperIssued(Event, code="documents.paper_issued", stream="paper_id"):
    """A paper can be verified by its code from now on."""

    paper_id: UUID
    file_id: UUID
    kind: str
    number: str
    dossier_code: str


@dataclass(frozen=True, kw_only=True)
class PaperRevoked(Event, code="documents.paper_revoked", stream="paper_id"):
    """A paper is no longer in force."""

    paper_id: UUID
    reason: str


@dataclass(frozen=True, kw_only=True)
class PaperReplaced(Event, code="documents.paper_replaced", stream="paper_id"):
    """Another paper stands in its place."""

    paper_id: UUID
    replaced_by_id: UUID
    reason: str
