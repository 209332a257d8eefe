"""Sending documents, and telling senders what became of theirs."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from motcua.foundation.actors import Actor
from motcua.foundation.errors import Fault
from motcua.foundation.events import publish
from motcua.kernel.documents import api as documents

from ..errors import (
    NotAStep,
    PacketIncomplete,
    PacketUnknown,
    ParcelNotWaiting,
    ReasonMissing,
    UnknownAgency,
)
from ..events import PacketSent, PacketStateChanged, StateReported
from ..models import Agency, Arrival, Parcel, SentPacket, StateNote
from ..permissions import RESEND
from ..queries import directory
from ..rules import packets, states, ways
from ..rules.plain import to_json
from ..types import (
    BusinessKind,
    DocumentRef,
    Hop,
    Organ,
    Packet,
    PacketState,
    ParcelState,
    Staff,
    StatusReport,
    Urgency,
)
from .common import keep_content, send_content


@transaction.atomic
def send_packet(
    *, actor: Actor, unit_id: UUID, packet: Packet, to: Sequence[str], at: datetime
) -> UUID:
    """Put a document packet on its way, in the caller's transaction; it leaves after commit.

    The calling use case has checked the right to issue the document. Sent again with the same
    ``document_id`` and kind, only receivers who are new get a packet (an UPDATE always goes).

    Args:
        unit_id: The unit that sends; its own code or that of its authority stands on the packet.
        packet: ``sender``, ``receivers`` and ``hops`` are filled here; attachments by ``file_id``.
        to: Codes of the agencies that get it.

    Returns:
        The id of the packet, which ``PacketStateChanged`` will name.

    Raises:
        PacketIncomplete: Fields are missing that the act needs; the faults name them.
        UnknownAgency: No way leads to one of the receivers.
        NoOwnCode: The unit has no code for exchange.

    Publishes:
        PacketSent

    Law:
        QD 28/2018; ND 30/2020, article 18
    """
    _check(packet)
    own = directory.own_agency(unit_id)
    receivers = _receivers(to)
    found = SentPacket.objects.select_for_update().filter(
        from_code=own.code, document_id=packet.document_id, kind=packet.kind
    )
    row = None if packet.kind is BusinessKind.UPDATE else found.first()
    known = set(row.parcels.values_list("to_code", flat=True)) if row else set()
    fresh = [each for each in receivers if each.code not in known]
    if row and not fresh:
        return row.id
    whole = replace(
        packet,
        sender=_organ(own),
        receivers=tuple(_organ(each) for each in receivers),
        hops=(Hop(agency_code=own.code, at=at.replace(microsecond=0)),),
    )
    row = row or SentPacket.objects.create(
        unit_id=unit_id,
        from_code=own.code,
        document_id=packet.document_id,
        kind=packet.kind,
        number_symbol=packet.number_symbol,
        subject=packet.subject,
        packet=to_json(whole),
        sent_at=at,
        sent_by=actor.name,
    )
    _dispatch(row, whole, fresh, at=at)
    event = PacketSent(
        packet_id=row.id,
        unit_id=unit_id,
        document_id=packet.document_id,
        kind=packet.kind,
        to_codes=tuple(each.code for each in fresh),
    )
    publish(event, by=actor, at=at, unit_id=unit_id)
    return row.id


def _check(packet: Packet) -> None:
    faults = tuple(
        Fault(path=name, message=_("This is missing. The receiver needs it."))
        for name in packets.missing(packet)
    )
    if faults:
        raise PacketIncomplete(faults=faults)


def _receivers(to: Sequence[str]) -> list[Agency]:
    found = directory.find_agencies(to)
    peers = directory.active_peers()
    for code in to:
        if code not in found or not directory.is_reachable(found[code], peers):
            raise UnknownAgency(agency=code)
    if not to:
        raise UnknownAgency(agency="…")
    return list({each.code: each for each in (found[code] for code in to)}.values())


def _organ(agency: Agency) -> Organ:
    return Organ(
        code=agency.code,
        name=agency.name,
        address=agency.address,
        email=agency.email,
        phone=agency.phone,
        website=agency.website,
    )


def _dispatch(row: SentPacket, whole: Packet, to: list[Agency], *, at: datetime) -> None:
    attachments = tuple(
        replace(each, content=documents.read(each.file_id)) if each.file_id else each
        for each in whole.attachments
    )
    filled = replace(whole, attachments=attachments)
    written: dict[str, str] = {}
    for agency in to:
        dialect = dialect_to(agency.code)
        if dialect not in written:
            body = directory.codecs()[dialect].write(filled)
            written[dialect] = keep_content(body, at=at)
        send_content(
            sha256=written[dialect],
            from_code=row.from_code,
            to_code=agency.code,
            at=at,
            packet_id=row.id,
            urgent=whole.urgency is not Urgency.NORMAL,
        )


def dialect_to(agency_code: str) -> str:
    """Return the format in which an agency's node wants its packets."""
    peer = ways.way_to(directory.active_peers(), agency_code)
    usual = settings.EXCHANGE_DIALECT or next(iter(directory.codecs()))
    return peer.dialect or usual if peer else usual


