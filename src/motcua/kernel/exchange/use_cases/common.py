"""What sending and receiving share."""

import hashlib
import zlib
from datetime import datetime
from uuid import UUID

from ..models import Content, Parcel
from ..types import PacketState

QUICKLY = 1


def keep_content(body: bytes, *, at: datetime) -> str:
    """Keep a packet as it travels and return its hash; the same packet twice is kept once."""
    sha256 = hashlib.sha256(body).hexdigest()
    Content.objects.bulk_create(
        [
            Content(
                sha256=sha256,
                size=len(body),
                body=zlib.compress(body, QUICKLY),
                stored_at=at,
            )
        ],
        ignore_conflicts=True,
    )
    return sha256


def send_content(
    *,
    sha256: str,
    from_code: str,
    to_code: str,
    at: datetime,
    packet_id: UUID | None = None,
    arrival_id: UUID | None = None,
    urgent: bool = False,
    packet_state: PacketState | None = None,
) -> Parcel:
    """Put a packet on its way to one receiver."""
    return Parcel.objects.create(
        packet_id=packet_id,
        arrival_id=arrival_id,
        from_code=from_code,
        to_code=to_code,
        content_id=sha256,
        urgent=urgent,
        created_at=at,
        retry_at=at,
        packet_state=packet_state.value if packet_state else "",
    )
