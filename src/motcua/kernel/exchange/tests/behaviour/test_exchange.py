"""Packets between agencies: sent, taken once, told back, tried again."""

import hashlib
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from motcua.foundation.delivery import deliver_pending
from motcua.foundation.errors import DomainError, NotPermitted
from motcua.foundation.models import EventRecord
from motcua.kernel.documents import api as documents
from motcua.kernel.exchange import api, demo
from motcua.kernel.exchange.models import Arrival, Content, Parcel, Rejection, StateNote
from motcua.kernel.exchange.queries import directory, packets
from motcua.kernel.exchange.use_cases import carrying, sending
from motcua.kernel.identity import api as identity
from motcua.kernel.identity.tests import factories as people
from motcua.kernel.notifications import api as notifications
from motcua.kernel.organisation.tests.factories import SYSTEM, official

from .. import factories
from ..factories import AT

State = api.PacketState
GOVERNMENT = api.Organ(code="G22", name="Văn phòng Chính phủ")


def letter(**changes):
    file = documents.store(content=factories.pdf(), filename="cv.pdf", actor=SYSTEM, at=AT)
    attached = (api.Attachment(filename="cv.pdf", file_id=file.id),)
    return factories.packet(**({"attachments": attached} | changes))


def send(agencies, to=("H24.01",), at=AT, **changes):
    return api.send_packet(
        actor=SYSTEM, unit_id=agencies["H24"].id, packet=letter(**changes), to=to, at=at
    )


def parcel(message, *, to="H24.01", **changes):
    """Return a parcel of the government as it comes in."""
    content = directory.codecs()["edxml-2022"].write(message)
    info = api.ParcelInfo(
        id=uuid4(),
        from_code=message.sender.code,
        to_code=to,
        sha256=hashlib.sha256(content).hexdigest(),
        hops=0,
        content=content,
    )
    return replace(info, **changes)


def incoming(**changes):
    return factories.packet(**({"sender": GOVERNMENT} | changes))


def take(peer_id, given, at=AT):
    return api.take_parcel(peer_id=peer_id, parcel=given, at=at)


def events(code):
    return EventRecord.objects.filter(code=f"exchange.{code}").count()


# ------------------------------------------------------------------- sending
def test_a_document_goes_and_what_becomes_of_it_comes_back(agencies):
    packet_id = send(agencies)
    factories.carry_at(AT)
    arrival = api.get_arrival(Arrival.objects.get().id)
    later: Any = {"actor": SYSTEM, "arrival_id": arrival.id}
    api.report_state(**later, state=State.ACCEPTED, at=AT + timedelta(hours=1))
    api.report_state(**later, state=State.COMPLETED, at=AT + timedelta(hours=2))
    factories.carry_at(AT + timedelta(hours=3))

    (receiver,) = api.get_sent(packet_id).receivers
    assert arrival.packet.subject == letter().subject
    file_id = arrival.packet.attachments[0].file_id
    assert file_id and documents.read(file_id) == factories.pdf()  # noqa: PT018 - one thing
    assert receiver.state is State.COMPLETED
    assert [line.state for line in receiver.history][-2:] == [State.ACCEPTED, State.COMPLETED]
    assert events("packet_arrived") == 1


def test_the_same_document_again_goes_to_new_receivers_only(agencies, government):
    first = send(agencies)
    second = send(agencies, to=("H24.01", "G22"))

    assert first == second
    assert set(Parcel.objects.values_list("to_code", flat=True)) == {"H24.01", "G22"}
    assert Parcel.objects.count() == 2


@pytest.mark.parametrize(
    ("changes", "missing"),
    [
        ({"subject": ""}, "subject"),
        ({"attachments": ()}, "attachments"),
        ({"kind": api.BusinessKind.REVOKE}, "reason"),
        ({"kind": api.BusinessKind.REVOKE, "reason": "x"}, "answers"),
        ({"kind": api.BusinessKind.REPLACE, "reason": "x"}, "replaces"),
        ({"kind": api.BusinessKind.UPDATE, "reason": "x"}, "update"),
    ],
)
def test_what_is_missing_is_named_before_anything_goes(agencies, changes, missing):
    with pytest.raises(api.PacketIncomplete) as caught:
        send(agencies, **changes)

    assert missing in {each.path for each in caught.value.faults}
    assert not Parcel.objects.exists()


def test_nobody_sends_where_no_node_leads(agencies):
    with pytest.raises(api.UnknownAgency):
        send(agencies, to=("G22",))


