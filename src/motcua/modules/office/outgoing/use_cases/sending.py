"""Issued documents on their way to their receivers, and what comes back."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.foundation import events as house
from motcua.foundation.actors import Actor
from motcua.foundation.text import fold
from motcua.kernel.exchange import api as exchange

from .. import permissions, queries
from ..errors import NoSuchChange
from ..events import ReceiversChanged
from ..models import Document, Receiver
from ..types import Delivery, State, Way
from .common import lock, move, receivers_of, require_reason

# A receiver's system says “arrived” of every packet, also of one that only takes back.
_BEFORE_ARRIVAL = {Delivery.WAITING, Delivery.SENT, Delivery.FAILED}


@transaction.atomic
def send_issued(*, actor: Actor, document_id: UUID, at: datetime) -> None:
    """Send an issued document to whoever gets it by exchange, and show it to units of the house.

    Who has the document that it replaces is told so; who had that one and does not get this one
    is asked to give it back. A second call sends nothing twice.

    Publishes:
        DeliveryChanged

    Law:
        ND 30/2020, art. 18; QD 28/2018; QCVN 102:2016
    """
    document = Document.objects.select_for_update(of=("self",)).get(id=document_id)
    if document.state == State.ISSUED:
        _deliver(document, actor=actor, at=at)


def _deliver(document: Document, *, actor: Actor, at: datetime) -> None:
    waiting = Receiver.objects.select_for_update(of=("self",)).filter(
        document=document, state=Delivery.WAITING
    )
    rows = list(waiting.select_related("document").order_by("name", "id"))
    by_exchange = [each for each in rows if each.way == Way.EXCHANGE] if document.file_id else []
    had = _codes_with(document.replaces) if document.replaces and document.file_id else set()
    instead = [each for each in by_exchange if each.agency_code in had]
    anew = [each for each in by_exchange if each.agency_code not in had]
    if anew:
        _send(document, queries.packet_of(document), anew, actor=actor, at=at)
    if instead and document.replaces:
        packet = queries.packet_that_replaces(document, document.replaces, had=sorted(had))
        _send(document, packet, instead, actor=actor, at=at)
    for each in rows:
        if each.way == Way.INTERNAL:
            move(each, Delivery.ARRIVED, detail="", actor=actor, at=at)
    if document.replaces and had:
        get = set(document.receivers.values_list("agency_code", flat=True))
        reason = queries.reason_of_replacement(document, document.replaces)
        _ask_back(document.replaces, had - get, reason=reason, actor=actor, at=at)


def _codes_with(document: Document) -> set[str]:
    """Return the agencies that got a document by exchange and have it still."""
    sent = document.receivers.filter(way=Way.EXCHANGE).exclude(packet_id=None)
    gone = {Delivery.TAKEN_BACK, Delivery.REFUSED}
    return set(sent.exclude(state__in=gone).values_list("agency_code", flat=True))


def _send(
    document: Document,
    packet: exchange.Packet,
    to: Sequence[Receiver],
    *,
    actor: Actor,
    at: datetime,
) -> None:
    packet_id = exchange.send_packet(
        actor=actor,
        unit_id=document.unit_id,
        packet=packet,
        to=[each.agency_code for each in to],
        at=at,
    )
    for each in to:
        each.packet_id = packet_id
        move(each, Delivery.SENT, detail="", actor=actor, at=at)


def _ask_back(
    document: Document, codes: Collection[str], *, reason: str, actor: Actor, at: datetime
) -> None:
    if codes:
        exchange.send_packet(
            actor=actor,
            unit_id=document.unit_id,
            packet=queries.packet_that_takes_back(document, reason=reason),
            to=sorted(codes),
            at=at,
        )


@transaction.atomic
def send_recall(*, actor: Actor, document_id: UUID, at: datetime) -> None:
    """Ask whoever got a recalled document by exchange to delete it and to say so.

    Law:
        ND 30/2020, art. 18; QD 28/2018
    """
    document = Document.objects.select_for_update().get(id=document_id)
    if document.state == State.RECALLED:
        codes = _codes_with(document)
        _ask_back(document, codes, reason=document.end_reason, actor=actor, at=at)


@transaction.atomic
def change_receivers(
    *,
    actor: Actor,
    document_id: UUID,
    added: Sequence[str] = (),
    removed: Collection[UUID] = (),
    reason: str,
    at: datetime,
) -> None:
    """Let an issued document go to others, too, or not to some of its receivers.

    Everybody who has it by exchange is told by an update packet; who shall not have it gives it
    back and says so. Its words never change: they are replaced or corrected by another document.

    Args:
        added: Names of agencies, units or persons, as in the lines of the recipients.
        removed: Ids of receivers.

    Raises:
        DocumentNotFound, WrongState: It is not out.
        NotPermitted: The actor does not keep the registers there.
        NoReasonGiven: No reason is given.
        NoSuchChange: The receivers would stay as they are.

    Publishes:
        ReceiversChanged, DeliveryChanged

    Law:
        QCVN 102:2016 (update); ND 30/2020, art. 18
    """
    document = lock(actor, document_id, State.ISSUED)
    permissions.ISSUE.require(actor, unit_id=document.unit_id)
    reason = require_reason(reason)
    known = {fold(each.name) for each in document.receivers.all()}
    fresh = [each for each in receivers_of(document, added, at=at) if fold(each.name) not in known]
    gone = _present(document, removed)
    if not fresh and not gone:
        raise NoSuchChange
    _send_update(document, fresh, gone, reason=reason, actor=actor, at=at)
    for each in gone:
        if each.packet_id is None:
            move(each, Delivery.TAKEN_BACK, detail=reason, actor=actor, at=at)
    Receiver.objects.bulk_create(fresh)
    changed = ReceiversChanged(
        document_id=document.id,
        added=tuple(each.name for each in fresh),
        removed=tuple(each.name for each in gone),
        reason=reason,
        sheets_saved=queries.sheets_saved(document),
    )
    house.publish(changed, by=actor, at=at, unit_id=document.unit_id)
    _deliver(document, actor=actor, at=at)


def _present(document: Document, ids: Collection[UUID]) -> list[Receiver]:
    rows = Receiver.objects.select_for_update(of=("self",)).filter(document=document, id__in=ids)
    present = rows.exclude(state=Delivery.TAKEN_BACK).select_related("document")
    return list(present.order_by("name", "id"))


def _send_update(
    document: Document,
    fresh: Sequence[Receiver],
    gone: Sequence[Receiver],
    *,
    reason: str,
    actor: Actor,
    at: datetime,
) -> None:
    changes = [
        exchange.ReceiverChange(agency_code=each.agency_code, is_added=is_added)
        for rows, is_added in ((fresh, True), (gone, False))
        for each in rows
        if each.way == Way.EXCHANGE
    ]
    codes = _codes_with(document)
    if codes and changes:
        exchange.send_packet(
            actor=actor,
            unit_id=document.unit_id,
            packet=queries.packet_that_updates(document, changes, reason=reason),
            to=sorted(codes),
            at=at,
        )


@transaction.atomic
def note_delivery(
    *,
    actor: Actor,
    document_id: UUID,
    agency_code: str,
    state: Delivery,
    detail: str = "",
    at: datetime,
) -> None:
    """Note what a receiver's side said about a document that was sent to it.

    What was said earlier and comes later is left; documents of others are left alone.

    Publishes:
        DeliveryChanged

    Law:
        ND 30/2020, art. 21
    """
    found = Receiver.objects.select_for_update(of=("self",)).filter(
        document_id=document_id, agency_code=agency_code
    )
    for receiver in found.select_related("document"):
        late = receiver.state_at is not None and receiver.state_at > at
        known = state is Delivery.ARRIVED and receiver.state not in _BEFORE_ARRIVAL
        if not late and not known:
            move(receiver, state, detail=detail, actor=actor, at=at)
