"""A document as a packet of the exchange: new, in place of another, taken back, updated."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from motcua.kernel.exchange import api as exchange

from ..models import Document
from ..types import Medium, Urgency
from .documents import content_of
from .kinds import kind_names

_URGENCY = {
    Urgency.NORMAL: exchange.Urgency.NORMAL,
    Urgency.URGENT: exchange.Urgency.URGENT,
    Urgency.VERY_URGENT: exchange.Urgency.VERY_URGENT,
    Urgency.EXPRESS: exchange.Urgency.EXPRESS,
}
_TAKES_BACK = "-thu-hoi"


def packet_of(document: Document) -> exchange.Packet:
    """Return the packet that brings a document with its files, the document itself first."""
    annexes = list(document.annexes.order_by("position"))
    main = exchange.Attachment(
        filename=f"{document.number_symbol.replace('/', '-')}.pdf", file_id=document.file_id
    )
    further = (
        exchange.Attachment(filename=each.filename, file_id=each.file_id, description=each.title)
        for each in annexes
    )
    return replace(
        _about(document, exchange.BusinessKind.NEW),
        appendixes=tuple(each.title for each in annexes),
        attachments=(main, *further),
    )


def _about(document: Document, kind: exchange.BusinessKind, *, reason: str = "") -> exchange.Packet:
    lines = document.signer_lines
    name = kind_names().get(document.kind, document.kind)
    return exchange.Packet(
        document_id=str(document.id),
        number=document.number_symbol.partition("/")[0],
        symbol=document.symbol,
        subject=document.subject,
        kind_name=name.split(" (")[0],
        issued_on=document.dated,
        kind=kind,
        signer_name=document.signer_name,
        signer_position=lines.get("title", ""),
        signer_competence=lines.get("authority", ""),
        urgency=_URGENCY[content_of(document).urgency],
        pages=document.pages or None,
        paper_follows=document.medium == Medium.PAPER,
        reason=reason,
    )


def reason_of_replacement(document: Document, earlier: Document) -> str:
    """Return why the receivers of an earlier document get another one, for them to read."""
    dated = f" ngày {earlier.dated:%d/%m/%Y}" if earlier.dated else ""
    return (
        f"Văn bản số {document.number_symbol} thay thế văn bản số {earlier.number_symbol}{dated}."
    )


def packet_that_replaces(
    document: Document, earlier: Document, *, had: Sequence[str]
) -> exchange.Packet:
    """Return the packet that brings a document in place of an earlier one.

    Args:
        had: Codes of the agencies that have the earlier one.

    Law:
        QCVN 102:2016 (replace)
    """
    replaced = exchange.Replaced(document_id=str(earlier.id), agency_codes=tuple(had))
    return replace(
        packet_of(document),
        kind=exchange.BusinessKind.REPLACE,
        reason=reason_of_replacement(document, earlier),
        replaces=(replaced,),
    )


def packet_that_takes_back(document: Document, *, reason: str) -> exchange.Packet:
    """Return the packet that takes a document back: another id, which answers the document.

    Law:
        QCVN 102:2016 (revoke)
    """
    about = exchange.DocumentRef(
        agency_code=exchange.agency_code(document.unit_id) or "",
        number_symbol=document.number_symbol,
        document_id=str(document.id),
        issued_on=document.dated,
    )
    packet = _about(document, exchange.BusinessKind.REVOKE, reason=reason)
    return replace(packet, document_id=f"{document.id}{_TAKES_BACK}", answers=(about,))


def packet_that_updates(
    document: Document, changes: Sequence[exchange.ReceiverChange], *, reason: str
) -> exchange.Packet:
    """Return the packet that says who gets a document now, and who does not any more.

    Law:
        QCVN 102:2016 (update)
    """
    update = exchange.Update(content=False, receivers=tuple(changes))
    return replace(_about(document, exchange.BusinessKind.UPDATE, reason=reason), update=update)


def document_of_packet(packet_document_id: str) -> UUID | None:
    """Return the document of which a packet of ours speaks, None for packets of other modules."""
    try:
        return UUID(packet_document_id.removesuffix(_TAKES_BACK))
    except ValueError:
        return None
