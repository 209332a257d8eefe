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
