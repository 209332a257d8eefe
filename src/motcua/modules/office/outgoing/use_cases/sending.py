"""Issued documents on their way to their receivers, and what comes back."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.foundation.actors import Actor
from motcua.kernel.exchange import api as exchange

from .. import queries
from ..models import Document, Receiver
from ..types import Delivery, State, Urgency, Way
from .common import move

_URGENCY = {
    Urgency.NORMAL: exchange.Urgency.NORMAL,
    Urgency.URGENT: exchange.Urgency.URGENT,
    Urgency.VERY_URGENT: exchange.Urgency.VERY_URGENT,
    Urgency.EXPRESS: exchange.Urgency.EXPRESS,
}


def _packet(
    document: Document, kind: exchange.BusinessKind, *, reason: str = ""
) -> exchange.Packet:
    content = queries.content_of(document)
    lines = document.signer_lines
    name = queries.kind_names().get(document.kind, document.kind)
    filename = f"{document.number_symbol.replace('/', '-')}.pdf"
    attached = (
        (exchange.Attachment(filename=filename, file_id=document.file_id),)
        if document.file_id and not reason
        else ()
    )
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
        urgency=_URGENCY[content.urgency],
        pages=document.pages or None,
        reason=reason,
        attachments=attached,
    )


@transaction.atomic
def send_issued(*, actor: Actor, document_id: UUID, at: datetime) -> None:
    """Send an issued document to whoever gets it by exchange, and show it to units of the house.

    A second call sends nothing twice.

    Publishes:
        DeliveryChanged

    Law:
        ND 30/2020, art. 18; QD 28/2018
    """
    document = Document.objects.select_for_update().get(id=document_id)
    if document.state != State.ISSUED:
        return
    waiting = Receiver.objects.select_for_update().filter(document=document, state=Delivery.WAITING)
    rows = list(waiting.select_related("document").order_by("name", "id"))
    by_exchange = [each for each in rows if each.way == Way.EXCHANGE] if document.file_id else []
    if by_exchange:
        kind = exchange.BusinessKind.NEW
        packet_id = exchange.send_packet(
            actor=actor,
            unit_id=document.unit_id,
            packet=_packet(document, kind),
            to=[each.agency_code for each in by_exchange],
            at=at,
        )
        for each in by_exchange:
            each.packet_id = packet_id
            move(each, Delivery.SENT, detail="", actor=actor, at=at)
    for each in rows:
        if each.way == Way.INTERNAL:
            move(each, Delivery.ARRIVED, detail="", actor=actor, at=at)


@transaction.atomic
def send_recall(*, actor: Actor, document_id: UUID, at: datetime) -> None:
    """Ask whoever got a recalled document by exchange to delete it and to say so.

    Law:
        ND 30/2020, art. 18; QD 28/2018
    """
    document = Document.objects.select_for_update().get(id=document_id)
    sent = document.receivers.filter(way=Way.EXCHANGE).exclude(packet_id=None)
    codes = list(sent.order_by("agency_code").values_list("agency_code", flat=True))
    if document.state != State.RECALLED or not codes:
        return
    kind = exchange.BusinessKind.REVOKE
    packet = _packet(document, kind, reason=document.end_reason)
    exchange.send_packet(
        actor=actor,
        unit_id=document.unit_id,
        packet=queries.taking_back(packet, own_code=exchange.agency_code(document.unit_id) or ""),
        to=codes,
        at=at,
    )


@transaction.atomic
def note_delivery(
    *,
    actor: Actor,
    packet_id: UUID,
    agency_code: str,
    state: Delivery,
    detail: str = "",
    at: datetime,
) -> None:
    """Note what a receiver's side said about a document that was sent to it.

    What was said earlier and comes later is left; packets of others are left alone.

    Publishes:
        DeliveryChanged

    Law:
        ND 30/2020, art. 21
    """
    found = Receiver.objects.select_for_update().filter(
        packet_id=packet_id, agency_code=agency_code
    )
    for receiver in found.select_related("document"):
        if receiver.state_at is None or receiver.state_at <= at:
            move(receiver, state, detail=detail, actor=actor, at=at)
