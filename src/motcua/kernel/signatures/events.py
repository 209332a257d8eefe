"""Facts about signatures."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from motcua.foundation.events import Event


@dataclass(frozen=True, kw_only=True)
class DocumentSigned(Event, code="signatures.document_signed", stream="signature_id"):
    """A signature stands in a file."""

    signature_id: UUID
    document_sha256: str
    role: str
    holder_id: UUID
    certificate_serial: str


@dataclass(frozen=True, kw_only=True)
class CertificateRevoked(Event, code="signatures.certificate_revoked", stream="certificate_id"):
    """A certificate must not be used any more."""

    certificate_id: UUID
    serial: str
    revoked_at: datetime
    reason: str


@dataclass(frozen=True, kw_only=True)
class CertificateExpiring(Event, code="signatures.certificate_expiring", stream="certificate_id"):
    """A certificate ends soon; told once for each of the days that the rules name."""

    certificate_id: UUID
    holder_id: UUID
    role: str
    ends_at: datetime
    days: int


@dataclass(frozen=True, kw_only=True)
class SigningSuperseded(Event, code="signatures.signing_superseded", stream="request_id"):
    """A paper was changed while it waited for its signature; what comes back is not used."""

    request_id: UUID
    reference: str


@dataclass(frozen=True, kw_only=True)
class FileArchived(Event, code="signatures.file_archived", stream="archived_id"):
    """A signed file is kept with proof for the archive."""

    archived_id: UUID
    file_id: UUID
    sha256: str


@dataclass(frozen=True, kw_only=True)
class ArchiveRenewed(Event, code="signatures.archive_renewed", stream="archived_id"):
    """A new file with one more archive timestamp carries the proof on."""

    archived_id: UUID
    file_id: UUID
    before_sha256: str
    after_sha256: str
    proven_until: datetime


@dataclass(frozen=True, kw_only=True)
class RootTrusted(Event, code="signatures.root_trusted", stream="root_id"):
    """Signatures under a root are accepted from an instant on."""

    root_id: UUID
    sha256: str
    kind: str
    valid_from: datetime


@dataclass(frozen=True, kw_only=True)
class RootTrustEnded(Event, code="signatures.root_trust_ended", stream="root_id"):
    """Signatures under a root are no longer accepted after an instant."""

    root_id: UUID
    sha256: str
    valid_to: datetime
    reason: str


@dataclass(frozen=True, kw_only=True)
class PictureKept(Event, code="signatures.picture_kept", stream="picture_id"):
    """A person's signature or an organisation's seal has a picture from now on."""

    picture_id: UUID
    holder_id: UUID
    role: str


ALL = [
    ArchiveRenewed,
    CertificateExpiring,
    CertificateRevoked,
    DocumentSigned,
    FileArchived,
    PictureKept,
    RootTrustEnded,
    RootTrusted,
    SigningSuperseded,
]
