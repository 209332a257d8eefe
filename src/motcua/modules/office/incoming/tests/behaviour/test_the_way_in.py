"""From the desk to the answer, with every refusal on the way."""

from datetime import timedelta

import pytest

from motcua.foundation.errors import NotPermitted
from motcua.foundation.models import EventRecord
from motcua.foundation.time import local
from motcua.kernel.analytics import api as analytics
from motcua.kernel.analytics.tests.factories import measured
from motcua.kernel.cases import api as cases
from motcua.kernel.documents import api as documents
from motcua.modules.office.incoming import queries, use_cases
from motcua.modules.office.incoming.errors import (
    DocumentNotFound,
    DuplicateFound,
    MetadataIncomplete,
    NoReasonGiven,
    RoutingInvalid,
    SecretRefused,
    WrongState,
)
from motcua.modules.office.incoming.models import Document
from motcua.modules.office.incoming.tests import factories as make
from motcua.modules.office.incoming.types import Said, State, Support, Urgency
from motcua.modules.office.outgoing import api as outgoing

AT = make.MORNING
pytestmark = pytest.mark.django_db


def _get(document_id):
    return Document.objects.get(id=document_id)


def test_what_stands_on_a_letter_is_proposed_and_its_bytes_never_change(office):
    pdf = make.letter(office, subject="rà soát thủ tục hành chính trực tuyến")
    clerk = office.actor("clerk")

    document_id = use_cases.take_in(
        actor=clerk, unit_id=office.unit_id, content=pdf, filename="cv.pdf", at=AT
    )

    found = _get(document_id)
    assert (found.author, found.kind, found.subject) == (
        "Ủy ban nhân dân quận Hồng Bàng",
        "CV",
        "rà soát thủ tục hành chính trực tuyến",
    )
    metadata = make.metadata()
    number = use_cases.register_document(
        actor=clerk, document_id=document_id, metadata=metadata, at=AT
    )
    assert number == 1
    found = queries.get_document(actor=clerk, document_id=document_id)
    stamped = queries.stamped(found)
    assert stamped != pdf
    assert found.file_id
    assert documents.read(found.file_id) == pdf
    text, pages = queries.read_pdf(stamped)
    assert "ĐẾN" in text
    assert pages == 1
    assert documents.render_paper(queries.SLIP, queries.slip_values(found))


def test_a_document_is_registered_routed_given_and_done_with_a_note(office):
    document_id = make.register(office)
    case_id = make.route(office, document_id, supports=[Support(unit_id=office.unit_id)])
    found = _get(document_id)
    assert found.state == State.ROUTED
    assert local(found.due_at).strftime("%H:%M %d/%m/%Y") == "17:00 08/03/2024"
    assert found.holder_post_id == office.posts["head"]
    use_cases.note_read(actor=office.actor("head"), document_id=document_id, at=AT)
    use_cases.note_read(actor=office.actor("head"), document_id=document_id, at=AT)
    assert found.readings.count() == 1

    use_cases.give_document(
        actor=office.actor("head"),
        document_id=document_id,
        to_post_id=office.posts["drafter"],
        opinion="Đồng chí Soạn xử lý.",
        at=AT,
    )
    drafter = office.actor("drafter")
    said = use_cases.add_words(actor=drafter, document_id=document_id, text="Đề xuất…", at=AT)
    assert said is Said.HANDLER
    said = use_cases.add_words(
        actor=office.actor("clerk"), document_id=document_id, text="Văn phòng góp ý.", at=AT
    )
    assert said is Said.SUPPORT
    with pytest.raises(NoReasonGiven):
        use_cases.finish_with_note(actor=drafter, document_id=document_id, note=" ", at=AT)
    later = AT + timedelta(days=1)
    use_cases.finish_with_note(
        actor=office.actor("drafter", later),
        document_id=document_id,
        note="Đã rà soát xong.",
        at=later,
    )

    found = queries.get_document(actor=office.actor("clerk"), document_id=document_id)
    assert found.state == State.DONE
    assert cases.get_case(case_id=case_id).state == cases.CaseState.CLOSED
    (line,) = queries.register_lines([found])
    assert line[:6] == (
        "05/03/2024",
        str(found.arrival_number),
        "Ủy ban nhân dân thành phố",
        "123/UBND-VP",
        "04/03/2024",
        "Công văn: rà soát thủ tục hành chính",
    )
    (line,) = queries.follow_lines([found], at=later)
    assert len(line) == len(queries.follow_heads()) == 7
    days = (AT.date(), (AT + timedelta(days=9)).date())
    assert measured("incoming-on-time", office.unit_id, *days) == (1, 1)
    assert measured("incoming-read", office.unit_id, *days) == (1, 2)
    hands = analytics.get_indicator(code="incoming-on-time").hands
    asked = (office.actor("clerk"), office.unit_id, analytics.between(*days))
    assert hands is not None
    (hand,) = hands.list(*asked)
    assert (hand.account_id, hand.measure) == (drafter.account_id, analytics.Measure(1, 1))
    assert len(hands.rows_of(drafter.account_id)(*asked, "", 9)) == 1
    assert hands.rows_of(None)(*asked, "", 9) == []
    (month,) = queries.by_unit_and_month(actor=office.actor("clerk"), year=2024, at=later)
    assert (month.given, month.done, month.on_time, month.read) == (1, 1, 1, 1)


