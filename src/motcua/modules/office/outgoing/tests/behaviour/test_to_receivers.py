"""What goes to the receivers of a document: new, in place of another, taken back, updated."""

import pytest

from motcua.foundation.delivery import deliver_pending
from motcua.kernel.documents import api as documents
from motcua.kernel.exchange import api as exchange
from motcua.kernel.exchange.tests import factories as packets
from motcua.kernel.identity.tests import factories as people
from motcua.modules.office.outgoing import use_cases
from motcua.modules.office.outgoing.errors import NoReasonGiven, NoSuchChange
from motcua.modules.office.outgoing.models import Document, Receiver
from motcua.modules.office.outgoing.tests import factories as make
from motcua.modules.office.outgoing.types import Delivery, Medium, Way

AT = make.MORNING
WARD, OTHER = "Ủy ban nhân dân phường Hùng Vương", "Ủy ban nhân dân phường Sở Dầu"
Kind = exchange.BusinessKind


@pytest.fixture(scope="module")
def wards(office):
    """Let the district and two wards exchange documents; return the agencies by name."""
    other = people.make_unit("H24.12.23", parent_id=office.unit_id, name=OTHER)
    named = {"UBND quận": office.unit_id, WARD: office.ward_id, OTHER: other}
    for number, (name, unit_id) in enumerate(named.items()):
        exchange.save_agency(
            actor=people.SYSTEM, code=f"H24.12.{number}", name=name, unit_id=unit_id, at=AT
        )
    return {WARD: "H24.12.1", OTHER: "H24.12.2"}


def issue(office, *receivers, **values):
    """Issue a document on paper and give it its scan, so that it goes out as a file."""
    document_id = make.approved(office, kind="KH", recipients=receivers, **values)
    clerk = office.actor("clerk")
    use_cases.issue_document(actor=clerk, document_id=document_id, medium=Medium.PAPER, at=AT)
    scan = documents.store(content=packets.pdf(), filename="quet.pdf", actor=people.SYSTEM, at=AT)
    use_cases.add_scan(actor=clerk, document_id=document_id, file_id=scan.id, pages=1, at=AT)
    work()
    return Document.objects.get(id=document_id)


def work():
    """Do what the worker does until nothing is left."""
    packets.carry()
    while deliver_pending():
        packets.carry()


def sent(document_id):
    """Return the packets that went out about a document: what they ask, and of whom."""
    found = exchange.sent_packets(exchange.find_sent(document_id=str(document_id)))
    return {
        each.packet.kind: {receiver.agency_code for receiver in each.receivers}
        for each in found.values()
    }


def states(document):
    rows = Receiver.objects.filter(document=document).order_by("name")
    return dict(rows.values_list("name", "state"))


def test_receivers_are_found_by_their_names_in_as_many_questions_for_many_as_for_few(
    office, wards, django_assert_num_queries
):
    document = Document.objects.get(id=make.draft(office))
    lines = ("uỷ ban nhân dân phường hùng vương", "Phòng Tư pháp", "Như trên", "Lưu: VT", OTHER)
    from motcua.modules.office.outgoing.use_cases import common  # noqa: PLC0415 - no door of its own

    with django_assert_num_queries(3):
        rows = common.receivers_of(document, (*lines, "Ông Nguyễn Văn A"), at=AT)

    assert [(each.way, each.agency_code) for each in rows] == [
        (Way.EXCHANGE, wards[WARD]),
        (Way.INTERNAL, ""),
        (Way.EXCHANGE, wards[OTHER]),
        (Way.PAPER, ""),
    ]


def test_whoever_has_a_document_is_told_what_stands_in_its_place(office, wards):
    first = issue(office, WARD, OTHER)

    second = issue(office, WARD, replaces=first.id)

    assert sent(first.id) == {Kind.NEW: set(wards.values())}
    assert sent(second.id) == {Kind.REPLACE: {wards[WARD]}}
    assert sent(f"{first.id}-thu-hoi") == {Kind.REVOKE: {wards[OTHER]}}
    (packet_id,) = exchange.find_sent(document_id=str(second.id))
    packet = exchange.get_sent(packet_id).packet
    assert packet.replaces[0].document_id == str(first.id)
    assert second.number_symbol in packet.reason
    assert states(first) == {WARD: Delivery.ARRIVED, OTHER: Delivery.TAKEN_BACK}


def test_a_recalled_document_is_given_back_and_the_sender_reads_it(office, wards):
    document = issue(office, WARD)

    use_cases.recall_document(
        actor=office.actor("clerk"), document_id=document.id, reason="Sai số liệu", at=AT
    )
    work()

    assert sent(f"{document.id}-thu-hoi") == {Kind.REVOKE: {wards[WARD]}}
    assert states(document) == {WARD: Delivery.TAKEN_BACK}


def test_receivers_are_changed_after_issue_and_everybody_is_told(office, wards):
    document = issue(office, WARD)
    gone = document.receivers.get()

    use_cases.change_receivers(
        actor=office.actor("clerk"),
        document_id=document.id,
        added=[OTHER, "Phòng Tư pháp"],
        removed=[gone.id],
        reason="Ghi nhầm nơi nhận",
        at=AT,
    )
    work()

    found = exchange.sent_packets(exchange.find_sent(document_id=str(document.id)))
    told = {each.packet.kind: each for each in found.values()}
    assert {each.agency_code for each in told[Kind.UPDATE].receivers} == {wards[WARD]}
    update = told[Kind.UPDATE].packet.update
    assert update is not None
    changes = {(each.agency_code, each.is_added) for each in update.receivers}
    assert changes == {(wards[OTHER], True), (wards[WARD], False)}
    assert states(document) == {
        WARD: Delivery.TAKEN_BACK,
        OTHER: Delivery.ARRIVED,
        "Phòng Tư pháp": Delivery.ARRIVED,
    }


def test_a_change_of_receivers_says_why_and_changes_something(office, wards):
    document = issue(office, WARD)
    change = {"actor": office.actor("clerk"), "document_id": document.id, "at": AT}

    with pytest.raises(NoReasonGiven):
        use_cases.change_receivers(**change, added=[OTHER], reason=" ")
    with pytest.raises(NoSuchChange):
        use_cases.change_receivers(**change, added=[WARD], reason="Thêm")
