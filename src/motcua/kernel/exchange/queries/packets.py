"""Asking for packets: sent, arrived, waiting."""

import zlib
from collections.abc import Collection, Iterable
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from motcua.foundation.actors import Actor, ActorKind

from .. import permissions
from ..errors import PacketUnknown
from ..models import Agency, Arrival, Content, Parcel, Rejection, SentPacket, StateNote
from ..rules.plain import from_json
from ..types import (
    ArrivalInfo,
    BusinessKind,
    Packet,
    PacketState,
    ParcelState,
    ReceiverState,
    Remark,
    SentInfo,
    SignatureVerdict,
    StateLine,
)

_NOTES = Prefetch("notes", queryset=StateNote.objects.order_by("told_at", "id"))


def content_of(sha256: str) -> bytes:
    """Return a packet as it travels, or nothing once the time for which it is kept is over."""
    body = Content.objects.values_list("body", flat=True).get(sha256=sha256)
    return b"" if body is None else zlib.decompress(bytes(body))


def _lines(notes: Iterable[StateNote]) -> tuple[StateLine, ...]:
    return tuple(
        StateLine(
            agency_code=each.agency_code,
            state=PacketState(each.state),
            code=each.code,
            at=each.told_at,
            description=each.description,
            staff=each.staff,
        )
        for each in notes
    )


def to_receiver(parcel: Parcel, names: dict[str, str]) -> ReceiverState:
    """Return the frozen value of a parcel of a sent packet."""
    is_waiting = parcel.state == ParcelState.WAITING
    return ReceiverState(
        agency_code=parcel.to_code,
        agency_name=names.get(parcel.to_code, ""),
        parcel_id=parcel.id,
        parcel_state=ParcelState(parcel.state),
        attempts=parcel.attempts,
        error=parcel.error,
        retry_at=parcel.retry_at if is_waiting else None,
        delivered_at=parcel.delivered_at,
        state=PacketState(parcel.packet_state) if parcel.packet_state else None,
        state_at=parcel.packet_state_at,
        reason=parcel.reason,
        history=_lines(parcel.notes.all()),
    )


def agency_names(codes: Iterable[str]) -> dict[str, str]:
    """Return the names of agencies by code."""
    return dict(Agency.objects.filter(code__in=set(codes)).values_list("code", "name"))


def sent_packets(packet_ids: Collection[UUID]) -> dict[UUID, SentInfo]:
    """Return sent packets and what became of them, in bulk."""
    parcels = Prefetch(
        "parcels", queryset=Parcel.objects.order_by("to_code", "id").prefetch_related(_NOTES)
    )
    rows = list(SentPacket.objects.filter(id__in=list(packet_ids)).prefetch_related(parcels))
    names = agency_names(parcel.to_code for row in rows for parcel in row.parcels.all())
    return {
        row.id: SentInfo(
            id=row.id,
            unit_id=row.unit_id,
            packet=from_json(Packet, row.packet),
            sent_at=row.sent_at,
            receivers=tuple(to_receiver(each, names) for each in row.parcels.all()),
        )
        for row in rows
    }


def get_sent(packet_id: UUID) -> SentInfo:
    """Return a sent packet and what became of it.

    Raises:
        PacketUnknown: There is none.
    """
    found = sent_packets([packet_id])
    if packet_id not in found:
        raise PacketUnknown
    return found[packet_id]


def find_sent(*, document_id: str) -> tuple[UUID, ...]:
    """Return the packets that carried a document of ours, newest first."""
    found = SentPacket.objects.filter(document_id=document_id).order_by("-sent_at", "-id")
    return tuple(found.values_list("id", flat=True))