def test_an_agency_is_known_by_its_old_code_too(agencies):
    unit = agencies["H24.01"].id
    old = "000.00.01.H24"
    api.save_agency(actor=SYSTEM, code="H24.01", name="Q", unit_id=unit, legacy_code=old, at=AT)

    send(agencies, to=(old,))

    assert Parcel.objects.get().to_code == "H24.01"


def test_a_document_is_taken_back(agencies):
    packet_id = send(agencies)
    factories.carry_at(AT)
    api.take_back(actor=SYSTEM, packet_id=packet_id, reason="Sai số", at=AT + timedelta(days=1))
    factories.carry_at(AT + timedelta(days=1))
    arrival = Arrival.objects.get()
    asked = State(arrival.state)
    api.report_state(
        actor=SYSTEM, arrival_id=arrival.id, state=State.AGREED, at=AT + timedelta(days=2)
    )
    factories.carry_at(AT + timedelta(days=2))

    assert asked is State.TAKING_BACK
    assert events("take_back_asked") == 1
    assert api.get_sent(packet_id).receivers[0].state is State.AGREED


# ----------------------------------------------------------------- receiving
def test_a_packet_comes_in_once_however_often_it_is_handed_over(government):
    given = parcel(incoming())

    known = [take(government, given).was_known for _ in range(3)]
    take(government, replace(given, id=uuid4()))

    assert known == [False, True, True]
    assert Arrival.objects.get().copies == 1
    assert events("packet_arrived") == 1
    assert Parcel.objects.get().packet_state == State.ARRIVED


def test_a_number_with_another_content_is_refused(government):
    given = parcel(incoming())
    take(government, given)

    with pytest.raises(api.ParcelDiffers):
        take(government, replace(parcel(incoming(subject="Khác")), id=given.id))


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"from_code": "H24"}, "exchange.peer_may_not_speak"),
        ({"sha256": "0" * 64}, "exchange.parcel_damaged"),
        ({"to_code": "H99"}, "exchange.unknown_agency"),
        ({"hops": 8}, "exchange.parcel_goes_round"),
        (
            {"content": b"<a/>", "sha256": hashlib.sha256(b"<a/>").hexdigest()},
            "exchange.packet_unreadable",
        ),
    ],
)
def test_what_may_not_come_in_leaves_no_trace(government, changes, refusal):
    with pytest.raises(DomainError) as caught:
        take(government, parcel(incoming(), **changes))

    assert caught.value.code == refusal
    assert not Arrival.objects.exists()
    assert not Content.objects.exists()


def test_nobody_speaks_in_the_name_of_another_inside_the_packet(government):
    given = parcel(incoming(sender=api.Organ(code="H24", name="Giả")), from_code="G22")

    with pytest.raises(DomainError) as caught:
        take(government, given)

    assert caught.value.code == "exchange.peer_may_not_speak"


def test_a_file_of_a_kind_that_is_not_kept_stays_in_the_packet_and_is_said(government):
    files = (
        api.Attachment(filename="cv.pdf", content=factories.pdf()),
        api.Attachment(filename="du-lieu.bin", content=b"\x00\x01\x02" * 50),
    )
    take(government, parcel(incoming(attachments=files)))

    arrival = api.get_arrival(Arrival.objects.get().id)
    first, second = arrival.packet.attachments
    assert first.file_id
    assert second.file_id is None
    assert second.withheld
    assert any(each.path == "du-lieu.bin" for each in arrival.remarks)


def test_a_revocation_names_what_came_before(government):
    take(government, parcel(incoming()))
    ref = api.DocumentRef(document_id=incoming().document_id)
    back = incoming(
        document_id="another", kind=api.BusinessKind.REVOKE, reason="Sai", answers=(ref,)
    )
    take(government, parcel(back), at=AT + timedelta(hours=1))

    first, second = Arrival.objects.order_by("arrived_at").values_list("id", flat=True)
    assert api.get_arrival(second).earlier_ids == (first,)


def test_a_state_before_its_document_is_asked_to_come_again(government):
    report = factories.status(sender=GOVERNMENT)
    given = parcel(replace(report, about=replace(report.about, agency_code="H24")), to="H24")

    with pytest.raises(api.DocumentNotHereYet):
        take(government, given)


def test_states_out_of_order_and_twice_leave_the_newest(agencies, government):
    packet_id = send(agencies, to=("G22",))
    report = factories.status(sender=GOVERNMENT)
    for hours, state in ((3, State.COMPLETED), (1, State.ARRIVED), (3, State.COMPLETED)):
        told = replace(report, state=state, at=AT + timedelta(hours=hours))
        take(government, parcel(told, to="H24"))

    assert api.get_sent(packet_id).receivers[0].state is State.COMPLETED
    assert events("packet_state_changed") == 1
    assert StateNote.objects.count() == 2