def test_an_issued_answer_ends_the_document(office):
    document_id = make.register(office)
    make.route(office, document_id, to_post_id=office.posts["drafter"])
    drafter = office.actor("drafter")

    draft_id = use_cases.begin_answer(actor=drafter, document_id=document_id, at=AT)

    begun = EventRecord.objects.get(code="outgoing.draft_begun", payload__document_id=str(draft_id))
    assert begun.payload["answers_id"] == str(document_id)
    answer, number = make.issue_answer(office, document_id)
    assert use_cases.mark_answered(
        actor=office.actor("clerk"), document_id=document_id, answer_id=answer, at=AT
    )
    assert not use_cases.mark_answered(
        actor=office.actor("clerk"), document_id=document_id, answer_id=answer, at=AT
    )
    assert (_get(document_id).state, _get(document_id).answer_number) == (State.DONE, number)
    assert outgoing.answers_to([document_id])[document_id][0].number_symbol == number


def test_numbers_have_no_gap_and_twins_are_shown(office):
    first = make.register(office)
    with pytest.raises(DuplicateFound):
        make.register(office, author="ủy ban  nhân dân Thành phố", number_symbol="123 / UBND-VP")
    twin = make.register(office, is_another=True)
    assert _get(twin).arrival_number == _get(first).arrival_number + 1
    pdf = make.letter(office)
    make.register(office, content=pdf, number_symbol="7/UBND")
    with pytest.raises(DuplicateFound):  # the same bytes under another name
        make.register(office, content=pdf, number_symbol="8/UBND")
    with pytest.raises(MetadataIncomplete) as refused:
        make.register(office, author="", kind="", number_symbol="9/UBND")
    assert [each.path for each in refused.value.faults] == ["author", "kind"]


def test_the_most_urgent_stands_first(office):
    usual = make.register(office, number_symbol="21/UBND")
    express = make.register(office, number_symbol="22/UBND", urgency=Urgency.EXPRESS)
    waiting = [each.id for each in queries.list_waiting(actor=office.actor("leader"))]
    assert waiting == [express, usual]


def test_a_secret_document_is_refused_and_nothing_is_kept(office):
    pdf = make.letter(office, body="MẬT THƯ\nNội dung")
    clerk = office.actor("clerk")
    use_cases.take_in(actor=clerk, unit_id=office.unit_id, content=pdf, filename="a.pdf", at=AT)
    secret = make.letter(office, addressees=("TỐI MẬT", "UBND phường Sở Dầu"))
    before = Document.objects.count()
    with pytest.raises(SecretRefused):
        use_cases.take_in(
            actor=clerk, unit_id=office.unit_id, content=secret, filename="b.pdf", at=AT
        )
    assert Document.objects.count() == before
    with pytest.raises(SecretRefused):
        make.register(office, subject="Độ mật: Tối mật")


def test_only_who_may_see_and_act_does(office):
    document_id = make.register(office)
    with pytest.raises(DocumentNotFound):  # not routed to the department yet
        queries.get_document(actor=office.actor("head"), document_id=document_id)
    with pytest.raises(NotPermitted):
        use_cases.take_in(actor=office.actor("drafter"), unit_id=office.unit_id, at=AT)
    with pytest.raises(RoutingInvalid):  # a Sunday
        make.route(office, document_id, days=5)
    with pytest.raises(RoutingInvalid):
        make.route(office, document_id, lead_unit_id=office.ward_id)
    make.route(office, document_id)
    found = queries.get_document(actor=office.actor("head"), document_id=document_id)
    assert found.id == document_id
    with pytest.raises(DocumentNotFound):
        queries.get_document(actor=office.actor("stranger"), document_id=document_id)
    with pytest.raises(WrongState):
        make.route(office, document_id)
    with pytest.raises(cases.NotYourStep):
        use_cases.finish_with_note(
            actor=office.actor("drafter"), document_id=document_id, note="x", at=AT
        )


def test_a_co_ordinating_unit_has_a_case_of_its_own_until_it_contributes(office):
    document_id = make.register(office, number_symbol="31/UBND")
    beside = Support(unit_id=office.department_id, due_on=(AT + timedelta(days=1)).date())
    make.route(
        office,
        document_id,
        lead_unit_id=office.unit_id,
        to_post_id=office.posts["clerk"],
        supports=[beside],
    )
    routing = _get(document_id).routings.get(part="SUPPORT")
    case = cases.get_case(case_id=routing.case_id)
    assert (case.state, case.due_at) == (cases.CaseState.OPEN, routing.due_at)
    assert case.post_id == office.posts["head"]

    use_cases.add_words(
        actor=office.actor("head"), document_id=document_id, text="Phòng góp ý.", at=AT
    )

    assert cases.get_case(case_id=routing.case_id).state == cases.CaseState.CLOSED
    assert _get(document_id).state == State.HANDLING
