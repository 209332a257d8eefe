"""After issue: taken back, and what the receivers' side says."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.foundation import events as house
from motcua.foundation.actors import Actor
from motcua.foundation.errors import NotPermitted
from motcua.kernel.documents import api as documents

from .. import permissions
from ..events import DeliveryChanged, OutgoingRecalled
from ..models import Receiver
from ..types import Delivery, State
from .common import lock, require_reason, set_state


@transaction.atomic
def recall_document(*, actor: Actor, document_id: UUID, reason: str, at: datetime) -> None:
    """Take an issued document back: it is frozen here, receivers delete it and say so.

    Raises:
        DocumentNotFound, WrongState: It is not out.
        NotPermitted: The actor neither signs nor keeps the registers there.
        NoReasonGiven: No reason is given.

    Publishes:
        OutgoingRecalled

    Law:
        ND 30/2020, art. 18
    """
    document = lock(actor, document_id, State.ISSUED)
    may = (permissions.APPROVE, permissions.ISSUE)
    if not any(each.held_by(actor, unit_id=document.unit_id) for each in may):
        raise NotPermitted
    document.end_reason, document.ended_at = require_reason(reason), at
    set_state(document, State.RECALLED, at=at)
    document.save()
    if document.token:
        documents.revoke_paper(token=document.token, reason=document.end_reason, actor=actor, at=at)
    recalled = OutgoingRecalled(
        document_id=document.id,
        unit_id=document.unit_id,
        number_symbol=document.number_symbol,
        reason=document.end_reason,
    )
    house.publish(recalled, by=actor, at=at, unit_id=document.unit_id)


@transaction.atomic
def note_sent(*, actor: Actor, receiver_id: UUID, packet_id: UUID | None, at: datetime) -> None:
    """Note that a document was handed to the way by which a receiver gets it.

    A second call changes nothing.

    Publishes:
        DeliveryChanged

    Law:
        ND 30/2020, art. 18
    """
    receiver = Receiver.objects.select_for_update().select_related("document").get(id=receiver_id)
    if receiver.state != Delivery.WAITING:
        return
    receiver.packet_id = packet_id
    _move(receiver, Delivery.SENT, detail="", actor=actor, at=at)


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

    What came late does not overwrite what is further; a packet of others is left alone.

    Publishes:
        DeliveryChanged

    Law:
        ND 30/2020, art. 21
    """
    found = Receiver.objects.select_for_update().filter(packet_id=packet_id)
    if agency_code:
        found = found.filter(agency_code=agency_code)
    for receiver in found.select_related("document"):
        if receiver.state_at is None or receiver.state_at <= at:
            _move(receiver, state, detail=detail, actor=actor, at=at)


@transaction.atomic
def note_handed(*, actor: Actor, receiver_id: UUID, at: datetime) -> None:
    """Note that a receiver took the paper, as he signed for it.

    Raises:
        DocumentNotFound, WrongState: The document is not out.
        NotPermitted: The actor does not keep the registers there.

    Publishes:
        DeliveryChanged

    Law:
        ND 30/2020, art. 16
    """
    receiver = Receiver.objects.select_for_update().select_related("document").get(id=receiver_id)
    document = lock(actor, receiver.document_id, State.ISSUED)
    permissions.ISSUE.require(actor, unit_id=document.unit_id)
    _move(receiver, Delivery.RECEIVED, detail="", actor=actor, at=at)


def _move(receiver: Receiver, state: Delivery, *, detail: str, actor: Actor, at: datetime) -> None:
    receiver.state, receiver.state_at, receiver.detail = state, at, detail
    receiver.save(update_fields=["state", "state_at", "detail", "packet_id"])
    changed = DeliveryChanged(
        document_id=receiver.document_id, receiver=receiver.name, state=state.value
    )
    house.publish(changed, by=actor, at=at, unit_id=receiver.document.unit_id)
