"""Receiving: by packet, by upload or on paper; registering, refusing, giving back."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from motcua.foundation import events as house
from motcua.foundation.actors import Actor
from motcua.foundation.errors import Fault
from motcua.foundation.time import local_date
from motcua.kernel.cases import api as cases
from motcua.kernel.documents import api as files
from motcua.kernel.exchange import api as exchange
from motcua.kernel.numbering import api as numbering
from motcua.kernel.organisation import api as organisation

from .. import permissions, queries, rules
from ..errors import DuplicateFound, MetadataIncomplete, SecretRefused
from ..events import IncomingArrived, IncomingRefused, IncomingRegistered, IncomingTakenBack
from ..models import Document
from ..types import AT_WORK, Metadata, Source, State, Urgency
from .common import HOUSE, close_support_cases, describe, lock, report, require_reason, set_state
from .originals import keep_original, refuse_secrets

_MISSING = {
    "author": _("Write who issued the document."),
    "subject": _("Say in one sentence what the document is about."),
    "kind": _("Choose the kind of document."),
}
_URGENCY = {
    exchange.Urgency.URGENT: Urgency.URGENT,
    exchange.Urgency.VERY_URGENT: Urgency.VERY_URGENT,
    exchange.Urgency.EXPRESS: Urgency.EXPRESS,
    exchange.Urgency.EXPRESS_TIMED: Urgency.EXPRESS,
}


@transaction.atomic
def take_in(
    *,
    actor: Actor,
    unit_id: UUID,
    content: bytes | None = None,
    filename: str = "",
    attachments: Sequence[tuple[str, bytes]] = (),
    at: datetime,
) -> UUID:
    """Take a document in at the clerk's desk: a file or scan, or only its paper.

    What stands in the text of a file is proposed; the clerk confirms it when registering. Of a scan
    or photo the letters are recognised by a job and proposed a moment later.

    Args:
        unit_id: The authority to which it came.
        content: The PDF or photo; None for a document on paper that is not scanned.

    Returns:
        The id of the document.

    Raises:
        NotPermitted: The actor does not receive documents there.
        NotAPdf: The file is neither a PDF nor a photo.
        SecretRefused: It bears a mark of secrecy.
        FileRefused: The file may not be kept.

    Publishes:
        IncomingArrived

    Law:
        ND 30/2020, art. 21; L 29/2018
    """
    permissions.RECEIVE.require(actor, unit_id=unit_id)
    document = Document(
        unit_id=organisation.authority_of(unit_id).id,
        source=Source.UPLOAD if content is not None else Source.PAPER,
        state_at=at,
        arrived_at=at,
    )
    proposed = Metadata()
    if content is not None:
        proposed = keep_original(document, content, filename, actor=actor, at=at)
    for name, body in attachments:
        kept = files.store(content=body, filename=name, actor=actor, at=at)
        document.attachments.append({"file_id": str(kept.id), "filename": kept.filename})
    describe(document, proposed)
    document.save(force_insert=True)
    arrived = IncomingArrived(
        document_id=document.id, unit_id=document.unit_id, source=document.source
    )
    house.publish(arrived, by=actor, at=at, unit_id=document.unit_id)
    return document.id


@transaction.atomic
def receive_packet(*, actor: Actor, arrival_id: UUID, at: datetime) -> UUID | None:
    """Lay a packet that came in on the clerk's desk; a second call changes nothing.

    A packet that bears a mark of secrecy is refused at once, with the reason, and nothing of it
    is kept here. A packet that takes documents back does so, and so does an update that says that
    a document is not for us any more.

    Returns:
        The id of the document; None for a packet that brings none.

    Publishes:
        IncomingArrived, IncomingTakenBack

    Law:
        ND 30/2020, art. 18, 21; QD 28/2018
    """
    known = Document.objects.filter(arrival_id=arrival_id).first()
    if known is not None:
        return known.id
    arrival = exchange.get_arrival(arrival_id)
    if arrival.packet.kind is exchange.BusinessKind.REVOKE:
        take_back(actor=actor, arrival_id=arrival_id, reason=arrival.packet.reason, at=at)
        return None
    if arrival.packet.kind is exchange.BusinessKind.UPDATE and not arrival.packet.attachments:
        _take_update(arrival, actor=actor, at=at)
        return None
    document = _from_packet(arrival)
    text = f"{arrival.packet.subject}\n{arrival.packet.circulation}"
    if document.file_id is not None:
        read, document.pages = queries.read_pdf(files.read(document.file_id))
        text = f"{text}\n{read}"
    if mark := rules.mark_of_secrecy(text):
        reason = str(SecretRefused(mark=mark))
        exchange.report_state(
            actor=actor,
            arrival_id=arrival_id,
            state=exchange.PacketState.REFUSED,
            reason=reason,
            at=at,
        )
        return None
    document.save(force_insert=True)
    if document.file_id is not None:
        files.request_text(actor=actor, file_id=document.file_id, at=at)
    arrived = IncomingArrived(
        document_id=document.id, unit_id=document.unit_id, source=document.source
    )
    house.publish(arrived, by=actor, at=at, unit_id=document.unit_id)
    return document.id


def _take_update(arrival: exchange.ArrivalInfo, *, actor: Actor, at: datetime) -> None:
    """Take in that a document goes to others now; give it back if we are none of them."""
    update = arrival.packet.update
    changes = update.receivers if update else ()
    if any(each.agency_code == arrival.to_code and not each.is_added for each in changes):
        take_back(actor=actor, arrival_id=arrival.id, reason=arrival.packet.reason, at=at)
        return
    agreed = exchange.PacketState.AGREED
    exchange.report_state(actor=actor, arrival_id=arrival.id, state=agreed, at=at)


def _from_packet(arrival: exchange.ArrivalInfo) -> Document:
    packet = arrival.packet
    kept = [each for each in packet.attachments if each.file_id is not None]
    infos = files.file_info([each.file_id for each in kept if each.file_id])
    pdfs = [
        each
        for each in kept
        if each.file_id in infos and infos[each.file_id].media_type == files.MediaType.PDF
    ]
    first = pdfs[0] if pdfs else None
    document = Document(
        unit_id=organisation.authority_of(arrival.unit_id).id,
        source=Source.PACKET,
        state_at=arrival.arrived_at,
        arrived_at=arrival.arrived_at,
        arrival_id=arrival.id,
        packet_document_id=packet.document_id,
        file_id=first.file_id if first else None,
        sha256=infos[first.file_id].sha256 if first and first.file_id else "",
        pages=packet.pages or 0,
        paper_follows=packet.paper_follows,
        attachments=[
            {
                "file_id": str(each.file_id) if each.file_id else "",
                "filename": each.filename,
                "withheld": each.withheld,
            }
            for each in packet.attachments
            if each is not first
        ],
        earlier=Document.objects.filter(arrival_id__in=arrival.earlier_ids).first(),
        answers_id=_answered(arrival),
    )
    describe(
        document,
        Metadata(
            author=packet.sender.name or packet.sender.code,
            number_symbol=packet.number_symbol,
            issued_on=packet.issued_on,
            kind=queries.kind_named(packet.kind_name),
            subject=packet.subject.removeprefix("V/v ").strip(),
            urgency=_URGENCY.get(packet.urgency, Urgency.NORMAL),
            signer_name=packet.signer_name,
            signer_position=packet.signer_position,
            due_on=packet.due_on,
        ),
    )
    return document


def _answered(arrival: exchange.ArrivalInfo) -> UUID | None:
    """Return our document that a packet answers; its packet is known by the document's id."""
    for sent in exchange.sent_packets(arrival.answered_packet_ids).values():
        try:
            return UUID(sent.packet.document_id)
        except ValueError:
            continue
    return None


