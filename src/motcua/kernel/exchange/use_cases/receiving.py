"""Taking parcels: for one of our agencies, once; or to be carried on."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from uuid import NAMESPACE_URL, UUID, uuid5

from django.conf import settings
from django.db import connection, transaction

from motcua.foundation import actors
from motcua.foundation.errors import DomainError
from motcua.foundation.events import publish
from motcua.kernel.documents import api as documents

from ..errors import (
    DocumentNotHereYet,
    PacketUnreadable,
    ParcelDamaged,
    ParcelDiffers,
    ParcelGoesRound,
    ParcelTooLarge,
    PeerMayNotSpeak,
    PeerNotKnown,
    UnknownAgency,
)
from ..events import PacketArrived, PacketStateChanged, TakeBackAsked
from ..models import Agency, Arrival, Parcel, Peer, Rejection, SentPacket, StateNote, TakenParcel
from ..queries import directory
from ..rules import packets, states, ways
from ..rules.plain import to_json
from ..types import (
    MOST_HOPS,
    Attachment,
    Packet,
    PacketState,
    ParcelInfo,
    Reading,
    Receipt,
    Remark,
    StatusReport,
)
from .common import keep_content
from .sending import tell_sender

MEGABYTE = 1024 * 1024
ACTOR = actors.system("exchange")


@transaction.atomic
def take_parcel(*, peer_id: UUID | None, parcel: ParcelInfo, at: datetime) -> Receipt:
    """Take a parcel that a node hands over; when this returns it is stored durably.

    All in one transaction: the parcel's number, the packet, its files, the event and the answer
    “arrived” to the sender. The same parcel again is known and changes nothing; the same packet in
    another parcel is noted as a copy. What is for an agency that we only lead to is carried on
    unopened.

    Args:
        peer_id: The node, by its certificate; None for a parcel between two of our own agencies.

    Raises:
        PeerNotKnown, PeerMayNotSpeak: Not this node, or not in that name.
        ParcelDamaged, ParcelDiffers, ParcelTooLarge, ParcelGoesRound: Not this parcel.
        UnknownAgency: Nobody here knows the receiver.
        PacketUnreadable: The packet has faults; each element is named.
        DocumentNotHereYet: A state came before its document.
        FileRefused: A file carries a virus.

    Publishes:
        PacketArrived, PacketStateChanged or TakeBackAsked

    Law:
        QD 28/2018; ND 30/2020, articles 21-22
    """
    _check(parcel)
    peer = _speaking_peer(peer_id, parcel)
    known = _known_hash(peer, parcel, at=at)
    if known is not None:
        if known != parcel.sha256:
            raise ParcelDiffers
        return Receipt(parcel_id=parcel.id, sha256=parcel.sha256, was_known=True)
    own = directory.find_agencies([parcel.to_code]).get(parcel.to_code)
    if own is None or own.unit_id is None:
        _carry_on(peer, parcel, at=at)
    else:
        _open(own, parcel, at=at)
    return Receipt(parcel_id=parcel.id, sha256=parcel.sha256, was_known=False)


def _check(parcel: ParcelInfo) -> None:
    if len(parcel.content) > settings.EXCHANGE_LARGEST_PACKET_MB * MEGABYTE:
        raise ParcelTooLarge(limit=settings.EXCHANGE_LARGEST_PACKET_MB)
    if hashlib.sha256(parcel.content).hexdigest() != parcel.sha256:
        raise ParcelDamaged
    if parcel.hops >= MOST_HOPS:
        raise ParcelGoesRound


def _speaking_peer(peer_id: UUID | None, parcel: ParcelInfo) -> Peer | None:
    if peer_id is None:
        return None
    peer = Peer.objects.filter(id=peer_id, is_active=True).first()
    if peer is None:
        raise PeerNotKnown
    if not ways.may_speak_for(peer, parcel.from_code):
        raise PeerMayNotSpeak(peer=peer.code, agency=parcel.from_code)
    return peer


_TAKE = """
insert into exchange_takenparcel (parcel_id, peer_id, sha256, taken_at) values (%s, %s, %s, %s)
on conflict (parcel_id) do nothing
"""


def _known_hash(peer: Peer | None, parcel: ParcelInfo, *, at: datetime) -> str | None:
    """Note the parcel as taken; if it was before, return its hash.

    A twin that comes at the same time waits here for the end of the other's transaction.
    """
    with connection.cursor() as cursor:
        peer_id = peer.id if peer else None
        cursor.execute(_TAKE, [parcel.id, peer_id, parcel.sha256, at])
        if cursor.rowcount == 1:
            return None
    return TakenParcel.objects.values_list("sha256", flat=True).get(parcel_id=parcel.id)


def _carry_on(peer: Peer | None, parcel: ParcelInfo, *, at: datetime) -> None:
    onward = ways.way_to(directory.active_peers(), parcel.to_code)
    if onward is None or (peer is not None and onward.id == peer.id):
        raise UnknownAgency(agency=parcel.to_code)
    Parcel.objects.create(
        id=parcel.id,
        from_code=parcel.from_code,
        to_code=parcel.to_code,
        content_id=keep_content(parcel.content, at=at),
        hops=parcel.hops + 1,
        created_at=at,
        retry_at=at,
    )


def _open(own: Agency, parcel: ParcelInfo, *, at: datetime) -> None:
    reading = read_packet(parcel.content)
    message = reading.message
    if not _is_same_agency(message.sender.code, parcel.from_code):
        raise PeerMayNotSpeak(peer=parcel.from_code, agency=message.sender.code)
    if isinstance(message, StatusReport):
        sender = replace(message.sender, code=parcel.from_code)
        _take_status(own, replace(message, sender=sender), at=at)
    else:
        sender = replace(message.sender, code=parcel.from_code)
        fixed = replace(reading, message=replace(message, sender=sender))
        _take_document(own, fixed, parcel, at=at)


def read_packet(content: bytes) -> Reading:
    """Read a packet by the format that knows it.

    Raises:
        PacketUnreadable: None does, or the packet has faults.
    """
    found = list(directory.codecs().values())
    for codec in found:
        if codec.knows(content):
            return codec.read(content)
    if not found:
        raise PacketUnreadable(remarks=())
    return found[0].read(content)  # it says best what is missing


def _is_same_agency(one: str, other: str) -> bool:
    if one == other:
        return True
    found = directory.find_agencies([one, other])
    return one in found and other in found and found[one].id == found[other].id


def _take_document(own: Agency, reading: Reading, parcel: ParcelInfo, *, at: datetime) -> None:
    packet = reading.message
    assert isinstance(packet, Packet)  # noqa: S101 - the caller looked
    assert own.unit_id is not None  # noqa: S101 - the caller looked
    row = Arrival(
        unit_id=own.unit_id,
        to_code=own.code,
        from_code=parcel.from_code,
        from_name=packet.sender.name,
        document_id=packet.document_id,
        kind=packet.kind,
        number_symbol=packet.number_symbol,
        subject=packet.subject,
        issued_on=packet.issued_on,
        identity=packets.packet_identity(packet, to_code=own.code),
        content_id=keep_content(parcel.content, at=at),
        dialect=reading.dialect,
        signature=reading.signature,
        signed_by=reading.signed_by,
        arrived_at=at,
    )
    Arrival.objects.bulk_create([row], ignore_conflicts=True)
    kept = Arrival.objects.select_for_update().get(identity=row.identity)
    if kept.id != row.id:
        kept.copies += 1
        kept.save(update_fields=["copies"])
        return
    remarks, attachments = list(reading.remarks), []
    for each in packet.attachments:
        attachment, remark = _keep_file(each, at=at)
        attachments.append(attachment)
        remarks += [remark] if remark else []
    kept.packet = to_json(replace(packet, attachments=tuple(attachments)))
    kept.remarks = [to_json(each) for each in remarks]
    kept.save(update_fields=["packet", "remarks"])
    tell_sender(kept, PacketState.ARRIVED, at=at)
    event = PacketArrived(
        arrival_id=kept.id,
        unit_id=own.unit_id,
        agency_code=own.code,
        from_code=kept.from_code,
        document_id=kept.document_id,
        kind=packet.kind,
        subject=packet.subject,
    )
    publish(event, by=ACTOR, at=at, unit_id=own.unit_id)


def _keep_file(attachment: Attachment, *, at: datetime) -> tuple[Attachment, Remark | None]:
    """Store a file; one of a kind that the house does not keep stays in the packet alone."""
    try:
        info = documents.store(
            content=attachment.content, filename=attachment.filename, actor=ACTOR, at=at
        )
    except documents.FileRefused as refused:
        if refused.code == "documents.virus_found":
            raise
        said = str(refused)
        remark = Remark(path=attachment.filename, line=0, message=said)
        return replace(attachment, content=b"", withheld=said), remark
    return replace(attachment, content=b"", file_id=info.id, media_type=info.media_type), None


def _take_status(own: Agency, report: StatusReport, *, at: datetime) -> None:
    told_at = report.at or at
    if report.state is PacketState.TAKING_BACK:
        _take_request(own, report, told_at=told_at, at=at)
        return
    parcel = _parcel_of(own, report)
    identity = packets.status_identity(report, at=told_at)
    if not _note(f"heard|{parcel.id}|{identity}", report, told_at=told_at, parcel=parcel):
        return
    told = [(each.told_at, PacketState(each.state)) for each in parcel.notes.all()]
    newest = states.newest(told) or report.state
    is_newest = newest is report.state
    if is_newest:
        parcel.packet_state, parcel.packet_state_at = newest, told_at
        parcel.reason = report.description
        parcel.save(update_fields=["packet_state", "packet_state_at", "reason"])
    sent = parcel.packet
    if is_newest and sent is not None:
        event = PacketStateChanged(
            packet_id=sent.id,
            unit_id=sent.unit_id,
            document_id=sent.document_id,
            agency_code=parcel.to_code,
            state=newest,
            told_at=told_at,
            reason=report.description,
        )
        publish(event, by=ACTOR, at=at, unit_id=sent.unit_id)


def _parcel_of(own: Agency, report: StatusReport) -> Parcel:
    """Return our newest parcel with that document to that agency.

    Raises:
        DocumentNotHereYet: There is none.
    """
    about = report.about
    sent = SentPacket.objects.filter(from_code=own.code)
    if about.document_id:
        sent = sent.filter(document_id=about.document_id)
    else:
        sent = sent.filter(number_symbol=about.number_symbol)
    found = Parcel.objects.select_for_update(of=("self",)).filter(
        packet__in=sent, to_code__in=_codes_of(report.sender.code)
    )
    parcel = found.order_by("-created_at", "-id").first()
    if parcel is None:
        raise DocumentNotHereYet(document=about.document_id or about.number_symbol)
    return parcel


def _codes_of(agency_code: str) -> set[str]:
    found = directory.find_agencies([agency_code]).get(agency_code)
    return {agency_code, found.code} if found else {agency_code}


def _note(
    identity: str,
    report: StatusReport,
    *,
    told_at: datetime,
    parcel: Parcel | None = None,
    arrival: Arrival | None = None,
) -> bool:
    """Write a state down; return whether it is new."""
    made = StateNote(
        parcel=parcel,
        arrival=arrival,
        identity=identity,
        agency_code=report.sender.code,
        state=report.state,
        code=report.code,
        told_at=told_at,
        description=report.description,
        staff=report.staff.name if report.staff else "",
    )
    StateNote.objects.bulk_create([made], ignore_conflicts=True)
    return StateNote.objects.filter(id=made.id).exists()


def _take_request(own: Agency, report: StatusReport, *, told_at: datetime, at: datetime) -> None:
    """Note that the sender wants a document back."""
    about = report.about
    found = Arrival.objects.select_for_update().filter(
        from_code=report.sender.code, to_code=own.code
    )
    if about.document_id:
        found = found.filter(document_id=about.document_id)
    else:
        found = found.filter(number_symbol=about.number_symbol)
    arrival = found.order_by("-arrived_at", "-id").first()
    if arrival is None:
        raise DocumentNotHereYet(document=about.document_id or about.number_symbol)
    identity = packets.status_identity(report, at=told_at)
    if not _note(f"asked|{arrival.id}|{identity}", report, told_at=told_at, arrival=arrival):
        return
    if arrival.state in {PacketState.AGREED, PacketState.REFUSED}:
        return
    arrival.state = PacketState.TAKING_BACK
    arrival.save(update_fields=["state"])
    event = TakeBackAsked(arrival_id=arrival.id, unit_id=arrival.unit_id, reason=report.description)
    publish(event, by=ACTOR, at=at, unit_id=arrival.unit_id)


@transaction.atomic
def note_rejection(
    *, peer_id: UUID, parcel: ParcelInfo, refusal: DomainError, at: datetime
) -> None:
    """Remember a parcel that was not taken, with the words that its sender got."""
    row, is_new = Rejection.objects.get_or_create(
        peer_id=peer_id,
        parcel_id=parcel.id,
        defaults={
            "from_code": parcel.from_code,
            "to_code": parcel.to_code,
            "sha256": parcel.sha256,
            "reason": str(refusal)[:2000],
            "first_at": at,
            "last_at": at,
        },
    )
    if not is_new:
        row.times, row.last_at, row.reason = row.times + 1, at, str(refusal)[:2000]
        row.save(update_fields=["times", "last_at", "reason"])


def parcels_of(content: bytes, *, to_code: str = "") -> Iterator[ParcelInfo]:
    """Yield the parcels of a packet that came without a node's cover: one for each of ours.

    The number is made of content and receiver, so that the packet is known when it comes again.

    Raises:
        PacketUnreadable: It is no packet.
    """
    message = read_packet(content).message
    if isinstance(message, StatusReport):
        codes = [message.about.agency_code]
    else:
        codes = [each.code for each in message.receivers]
    own = directory.find_agencies([to_code] if to_code else codes)
    sha256 = hashlib.sha256(content).hexdigest()
    for agency in {each.id: each for each in own.values() if each.unit_id}.values():
        yield ParcelInfo(
            id=uuid5(NAMESPACE_URL, f"exchange:{sha256}:{agency.code}"),
            from_code=message.sender.code,
            to_code=agency.code,
            sha256=sha256,
            hops=0,
            content=content,
        )
