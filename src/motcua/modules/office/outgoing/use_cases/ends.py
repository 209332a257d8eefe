"""After a number was taken: cancelled, recalled, handed over on paper."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.foundation import events as house
from motcua.foundation.actors import Actor
from motcua.foundation.errors import NotPermitted
from motcua.kernel.cases import api as cases
from motcua.kernel.documents import api as documents
from motcua.kernel.signatures import api as signatures

from .. import permissions
from ..events import NumberCancelled, OutgoingRecalled
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
def cancel_number(*, actor: Actor, document_id: UUID, reason: str, at: datetime) -> None:
    """Cancel a number whose document never went out; the line stays, marked “hủy”.

    Raises:
        DocumentNotFound, WrongState: It does not wait for its signature.
        NotPermitted: The actor does not keep the registers there.
        NoReasonGiven: No reason is given.

    Publishes:
        NumberCancelled, SigningSuperseded

    Law:
        ND 30/2020, art. 15-16
    """
    document = lock(actor, document_id, State.SIGNING)
    permissions.ISSUE.require(actor, unit_id=document.unit_id)
    document.end_reason, document.ended_at = require_reason(reason), at
    document.retry_at = None
    set_state(document, State.CANCELLED, at=at)
    document.save()
    signatures.supersede(reference=str(document.id), actor=actor, at=at)
    if document.case_id:
        cases.close_case(actor=actor, case_id=document.case_id, note=document.end_reason, at=at)
    cancelled = NumberCancelled(
        document_id=document.id,
        number_symbol=document.number_symbol,
        reason=document.end_reason,
    )
    house.publish(cancelled, by=actor, at=at, unit_id=document.unit_id)


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
