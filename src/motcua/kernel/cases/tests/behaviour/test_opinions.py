"""Opinions: asked side by side, each with its own clock, waited for before the signature."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from motcua.foundation.errors import NotPermitted
from motcua.foundation.time import TimeLimit
from motcua.kernel.cases import api
from motcua.kernel.cases.api import Outcome, StepKind, Timing
from motcua.kernel.cases.tests.factories import (
    AT,
    LONG,
    SHORT,
    SYSTEM,
    a_step,
    holder_of,
    local,
    make_office,
    open_case,
    publish,
)
from motcua.kernel.organisation import api as organisation
from motcua.kernel.organisation.tests import factories as units

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(hours=2)
POLICE = replace(
    a_step(3, StepKind.CONSULT, "PARTNER", "8", "Công an xác minh nơi cư trú"),
    group="a",
    unit_code="Công an",
)
TAX = replace(
    a_step(4, StepKind.CONSULT, "PARTNER", "16", "Thuế xác nhận nghĩa vụ"),
    group="a",
    unit_code="Thuế",
    mandatory=False,
)
ASKING = (
    *SHORT[:2],
    POLICE,
    TAX,
    a_step(5, StepKind.HANDLE, "SPECIALIST", "4", "Tổng hợp"),
    a_step(6, StepKind.SIGN, "AUTHORITY_LEADER", "4", "Ký"),
    a_step(7, StepKind.RETURN, "RECEPTION", "1", "Trả kết quả"),
)


@pytest.fixture
def office():
    return make_office()


def partner(office, name):
    unit = units.make_unit(parent_id=office.unit.id, kind=organisation.UnitKind.PARTNER, name=name)
    return holder_of(units.make_post(unit.id, organisation.Role.PARTNER), name)


@pytest.fixture
def police(office):
    return partner(office, "Công an quận")


@pytest.fixture
def tax(office):
    return partner(office, "Chi cục Thuế quận")


@pytest.fixture
def case(office, police, tax):
    case = open_case(office, process=publish(ASKING), time_limit=TimeLimit.parse("10 working_day"))
    return api.complete_step(
        actor=office.actor("SPECIALIST"), case_id=case.id, expect=StepKind.HANDLE, at=LATER
    )


def question(case_id, unit_name=""):
    return next(
        each for each in api.list_opinions(case_id) if unit_name in each.question or not unit_name
    )


def go_up(office, case, at=LATER):
    return api.complete_step(
        actor=office.actor("SPECIALIST"), case_id=case.id, expect=StepKind.HANDLE, at=at
    )


def test_opinions_are_asked_side_by_side_while_the_main_holder_goes_on(office, case, police, tax):
    assert (case.step_seq, case.step_kind) == (5, StepKind.HANDLE)
    assert case.post_id == office.post("SPECIALIST")
    assert (case.opinions_open, case.opinions_awaited) == (2, 1)
    first, second = api.list_opinions(case.id)
    assert {first.post_id, second.post_id} == police.post_ids | tax.post_ids
    assert {first.asked_at, second.asked_at} == {LATER}


def test_each_opinion_is_due_by_its_own_time_and_the_next_step_waits_for_the_longest(case):
    assert question(case.id, "Công an").due_at == local("2024-03-05 11:00")
    assert question(case.id, "Thuế").due_at == local("2024-03-06 11:00")
    # 4 hours of its own after the 8 of the mandatory one
    assert case.step_due_at == local("2024-03-05 16:00")


def test_an_opinion_is_counted_by_the_calendar_of_the_agency_asked(office, police, tax):
    organisation.set_day(
        actor=SYSTEM,
        day=LATER.date() + timedelta(days=1),
        kind=organisation.DayKind.HOLIDAY,
        unit_id=next(iter(police.unit_ids)),
        name="Ngày truyền thống",
        legal_basis="Quyết định",
        at=AT,
    )
    case = open_case(office, process=publish(ASKING), time_limit=TimeLimit.parse("9 working_day"))
    go_up(office, case)

    assert question(case.id, "Công an").due_at == local("2024-03-06 11:00")
    assert question(case.id, "Thuế").due_at == local("2024-03-06 11:00")


def test_nothing_goes_up_for_signature_while_a_mandatory_opinion_is_missing(office, case, police):
    with pytest.raises(api.StepBlocked) as refused:
        go_up(office, case)
    assert "Công an quận" in str(refused.value)
    assert "Thuế" not in str(refused.value)

    api.answer_opinion(
        actor=police, opinion_id=question(case.id, "Công an").id, answer="Đồng ý", at=LATER
    )

    assert go_up(office, case).step_kind is StepKind.SIGN


def test_only_the_post_that_is_asked_answers(office, case, tax):
    with pytest.raises(api.OpinionNotFound):
        api.answer_opinion(
            actor=tax, opinion_id=question(case.id, "Công an").id, answer="Đồng ý", at=LATER
        )
    with pytest.raises(api.OpinionNotFound):
        api.answer_opinion(actor=tax, opinion_id=uuid4(), answer="Đồng ý", at=LATER)


def test_an_answer_says_something(case, police):
    with pytest.raises(api.NothingWritten):
        api.answer_opinion(
            actor=police, opinion_id=question(case.id, "Công an").id, answer="  ", at=LATER
        )


def test_an_answer_may_be_replaced_and_the_old_one_stays(case, police, told):
    opinion = question(case.id, "Công an")
    api.answer_opinion(actor=police, opinion_id=opinion.id, answer="Chưa rõ", at=LATER)
    api.answer_opinion(
        actor=police, opinion_id=opinion.id, answer="Đồng ý", at=LATER + timedelta(hours=1)
    )

    after = question(case.id, "Công an")

    assert after.answer == "Đồng ý"
    assert after.answered_at == LATER  # its clock ended with the first answer
    assert [each.answer for each in after.answers] == ["Chưa rõ", "Đồng ý"]
    assert [payload["number"] for code, payload in told(case.id) if "answered" in code] == [1, 2]
    assert api.get_case(case_id=case.id).opinions_open == 1


def test_a_late_answer_is_late_for_the_agency_that_gave_it(case, police):
    opinion = question(case.id, "Công an")
    late = local("2024-03-05 11:01")
    assert opinion.timing(LATER) is Timing.OPEN
    assert opinion.timing(late) is Timing.OVERDUE

    answered = api.answer_opinion(actor=police, opinion_id=opinion.id, answer="Đồng ý", at=late)

    assert answered.timing(late) is Timing.LATE


def test_a_head_decides_to_go_on_without_an_answer(office, case):
    opinion = question(case.id, "Công an")
    head = replace(
        office.actor("UNIT_HEAD"), rights={api.REASSIGN.code: frozenset({office.unit.id})}
    )
    with pytest.raises(NotPermitted):
        api.waive_opinion(
            actor=office.actor("SPECIALIST"), opinion_id=opinion.id, reason="Quá hạn", at=LATER
        )

    waived = api.waive_opinion(actor=head, opinion_id=opinion.id, reason="Quá hạn", at=LATER)

    assert waived.waived_reason == "Quá hạn"
    assert go_up(office, case).step_kind is StepKind.SIGN


def test_what_was_asked_before_is_not_asked_again(office, case, police):
    api.answer_opinion(
        actor=police, opinion_id=question(case.id, "Công an").id, answer="Đồng ý", at=LATER
    )
    go_up(office, case)
    back = api.send_back(
        actor=office.actor("AUTHORITY_LEADER"), case_id=case.id, reason="Sửa", at=LATER
    )
    assert back.step_seq == 5

    assert go_up(office, back).step_kind is StepKind.SIGN
    assert len(api.list_opinions(case.id)) == 2


def test_opinions_right_after_reception_are_asked_at_opening(office, police):
    steps = (
        SHORT[0],
        replace(POLICE, seq=2),
        replace(SHORT[1], seq=3),
        *(replace(step, seq=step.seq + 1) for step in SHORT[2:]),
    )

    case = open_case(office, process=publish(steps))

    assert (case.step_seq, case.opinions_awaited) == (3, 1)
    assert api.opinions_waiting(police)[0].subject_code == case.subject_code


def test_a_condition_leaves_out_a_step_and_an_opinion(office, police, tax):
    steps = tuple(
        replace(step, condition="dien_tich > 1000") if step.seq in {3, 4} else step
        for step in ASKING
    )
    process = publish(steps)
    small = open_case(office, process=process, facts={"dien_tich": "200"})
    large = open_case(office, process=process, facts={"dien_tich": "2000"})

    assert go_up(office, small).opinions_open == 0
    assert go_up(office, large).opinions_open == 2


def test_the_end_of_a_case_closes_its_questions(case, police):
    opinion = question(case.id, "Công an")
    api.close_case(actor=SYSTEM, case_id=case.id, note="Rút hồ sơ", at=LATER)

    assert api.opinions_waiting(police) == []
    with pytest.raises(api.OpinionIsClosed):
        api.answer_opinion(actor=police, opinion_id=opinion.id, answer="Đồng ý", at=LATER)


def test_a_side_question_is_asked_and_answered_while_the_case_goes_on(office, told):
    case = open_case(office)
    asked = api.ask_opinion(
        actor=office.actor("SPECIALIST"),
        case_id=case.id,
        question="Tên này có trong sổ cũ không?",
        to_post_id=office.post("CLERK"),
        limit=TimeLimit.parse("1 working_day"),
        at=LATER,
    )
    clerk = office.actor("CLERK")
    assert asked.due_at == local("2024-03-05 17:00")
    assert [each.id for each in api.opinions_waiting(clerk)] == [asked.id]
    assert [each.id for each in api.opinions_asked_by(office.actor("SPECIALIST"))] == [asked.id]
    assert api.count_opinions_waiting(clerk) == 1

    signing = go_up(office, case)  # it is not mandatory
    api.answer_opinion(actor=clerk, opinion_id=asked.id, answer="Có, số 12/1998", at=LATER)

    assert signing.step_kind is StepKind.SIGN
    assert api.count_opinions_waiting(clerk) == 0
    assert [code for code, _payload in told(case.id)].count("cases.opinion_answered") == 1


def test_a_side_question_may_be_one_that_nothing_goes_up_without(office):
    case = open_case(office)
    asked = api.ask_opinion(
        actor=office.actor("SPECIALIST"),
        case_id=case.id,
        question="Có nợ thuế không?",
        to_unit_id=next(iter(partner(office, "Chi cục Thuế quận").unit_ids)),
        limit=TimeLimit.parse("1 working_day"),
        mandatory=True,
        at=LATER,
    )

    with pytest.raises(api.StepBlocked):
        go_up(office, case)
    # nothing waits for what is not mandatory: then the asker himself may take it back
    with pytest.raises(NotPermitted):
        api.waive_opinion(
            actor=office.actor("SPECIALIST"), opinion_id=asked.id, reason="x", at=LATER
        )


def test_only_the_holder_asks_and_a_question_says_something(office):
    case = open_case(office)
    ask = {
        "case_id": case.id,
        "to_post_id": office.post("CLERK"),
        "limit": TimeLimit.parse("1 working_day"),
        "at": LATER,
    }

    with pytest.raises(api.NotYourStep):
        api.ask_opinion(actor=office.actor("CLERK"), question="?", **ask)
    with pytest.raises(api.NothingWritten):
        api.ask_opinion(actor=office.actor("SPECIALIST"), question=" ", **ask)
    empty = units.make_unit(parent_id=office.unit.id, kind=organisation.UnitKind.PARTNER)
    with pytest.raises(api.NobodyToAsk):
        api.ask_opinion(
            actor=office.actor("SPECIALIST"),
            question="?",
            **{**ask, "to_post_id": None, "to_unit_id": empty.id},
        )


def test_a_step_of_another_agency_goes_to_its_post_by_its_own_calendar(office, police):
    steps = (
        *SHORT[:2],
        replace(POLICE, kind=StepKind.HANDLE, group=""),
        *(replace(step, seq=step.seq + 1) for step in SHORT[2:]),
    )
    case = open_case(office, process=publish(steps))

    there = go_up(office, case)

    assert there.post_id in police.post_ids
    assert there.post_unit_id in police.unit_ids
    back = api.complete_step(actor=police, case_id=case.id, expect=StepKind.HANDLE, at=LATER)
    assert back.post_id == office.post("AUTHORITY_LEADER")


def test_a_partner_that_is_competent_for_the_field_gets_its_step_without_being_named(office):
    unit = units.make_unit(parent_id=office.unit.id, kind=organisation.UnitKind.PARTNER)
    organisation.give_competence(
        actor=SYSTEM,
        unit_id=unit.id,
        level=unit.level,
        fields=["Hộ tịch"],
        valid_from=AT.date() - timedelta(days=900),
        at=AT,
    )
    post = units.make_post(unit.id, organisation.Role.PARTNER)
    steps = (SHORT[0], replace(SHORT[1], role="PARTNER"), *SHORT[2:])

    assert open_case(office, process=publish(steps)).post_id == post.id


def test_without_such_a_partner_the_leader_gets_its_step(office):
    steps = (SHORT[0], replace(SHORT[1], role="PARTNER"), *SHORT[2:])

    case = open_case(office, process=publish(steps))

    assert case.post_id == office.post("AUTHORITY_LEADER")


def test_a_plain_table_pays_nothing_for_opinions(office, django_assert_max_num_queries):
    case = open_case(office, process=publish(LONG))

    with django_assert_max_num_queries(8):
        go_up(office, case)
    assert [step.outcome for step in api.history(case_id=case.id)][:2] == [Outcome.DONE] * 2


def test_whoever_is_competent_above_is_asked_though_the_table_names_nobody():
    district = units.make_unit(level=organisation.Level.DISTRICT)
    land = units.make_unit(
        parent_id=district.id,
        kind=organisation.UnitKind.DEPARTMENT,
        level=organisation.Level.DISTRICT,
        name="Phòng Tài nguyên",
    )
    organisation.give_competence(
        actor=SYSTEM,
        unit_id=land.id,
        level=land.level,
        fields=["Đất đai"],
        valid_from=units.SINCE,
        at=AT,
    )
    holder_of(units.make_post(land.id, organisation.Role.SPECIALIST), "Vũ Minh")
    ward = make_office(parent_id=district.id)
    asked = replace(POLICE, role="SPECIALIST", unit_code="cấp huyện: Đất đai")

    found = api.find_agency(asked, unit_id=ward.unit.id, field="Hộ tịch", at=AT)

    assert found is not None
    assert found.id == land.id
    steps = (*SHORT[:2], asked, *ASKING[4:])
    case = open_case(ward, process=publish(steps))
    api.complete_step(
        actor=ward.actors["SPECIALIST"], case_id=case.id, expect=StepKind.HANDLE, at=LATER
    )
    (opinion,) = api.list_opinions(case.id)
    assert opinion.unit_id == land.id
    nowhere = replace(asked, unit_code="cấp tỉnh: Đất đai")
    assert api.find_agency(nowhere, unit_id=ward.unit.id, field="Hộ tịch", at=AT) is None