def book_of(unit_id: UUID) -> str:
    """Return the name of an authority's arrival numbers among the books of the house."""
    return f"incoming:{unit_id}"


@transaction.atomic
def register_document(
    *,
    actor: Actor,
    document_id: UUID,
    metadata: Metadata,
    is_another: bool = False,
    at: datetime,
) -> int:
    """Register a document with the metadata that the clerk confirms, and submit it for routing.

    Number and document are written together, or not at all; paper and files share one series.

    Args:
        is_another: The clerk looked at what seems to be its twin, and this is another document.

    Returns:
        The arrival number.

    Raises:
        DocumentNotFound, WrongState: It is not on the desk.
        NotPermitted: The actor does not register documents there.
        MetadataIncomplete: The register needs more.
        SecretRefused: The subject bears a mark of secrecy.
        DuplicateFound: It, or its twin, is here already.

    Publishes:
        IncomingRegistered

    Law:
        ND 30/2020, art. 21-23, annex IV
    """
    document = lock(actor, document_id, State.ARRIVED)
    permissions.RECEIVE.require(actor, unit_id=document.unit_id)
    if missing := rules.missing(metadata):
        raise MetadataIncomplete(faults=tuple(Fault(name, str(_MISSING[name])) for name in missing))
    refuse_secrets(metadata.subject)
    if not is_another:
        _refuse_twin(document, metadata)
    unit_id, on = document.unit_id, local_date(at)
    post = queries.routing_post(unit_id, at=at)
    document.holder_post_id = post.id if post else None
    document.registered_at, document.registered_by = at, actor.name
    set_state(document, State.REGISTERED, at=at)
    document.due_at = organisation.clock(unit_id).add(
        start=at, limit=queries.submit_limit(metadata.urgency)
    )
    report(document, exchange.PacketState.ACCEPTED, actor=actor, at=at)
    document.year = on.year
    document.arrival_number = numbering.take(book=book_of(unit_id), period=str(on.year), at=at)
    describe(document, metadata)
    document.save()
    registered = IncomingRegistered(
        document_id=document.id,
        unit_id=unit_id,
        year=on.year,
        arrival_number=document.arrival_number,
        author=document.author,
        number_symbol=document.number_symbol,
        kind=document.kind,
        subject=document.subject,
        issued_on=document.issued_on,
        file_id=document.file_id,
    )
    house.publish(registered, by=actor, at=at, unit_id=unit_id)
    return document.arrival_number


