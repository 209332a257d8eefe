"""What a packet must have, and by what its twin is known."""

import hashlib
from collections.abc import Iterator
from datetime import datetime

from ..types import BusinessKind, Packet, StatusReport

# What has no other name: the fields of the packet, for whoever fills them in.
_REFERS = {BusinessKind.REVOKE: "answers", BusinessKind.REPLACE: "replaces"}


def missing(packet: Packet) -> Iterator[str]:
    """Yield the fields that a packet to be sent lacks.

    Law:
        QCVN 102:2016; ND 30/2020, article 18
    """
    for name in ("document_id", "subject", "kind_name", "issued_on", "number"):
        if not getattr(packet, name):
            yield name
    if packet.kind is not BusinessKind.NEW and not packet.reason.strip():
        yield "reason"
    refers = _REFERS.get(packet.kind)
    if refers and not getattr(packet, refers):
        yield refers
    if packet.kind is BusinessKind.UPDATE and packet.update is None:
        yield "update"
    if packet.kind in {BusinessKind.NEW, BusinessKind.REPLACE} and not packet.attachments:
        yield "attachments"


def packet_identity(packet: Packet, *, to_code: str) -> str:
    """Return by what a document packet is known again, whichever way it came.

    A document, an act and the newest instant of its way; where a sender writes no instant, what
    the document says of itself.
    """
    instants = [hop.at for hop in packet.hops if hop.at]
    newest = max(instants).isoformat() if instants else ""
    document = packet.document_id or f"{packet.number_symbol}|{packet.issued_on}"
    return _digest(packet.sender.code, to_code, document, packet.kind.value, newest)


def status_identity(report: StatusReport, *, at: datetime) -> str:
    """Return by what a status packet is known again."""
    return _digest(
        report.sender.code,
        report.about.agency_code,
        report.about.document_id or report.about.number_symbol,
        report.code or report.state.value,
        at.isoformat(),
    )


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()
