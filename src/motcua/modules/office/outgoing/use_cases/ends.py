"""After issue: taken back, and what the receivers' side says."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.foundation import events as house
from motcua.foundation.actors import Actor
from motcua.foundation.errors import NotPermitted
from motcua.kernel.documents import api as documents

from .. import permissions
from ..events import OutgoingRecalled
from ..models import Receiver
from ..types import Delivery, State
from .common import lock, move, require_reason, set_state


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
    move(receiver, Delivery.RECEIVED, detail="", actor=actor, at=at)
