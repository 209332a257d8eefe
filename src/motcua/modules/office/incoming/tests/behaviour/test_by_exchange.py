"""Packets come in, and the sender hears what became of them."""

from datetime import timedelta
from uuid import UUID

import pytest

from motcua.foundation.models import EventRecord
from motcua.kernel.documents import api as documents
from motcua.kernel.exchange import api as exchange
from motcua.kernel.exchange.tests import factories as packets
from motcua.kernel.identity.tests import factories as people
from motcua.modules.office.incoming import queries, use_cases
from motcua.modules.office.incoming.models import Document
from motcua.modules.office.incoming.tests import factories as make
from motcua.modules.office.incoming.types import State

AT = make.MORNING
pytestmark = pytest.mark.django_db


def _arrival(office, content, **changes):
    """Let the ward send a letter to the district; return both ids, there and here."""
    for code, unit_id in (("H24.12", office.unit_id), ("H24.12.22", office.ward_id)):
        exchange.save_agency(
            actor=people.SYSTEM, code=code, name=f"UBND {code}", unit_id=unit_id, at=AT
        )
    stored = documents.store(content=content, filename="cv.pdf", actor=people.SYSTEM, at=AT)
    file = exchange.Attachment(filename="cv.pdf", file_id=stored.id)
    packet = packets.packet(**{"attachments": (file,), **changes})
    sent = exchange.send_packet(
        actor=people.SYSTEM, unit_id=office.ward_id, packet=packet, to=["H24.12"], at=AT
    )
    packets.carry_at(AT)
    return sent


def _receive():
    record = EventRecord.objects.filter(code="exchange.packet_arrived").latest("id")
    arrival_id = UUID(record.payload["arrival_id"])
    return use_cases.receive_packet(actor=people.SYSTEM, arrival_id=arrival_id, at=AT), arrival_id


def _told(sent, at):
    packets.carry_at(at)
    (receiver,) = exchange.get_sent(sent).receivers
    return receiver.state, receiver.reason


def test_the_sender_hears_every_state_and_a_packet_is_taken_once(office):
    sent = _arrival(office, packets.pdf())
    document_id, arrival_id = _receive()
    assert _receive()[0] == document_id
    found = Document.objects.get()
    assert (found.number_symbol, found.kind) == ("123/UBND-VP", "CV")
    assert found.subject == "tổ chức họp giao ban tháng 12"

    use_cases.register_document(
        actor=office.actor("clerk"),
        document_id=document_id,
        metadata=queries.metadata_of(found),
        at=AT,
    )
    later = AT + timedelta(minutes=5)
    assert _told(sent, later)[0] is exchange.PacketState.ACCEPTED
    make.route(office, document_id, at=later)
    later += timedelta(minutes=5)
    assert _told(sent, later)[0] is exchange.PacketState.ASSIGNED
    use_cases.give_document(
        actor=office.actor("head"),
        document_id=document_id,
        to_post_id=office.posts["drafter"],
        at=later,
    )
    later += timedelta(minutes=5)
    assert _told(sent, later)[0] is exchange.PacketState.IN_PROGRESS
    use_cases.finish_with_note(
        actor=office.actor("drafter"), document_id=document_id, note="Đã dự họp.", at=later
    )
    later += timedelta(minutes=5)
    assert _told(sent, later)[0] is exchange.PacketState.COMPLETED

    use_cases.take_back(
        actor=people.SYSTEM, arrival_id=arrival_id, reason="Ban hành nhầm", at=later
    )
    found.refresh_from_db()
    assert (found.state, found.file_id, found.end_note) == (State.TAKEN_BACK, None, "Ban hành nhầm")


def test_what_is_refused_is_told_with_its_reason(office):
    sent = _arrival(office, packets.pdf())
    document_id, _arrival_id = _receive()
    use_cases.refuse_document(
        actor=office.actor("clerk"), document_id=document_id, reason="Gửi nhầm nơi nhận", at=AT
    )
    told = _told(sent, AT + timedelta(minutes=5))
    assert told == (exchange.PacketState.REFUSED, "Gửi nhầm nơi nhận")


def test_a_secret_packet_is_refused_at_once_and_not_kept(office):
    sent = _arrival(office, make.letter(office, addressees=("TỐI MẬT", "UBND phường Sở Dầu")))
    assert _receive()[0] is None
    assert not Document.objects.exists()
    state, reason = _told(sent, AT + timedelta(minutes=5))
    assert state is exchange.PacketState.REFUSED
    assert "TỐI MẬT" in reason


def test_a_document_that_replaces_another_says_so_and_the_first_is_taken_back(office):
    _arrival(office, packets.pdf())
    first, arrival_id = _receive()
    answered = exchange.get_arrival(arrival_id).packet
    _arrival(
        office,
        make.letter(office, subject="thay thế văn bản trước"),
        kind=exchange.BusinessKind.REPLACE,
        document_id="5f0c7d5e-2222-4c7e-9d57-30a0b8f4a002",
        number="124",
        replaces=(exchange.Replaced(document_id=answered.document_id),),
        reason="Sai thẩm quyền",
    )
    second, _second_arrival = _receive()
    assert Document.objects.get(id=second).earlier_id == first

    _arrival(
        office,
        packets.pdf(),
        kind=exchange.BusinessKind.REVOKE,
        document_id="5f0c7d5e-3333-4c7e-9d57-30a0b8f4a003",
        attachments=(),
        reason="Ban hành nhầm",
        answers=(exchange.DocumentRef(agency_code="H24.12.22", document_id=answered.document_id),),
    )
    assert _receive()[0] is None
    found = Document.objects.get(id=first)
    assert (found.state, found.end_note) == (State.TAKEN_BACK, "Ban hành nhầm")
    assert Document.objects.get(id=second).state == State.ARRIVED


def test_an_update_of_the_content_lies_beside_what_it_changes(office):
    _arrival(office, packets.pdf())
    first, _arrival_id = _receive()
    _arrival(
        office,
        make.letter(office, subject="bản cập nhật"),
        kind=exchange.BusinessKind.UPDATE,
        update=exchange.Update(content=True),
        reason="Bổ sung phụ lục",
    )
    second, _second_arrival = _receive()
    assert second != first
    assert Document.objects.get(id=second).earlier_id == first