@transaction.atomic
def report_state(
    *,
    actor: Actor,
    arrival_id: UUID,
    state: PacketState,
    at: datetime,
    reason: str = "",
    staff: Staff | None = None,
) -> None:
    """Tell the sender what became of his document.

    The calling use case has checked the right. The same state again changes nothing.

    Args:
        reason: The sender reads it; needed for REFUSED and DECLINED.

    Raises:
        PacketUnknown: No such packet came in.
        NotAStep: The state does not follow the one before.
        ReasonMissing: It needs a reason.

    Publishes:
        StateReported

    Law:
        QCVN 102:2016; QD 28/2018; ND 30/2020, article 21
    """
    arrival = Arrival.objects.select_for_update().filter(id=arrival_id).first()
    if arrival is None:
        raise PacketUnknown
    before = PacketState(arrival.state)
    if before is state and state is not PacketState.ASSIGNED:
        return
    if not states.may_follow(before, state):
        raise NotAStep(before=before.label, after=state.label)
    if state in states.NEEDS_REASON and not reason.strip():
        raise ReasonMissing
    arrival.state = state
    arrival.save(update_fields=["state"])
    tell_sender(arrival, state, at=at, reason=reason, staff=staff)
    event = StateReported(
        arrival_id=arrival.id, unit_id=arrival.unit_id, state=state, reason=reason
    )
    publish(event, by=actor, at=at, unit_id=arrival.unit_id)


def tell_sender(
    arrival: Arrival,
    state: PacketState,
    *,
    at: datetime,
    reason: str = "",
    staff: Staff | None = None,
) -> None:
    """Note a state and put the status packet on its way, if there is a way back."""
    own = Agency.objects.filter(code=arrival.to_code).first()
    report = StatusReport(
        sender=_organ(own) if own else Organ(code=arrival.to_code),
        about=DocumentRef(
            agency_code=arrival.from_code,
            number_symbol=arrival.number_symbol,
            document_id=arrival.document_id,
            issued_on=arrival.issued_on,
        ),
        state=state,
        at=at.replace(microsecond=0),
        description=reason,
        staff=staff,
    )
    identity = packets.status_identity(report, at=at)
    StateNote.objects.bulk_create(
        [
            StateNote(
                arrival=arrival,
                identity=f"told|{arrival.id}|{identity}",
                agency_code=arrival.to_code,
                state=state,
                told_at=at.replace(microsecond=0),
                description=reason,
                staff=staff.name if staff else "",
            )
        ],
        ignore_conflicts=True,
    )
    _send_status(report, from_code=arrival.to_code, arrival_id=arrival.id, at=at)


def _send_status(
    report: StatusReport, *, from_code: str, arrival_id: UUID | None, at: datetime
) -> None:
    to_code = report.about.agency_code
    body = directory.codecs()[dialect_to(to_code)].write(report)
    send_content(
        sha256=keep_content(body, at=at),
        from_code=from_code,
        to_code=to_code,
        at=at,
        arrival_id=arrival_id,
        packet_state=report.state,
    )


@transaction.atomic
def take_back(
    *,
    actor: Actor,
    packet_id: UUID,
    reason: str,
    at: datetime,
    to: Sequence[str] = (),
    staff: Staff | None = None,
) -> None:
    """Ask receivers to give a document back (lấy lại); each answers AGREED or DECLINED.

    The calling use case has checked the right. Who was asked already is not asked again.

    Args:
        to: Codes of the receivers to ask; empty: all of them.

    Raises:
        PacketUnknown: There is no such packet.
        ReasonMissing: There is no reason.

    Publishes:
        PacketStateChanged

    Law:
        QCVN 102:2016; ND 30/2020, article 18
    """
    if not reason.strip():
        raise ReasonMissing
    row = SentPacket.objects.select_for_update().filter(id=packet_id).first()
    if row is None:
        raise PacketUnknown
    own = Agency.objects.get(code=row.from_code)
    for parcel in Parcel.objects.select_for_update().filter(packet=row).order_by("id"):
        ended = {PacketState.TAKING_BACK, PacketState.AGREED, PacketState.REFUSED}
        if (to and parcel.to_code not in to) or parcel.packet_state in ended:
            continue
        report = StatusReport(
            sender=_organ(own),
            about=DocumentRef(
                agency_code=parcel.to_code,
                number_symbol=row.number_symbol,
                document_id=row.document_id,
            ),
            state=PacketState.TAKING_BACK,
            at=at.replace(microsecond=0),
            description=reason,
            staff=staff,
        )
        StateNote.objects.create(
            parcel=parcel,
            identity=f"asked|{parcel.id}|{at.isoformat()}",
            agency_code=own.code,
            state=PacketState.TAKING_BACK,
            told_at=at.replace(microsecond=0),
            description=reason,
            staff=staff.name if staff else "",
        )
        parcel.packet_state, parcel.packet_state_at = PacketState.TAKING_BACK, at
        parcel.reason = reason
        parcel.save(update_fields=["packet_state", "packet_state_at", "reason"])
        _send_status(report, from_code=own.code, arrival_id=None, at=at)
        event = PacketStateChanged(
            packet_id=row.id,
            unit_id=row.unit_id,
            document_id=row.document_id,
            agency_code=parcel.to_code,
            state=PacketState.TAKING_BACK,
            told_at=at,
            reason=reason,
        )
        publish(event, by=actor, at=at, unit_id=row.unit_id)


@transaction.atomic
def send_again(*, actor: Actor, parcel_id: UUID, at: datetime) -> None:
    """Try at once to hand over what is waiting or has failed.

    Raises:
        PacketUnknown: There is no such parcel.
        NotPermitted: It belongs to another agency.
        ParcelNotWaiting: It was handed over.
    """
    parcel = Parcel.objects.select_for_update().filter(id=parcel_id).first()
    if parcel is None:
        raise PacketUnknown
    cause = parcel.packet or parcel.arrival
    RESEND.require(actor, unit_id=cause.unit_id if cause else None)
    if parcel.state == ParcelState.DELIVERED:
        raise ParcelNotWaiting
    parcel.state, parcel.retry_at, parcel.attempts = ParcelState.WAITING, at, 0
    parcel.save(update_fields=["state", "retry_at", "attempts"])