# ------------------------------------------------------------------ carrying
def test_what_a_node_does_not_take_is_tried_again_and_then_left_to_people(agencies, government):
    packet_id = send(agencies, to=("G22",))
    (claimed,) = carrying.claim_parcels(at=AT)
    carrying.record_postponed(parcel_id=claimed.parcel.id, error="im lặng", at=AT)
    waits = Parcel.objects.get().retry_at - AT
    late = AT + timedelta(days=4)
    carrying.record_postponed(parcel_id=claimed.parcel.id, error="im lặng", at=late)

    (receiver,) = api.get_sent(packet_id).receivers
    assert waits == timedelta(seconds=2)
    assert receiver.parcel_state is api.ParcelState.FAILED
    assert receiver.error == "im lặng"
    assert events("packet_failed") == 1

    sending.send_again(actor=SYSTEM, parcel_id=receiver.parcel_id, at=late)
    assert [each.parcel.id for each in carrying.claim_parcels(at=late)] == [receiver.parcel_id]


def test_a_node_that_calls_gets_at_once_what_waits_for_it(agencies, government):
    send(agencies, to=("G22",))
    (claimed,) = carrying.claim_parcels(at=AT)
    carrying.record_silence(peer_id=government, error="tắt máy", at=AT)
    soon = AT + timedelta(seconds=1)
    for _ in range(8):
        carrying.record_postponed(parcel_id=claimed.parcel.id, error="tắt máy", at=AT)
    assert carrying.claim_parcels(at=soon) == []

    api.hear_from(peer_id=government, at=soon)

    assert len(carrying.claim_parcels(at=soon)) == 1


def test_urgent_documents_go_first(agencies, government):
    send(agencies, to=("G22",), document_id="slow")
    send(agencies, to=("G22",), document_id="fast", urgency=api.Urgency.EXPRESS, at=AT)

    (first,) = carrying.claim_parcels(at=AT, limit=1)

    assert b"fast" in first.parcel.content


def test_raw_packets_are_emptied_after_the_time_of_the_operator(agencies, settings):
    send(agencies)
    factories.carry_at(AT)
    settings.EXCHANGE_KEEP_PACKETS_DAYS = 30

    assert carrying.forget_contents(at=AT + timedelta(days=20)) == 0
    assert carrying.forget_contents(at=AT + timedelta(days=40)) == 2
    assert packets.content_of(Arrival.objects.get().content_id) == b""


# -------------------------------------------------------------------- rights
def test_only_who_keeps_the_nodes_enters_one(agencies):
    clerk = official(rights={"exchange.view": {agencies["H24"].id}})

    with pytest.raises(NotPermitted):
        api.save_peer(actor=clerk, code="H1", name="x", transport="node", at=AT)


def test_a_clerk_sends_again_only_what_is_his(agencies, government):
    send(agencies, to=("G22",))
    other = official(rights={"exchange.resend": {agencies["H24.01"].id}})

    with pytest.raises(NotPermitted):
        sending.send_again(actor=other, parcel_id=Parcel.objects.get().id, at=AT)


def test_what_was_refused_is_remembered_with_its_words(government):
    given = parcel(incoming(), to_code="H99")
    for _ in range(2):
        api.note_rejection(peer_id=government, parcel=given, refusal=api.ParcelDamaged(), at=AT)

    assert Rejection.objects.get().times == 2
    assert isinstance(Rejection.objects.get().parcel_id, UUID)


# ---------------------------------------------------------------- being told
def test_a_clerk_is_told_once_an_hour_however_many_do_not_arrive(agencies, government):
    account = people.make_official("van-thu")
    people.give_post(account, agencies["H24"].id, "CLERK")
    for number in ("1", "2"):
        send(agencies, to=("G22",), document_id=f"van-ban-{number}", number=number)
    for claimed in carrying.claim_parcels(at=AT):
        reason = "Nút bên kia không nhận."
        carrying.record_refused(parcel_id=claimed.parcel.id, error=reason, at=AT)

    deliver_pending()

    assert events("packet_failed") == 2
    assert notifications.unread_count(identity.actor_for(account.id, at=AT)) == 1


def test_the_demo_shows_what_came_in_arrived_failed_and_waits(db):
    people.make_unit("H24.12", name="Ủy ban nhân dân quận Hồng Bàng")

    demo.load()
    demo.load()

    sent = Parcel.objects.exclude(packet=None).order_by("created_at")
    assert Arrival.objects.count() == 3
    assert list(sent.values_list("state", "packet_state")) == [
        ("DELIVERED", State.COMPLETED),
        ("FAILED", ""),
        ("WAITING", ""),
    ]