def _refuse_twin(document: Document, metadata: Metadata) -> None:
    tidy = replace(metadata, author=" ".join(metadata.author.split()))
    tidy = replace(tidy, number_symbol=rules.tidy_number(metadata.number_symbol))
    twins = queries.duplicates_of(
        unit_id=document.unit_id, metadata=tidy, sha256=document.sha256, but=document.id
    )
    if twins:
        found = "; ".join(
            f"{each.arrival_number or '–'}/{each.year or ''} {each.number_symbol}".strip()
            for each in twins
        )
        raise DuplicateFound(found=found)


@transaction.atomic
def refuse_document(*, actor: Actor, document_id: UUID, reason: str, at: datetime) -> None:
    """Give an unregistered document back: wrong address, damaged, a twin; the sender is told.

    Raises:
        DocumentNotFound, WrongState: It is not on the desk.
        NotPermitted: The actor does not receive documents there.
        NoReasonGiven: There is no reason.

    Publishes:
        IncomingRefused

    Law:
        ND 30/2020, art. 21
    """
    document = lock(actor, document_id, State.ARRIVED)
    permissions.RECEIVE.require(actor, unit_id=document.unit_id)
    document.end_note = require_reason(reason)
    set_state(document, State.REFUSED, at=at)
    document.closed_at = at
    document.save()
    report(document, exchange.PacketState.REFUSED, actor=actor, at=at, reason=document.end_note)
    refused = IncomingRefused(
        document_id=document.id, unit_id=document.unit_id, reason=document.end_note
    )
    house.publish(refused, by=actor, at=at, unit_id=document.unit_id)


@transaction.atomic
def take_back(*, actor: Actor, arrival_id: UUID, reason: str, at: datetime) -> int:
    """Take the documents back that a sender recalls, and tell him.

    Their files are no longer shown; number, subject and the recall stay in the register.

    Args:
        arrival_id: The packet that recalls, or the packet that is recalled.

    Returns:
        How many documents were taken back.

    Publishes:
        IncomingTakenBack

    Law:
        ND 30/2020, art. 18
    """
    arrival = exchange.get_arrival(arrival_id)
    ids = {arrival_id, *arrival.earlier_ids}
    rows = list(Document.objects.select_for_update().filter(arrival_id__in=ids).order_by("id"))
    for document in rows:
        if document.state in {State.TAKEN_BACK, State.REFUSED}:
            continue
        if document.case_id and document.state in AT_WORK:
            cases.close_case(actor=HOUSE, case_id=document.case_id, note=reason, at=at)
            close_support_cases(document.routings.all(), note=reason, actor=HOUSE, at=at)
        set_state(document, State.TAKEN_BACK, at=at)
        document.end_note, document.closed_at = reason, document.closed_at or at
        document.file_id, document.attachments, document.holder_post_id = None, [], None
        document.save()
        gone = IncomingTakenBack(document_id=document.id, unit_id=document.unit_id, reason=reason)
        house.publish(gone, by=actor, at=at, unit_id=document.unit_id)
    exchange.report_state(
        actor=actor,
        arrival_id=arrival_id,
        state=exchange.PacketState.AGREED,
        reason=reason,
        at=at,
    )
    return len(rows)