def get_arrival(arrival_id: UUID) -> ArrivalInfo:
    """Return a packet that came in, with the ids of its stored files.

    Raises:
        PacketUnknown: There is none.
    """
    row = Arrival.objects.filter(id=arrival_id).prefetch_related(_NOTES).first()
    if row is None:
        raise PacketUnknown
    packet = from_json(Packet, row.packet)
    return ArrivalInfo(
        id=row.id,
        unit_id=row.unit_id,
        to_code=row.to_code,
        packet=packet,
        arrived_at=row.arrived_at,
        state=PacketState(row.state),
        dialect=row.dialect,
        remarks=tuple(from_json(Remark, each) for each in row.remarks),
        signature=SignatureVerdict(row.signature),
        signed_by=row.signed_by,
        earlier_ids=_earlier(row, packet),
        answered_packet_ids=_answered(row, packet),
        history=_lines(row.notes.all()),
    )


def _earlier(row: Arrival, packet: Packet) -> tuple[UUID, ...]:
    ids = {each.document_id for each in packet.answers} | {
        each.document_id for each in packet.replaces
    }
    if packet.kind is BusinessKind.UPDATE:
        ids.add(packet.document_id)
    numbers = {each.number_symbol for each in packet.answers if not each.document_id}
    wanted = Q(document_id__in=ids - {""}) | Q(number_symbol__in=numbers - {""})
    found = Arrival.objects.filter(wanted, from_code=row.from_code, to_code=row.to_code)
    found = found.exclude(id=row.id).filter(arrived_at__lte=row.arrived_at)
    return tuple(found.order_by("-arrived_at", "-id").values_list("id", flat=True))


def _answered(row: Arrival, packet: Packet) -> tuple[UUID, ...]:
    if packet.kind is BusinessKind.REVOKE:
        return ()
    ids = {each.document_id for each in packet.answers}
    numbers = {each.number_symbol for each in packet.answers if not each.document_id}
    wanted = Q(document_id__in=ids - {""}) | Q(number_symbol__in=numbers - {""})
    found = SentPacket.objects.filter(wanted, from_code=row.to_code)
    return tuple(found.order_by("-sent_at", "-id").values_list("id", flat=True))


def _units(actor: Actor) -> Q:
    if actor.kind is ActorKind.SYSTEM:
        return Q()
    return Q(unit_id__in=permissions.VIEW.units(actor))


def _sees_all(actor: Actor) -> bool:
    return permissions.MANAGE.held_by(actor)


def list_undelivered(*, actor: Actor) -> QuerySet[Parcel]:
    """List what did not arrive yet or will not, the failed first, then by age.

    A clerk sees what his agencies sent or answered; whoever keeps the nodes also sees what only
    passes through.
    """
    mine = Q(packet__in=SentPacket.objects.filter(_units(actor)))
    mine |= Q(arrival__in=Arrival.objects.filter(_units(actor)))
    if _sees_all(actor):
        mine |= Q(packet=None, arrival=None)
    found = Parcel.objects.exclude(state=ParcelState.DELIVERED).filter(mine)
    return found.select_related("packet", "arrival").order_by("state", "created_at", "id")


def list_sent(*, actor: Actor) -> QuerySet[SentPacket]:
    """List sent packets, the newest first."""
    parcels = Prefetch("parcels", queryset=Parcel.objects.order_by("to_code", "id"))
    found = SentPacket.objects.filter(_units(actor)).prefetch_related(parcels)
    return found.order_by("-sent_at", "-id")


def list_arrivals(*, actor: Actor) -> QuerySet[Arrival]:
    """List packets that came in, the newest first."""
    return Arrival.objects.filter(_units(actor)).order_by("-arrived_at", "-id")


def list_rejections(*, actor: Actor) -> QuerySet[Rejection]:
    """List what this node did not take, the newest first; for whoever keeps the nodes."""
    found = Rejection.objects.select_related("peer").order_by("-last_at", "-id")
    return found if _sees_all(actor) else found.none()


def may_see_sent(actor: Actor, sent: SentInfo) -> bool:
    """Tell whether an actor may open a sent packet."""
    return permissions.VIEW.held_by(actor, unit_id=sent.unit_id)
