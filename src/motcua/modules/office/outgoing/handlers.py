"""Reactions to events: documents go to their receivers, people are told."""

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import override

from motcua.foundation import actors
from motcua.foundation.events import Envelope
from motcua.kernel.exchange import api as exchange
from motcua.kernel.identity import api as identity
from motcua.kernel.notifications import api as notifications
from motcua.kernel.organisation import api as organisation

from . import events, queries, use_cases
from .models import Document
from .types import Delivery, Way

HOUSE = actors.system("outgoing.handlers")
LANGUAGE = "vi"
_STATES = {
    exchange.PacketState.ARRIVED: Delivery.ARRIVED,
    exchange.PacketState.REFUSED: Delivery.REFUSED,
    exchange.PacketState.ACCEPTED: Delivery.RECEIVED,
    exchange.PacketState.ASSIGNED: Delivery.ASSIGNED,
    exchange.PacketState.IN_PROGRESS: Delivery.HANDLING,
    exchange.PacketState.COMPLETED: Delivery.DONE,
    exchange.PacketState.AGREED: Delivery.TAKEN_BACK,
    exchange.PacketState.DECLINED: Delivery.KEPT,
}
_BRINGS = {exchange.BusinessKind.NEW, exchange.BusinessKind.REPLACE}


def send(event: events.OutgoingIssued, envelope: Envelope) -> None:
    """Send an issued document to its receivers, and tell its drafter."""
    use_cases.send_issued(actor=HOUSE, document_id=event.document_id, at=envelope.at)
    document = Document.objects.get(id=event.document_id)
    if document.drafter_account_id:
        with override(LANGUAGE):
            _tell(
                [document.drafter_account_id],
                key=f"outgoing.issued:{document.id}",
                document=document,
                subject=_("%(number)s was issued") % {"number": document.number_symbol},
                body=document.subject,
                envelope=envelope,
            )


def take_back(event: events.OutgoingRecalled, envelope: Envelope) -> None:
    """Ask the receivers of a recalled document to delete it; tell the units of the house."""
    use_cases.send_recall(actor=HOUSE, document_id=event.document_id, at=envelope.at)
    document = Document.objects.get(id=event.document_id)
    units = document.receivers.filter(way=Way.INTERNAL).exclude(unit_id=None)
    ids = {each.unit_id for each in units if each.unit_id}
    posts = organisation.list_posts(ids, at=envelope.at)
    heads = {
        person_id
        for post in posts
        if post.role in {organisation.Role.UNIT_HEAD, organisation.Role.AUTHORITY_LEADER}
        for person_id in post.holder_ids
    }
    with override(LANGUAGE):
        _tell(
            identity.accounts_of(heads).values(),
            key=f"outgoing.recalled:{document.id}",
            document=document,
            subject=_("%(number)s was recalled") % {"number": document.number_symbol},
            body=_("Do not use it any more, and give printed copies back. Reason: %(reason)s")
            % {"reason": event.reason},
            envelope=envelope,
        )


def tell_drafter(event: events.DraftReturned, envelope: Envelope) -> None:
    """Tell the drafter that a draft came back, and why."""
    document = Document.objects.get(id=event.document_id)
    if document.drafter_account_id is None:
        return
    with override(LANGUAGE):
        _tell(
            [document.drafter_account_id],
            key=f"outgoing.returned:{document.id}:{envelope.event_id}",
            document=document,
            subject=_("A draft came back to you"),
            body=f"{document.subject}: {event.reason}",
            envelope=envelope,
        )


def send_scanned(event: events.ScanAdded, envelope: Envelope) -> None:
    """Send a document that was signed on paper, now that it has its file."""
    use_cases.send_issued(actor=HOUSE, document_id=event.document_id, at=envelope.at)


def follow_packet(event: exchange.PacketStateChanged, envelope: Envelope) -> None:
    """Note what a receiver's side said about a document of ours."""
    state = _STATES.get(event.state)
    document_id = queries.document_of_packet(event.document_id)
    if state is not None and document_id is not None and not _is_only_told(event):
        use_cases.note_delivery(
            actor=HOUSE,
            document_id=document_id,
            agency_code=event.agency_code,
            state=state,
            detail=event.reason,
            at=envelope.at,
        )


def _is_only_told(event: exchange.PacketStateChanged) -> bool:
    """Tell whether a receiver answers an update by which it keeps the document."""
    if event.state not in {exchange.PacketState.AGREED, exchange.PacketState.DECLINED}:
        return False
    sent = exchange.sent_packets([event.packet_id]).get(event.packet_id)
    update = sent.packet.update if sent else None
    gone = {each.agency_code for each in update.receivers if not each.is_added} if update else set()
    return update is not None and event.agency_code not in gone


def note_failure(event: exchange.PacketFailed, envelope: Envelope) -> None:
    """Note that a document will not reach a receiver."""
    sent = exchange.sent_packets([event.packet_id]).get(event.packet_id)
    document_id = queries.document_of_packet(sent.packet.document_id) if sent else None
    if sent and document_id and sent.packet.kind in _BRINGS:
        use_cases.note_delivery(
            actor=HOUSE,
            document_id=document_id,
            agency_code=event.agency_code,
            state=Delivery.FAILED,
            detail=event.reason,
            at=envelope.at,
        )


def _tell(
    account_ids: Iterable[UUID],
    *,
    key: str,
    document: Document,
    subject: str,
    body: str,
    envelope: Envelope,
) -> None:
    for account_id in account_ids:
        notifications.send(
            key=f"{key}:{account_id}",
            to_account_id=account_id,
            subject=subject,
            body=body,
            link=f"/workspace/outgoing/{document.id}/",
            at=envelope.at,
        )
