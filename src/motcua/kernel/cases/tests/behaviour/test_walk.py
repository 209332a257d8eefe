"""The way of a case from post to post."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection

from motcua.foundation.time import TimeLimit
from motcua.kernel.cases import api
from motcua.kernel.cases.api import CaseState, Outcome, StepKind
from motcua.kernel.cases.models import CaseStep
from motcua.kernel.cases.tests.factories import (
    AT,
    LONG,
    SYSTEM,
    holder_of,
    local,
    make_office,
    open_case,
    publish,
)
from motcua.kernel.organisation.tests import factories as units

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(hours=2)


@pytest.fixture
def office():
    return make_office()


def walk(case, office, *kinds):
    """Finish steps, each by the holder of its post."""
    holders = {
        StepKind.HANDLE: "SPECIALIST",
        StepKind.REVIEW: "UNIT_HEAD",
        StepKind.SIGN: "AUTHORITY_LEADER",
        StepKind.ISSUE: "CLERK",
        StepKind.RETURN: "RECEPTION",
    }
    for kind in kinds:
        case = api.complete_step(
            actor=office.actor(holders[kind]), case_id=case.id, expect=kind, at=LATER
        )
    return case


def test_a_case_opens_with_its_reception_done_and_its_next_step_at_its_post(office, told):
    case = open_case(office)

    assert case.state is CaseState.OPEN
    assert (case.step_seq, case.step_kind) == (2, StepKind.HANDLE)
    assert case.post_id == office.post("SPECIALIST")
    assert case.due_at == case.due_original_at == local("2024-03-07 17:00")
    reception, handling = api.history(case_id=case.id)
    assert reception.outcome is Outcome.DONE
    assert reception.holder_name == office.actor("RECEPTION").name
    assert reception.done_at == AT
    assert handling.done_at is None
    assert [code for code, _payload in told(case.id)] == ["cases.opened"]


def test_a_step_has_its_own_working_time_but_never_more_than_the_case(office):
    long = open_case(office)
    short = open_case(office, time_limit=TimeLimit.parse("2 working_hour"))

    assert long.step_due_at == local("2024-03-05 09:00")  # 8 working hours from Monday 9 o'clock
    assert short.step_due_at == short.due_at == local("2024-03-04 11:00")


def test_a_case_walks_all_steps_of_its_table(office):
    case = open_case(office, process=publish(LONG))

    kinds = [StepKind.HANDLE, StepKind.REVIEW, StepKind.SIGN, StepKind.ISSUE]
    for kind, role in zip(
        [*kinds[1:], StepKind.RETURN],
        ["UNIT_HEAD", "AUTHORITY_LEADER", "CLERK", "RECEPTION"],
        strict=True,
    ):
        case = walk(case, office, case.step_kind)

        assert case.step_kind is kind
        assert case.post_id == office.post(role)
    assert [step.outcome for step in api.history(case_id=case.id)] == [Outcome.DONE] * 5 + [None]


def test_two_clicks_are_one(office):
    case = open_case(office)
    walk(case, office, StepKind.HANDLE)
    leader = office.actor("AUTHORITY_LEADER")

    with pytest.raises(api.WrongStep):
        api.complete_step(actor=leader, case_id=case.id, expect=StepKind.HANDLE, at=LATER)


def test_a_step_of_another_post_cannot_be_done(office):
    case = open_case(office)

    for act in (
        lambda actor: api.complete_step(
            actor=actor, case_id=case.id, expect=StepKind.HANDLE, at=LATER
        ),
        lambda actor: api.send_back(actor=actor, case_id=case.id, reason="x", at=LATER),
        lambda actor: api.take_step(actor=actor, case_id=case.id, at=LATER),
        lambda actor: api.pause_case(actor=actor, case_id=case.id, reason="x", at=LATER),
        lambda actor: api.hand_over(
            actor=actor, case_id=case.id, to_post_id=office.post("CLERK"), note="", at=LATER
        ),
    ):
        with pytest.raises(api.NotYourStep):
            act(office.actor("RECEPTION"))


def test_a_case_that_does_not_exist_is_not_found(office):
    with pytest.raises(api.CaseNotFound):
        api.complete_step(actor=SYSTEM, case_id=uuid4(), expect=StepKind.SIGN, at=LATER)
    with pytest.raises(api.CaseNotFound):
        api.get_case(case_id=uuid4())


def test_a_field_leads_to_the_post_that_handles_it(office):
    for_it = units.make_post(office.unit.id, fields=["Hộ tịch"], title="Tư pháp - Hộ tịch")

    assert open_case(office).post_id == for_it.id


def test_without_a_specialist_the_leader_gets_the_step():
    office = make_office("RECEPTION", "AUTHORITY_LEADER")

    case = open_case(office)

    assert case.step_kind is StepKind.HANDLE
    assert case.post_id == office.post("AUTHORITY_LEADER")


def test_a_step_whose_role_nobody_holds_falls_to_the_leader():
    office = make_office("RECEPTION", "SPECIALIST", "AUTHORITY_LEADER")
    case = open_case(office, process=publish(LONG))

    case = walk(case, office, StepKind.HANDLE)

    assert case.step_kind is StepKind.REVIEW
    assert case.post_id == office.post("AUTHORITY_LEADER")


def test_an_authority_without_anybody_says_so():
    with pytest.raises(api.NoPostForStep) as refused:
        open_case(make_office("RECEPTION"))

    assert "Thụ lý" in str(refused.value)
    assert not CaseStep.objects.exists()


def test_sending_back_leads_to_the_post_that_did_the_step(office, told):
    other = units.make_post(office.unit.id)
    case = open_case(office)
    case = api.hand_over(
        actor=office.actor("SPECIALIST"), case_id=case.id, to_post_id=other.id, note="", at=LATER
    )
    case = api.complete_step(
        actor=holder_of(other), case_id=case.id, expect=StepKind.HANDLE, at=LATER
    )

    case = api.send_back(
        actor=office.actor("AUTHORITY_LEADER"), case_id=case.id, reason="Thiếu căn cứ", at=LATER
    )

    assert (case.step_kind, case.post_id) == (StepKind.HANDLE, other.id)
    signing = next(
        step for step in api.history(case_id=case.id) if step.outcome is Outcome.SENT_BACK
    )
    assert (signing.kind, signing.note) == (StepKind.SIGN, "Thiếu căn cứ")
    assert told(case.id)[-1][0] == "cases.sent_back"


def test_the_first_step_of_work_cannot_be_sent_back(office):
    case = open_case(office)

    with pytest.raises(api.NothingToSendBackTo):
        api.send_back(actor=office.actor("SPECIALIST"), case_id=case.id, reason="x", at=LATER)


def test_handing_over_gives_no_more_time(office):
    other = units.make_post(office.unit.id)
    case = open_case(office)

    after = api.hand_over(
        actor=office.actor("SPECIALIST"),
        case_id=case.id,
        to_post_id=other.id,
        note="Đi công tác",
        at=LATER,
    )

    assert after.post_id == other.id
    assert (after.step_due_at, after.due_at) == (case.step_due_at, case.due_at)
    assert [step.outcome for step in api.history(case_id=case.id)] == [
        Outcome.DONE,
        Outcome.HANDED_OVER,
        None,
    ]


def test_a_step_is_not_handed_over_to_another_authority(office):
    case, elsewhere = open_case(office), make_office()

    with pytest.raises(api.PostElsewhere):
        api.hand_over(
            actor=office.actor("SPECIALIST"),
            case_id=case.id,
            to_post_id=elsewhere.post("SPECIALIST"),
            note="",
            at=LATER,
        )


def test_a_step_taken_shows_who_took_it_and_goes_back_to_nobody_at_the_next(office, told):
    case = open_case(office)
    specialist = office.actor("SPECIALIST")

    taken = api.take_step(actor=specialist, case_id=case.id, at=LATER)
    again = api.take_step(actor=specialist, case_id=case.id, at=LATER)

    assert taken.account_id == again.account_id == specialist.account_id
    assert [code for code, _payload in told(case.id)].count("cases.taken") == 1
    assert walk(case, office, StepKind.HANDLE).account_id is None


def test_a_closed_case_does_not_move(office, told):
    case = open_case(office)
    closed = api.close_case(actor=SYSTEM, case_id=case.id, note="Rút hồ sơ", at=LATER)

    assert closed.state is CaseState.CLOSED
    assert closed.closed_at == LATER
    last = api.history(case_id=case.id)[-1]
    assert (last.outcome, last.note) == (Outcome.ENDED, "Rút hồ sơ")
    assert told(case.id)[-1][0] == "cases.closed"
    for act in (api.close_case, api.settle_case, api.resume_case, api.take_step):
        with pytest.raises(api.CaseIsClosed):
            act(actor=SYSTEM, case_id=case.id, at=LATER)


def test_a_settled_case_waits_without_being_late_and_settling_twice_is_once(office, told):
    case = open_case(office)

    api.settle_case(actor=SYSTEM, case_id=case.id, at=LATER)
    again = api.settle_case(actor=SYSTEM, case_id=case.id, at=LATER + timedelta(days=1))

    assert again.settled_at == LATER
    assert [code for code, _payload in told(case.id)].count("cases.settled") == 1
    assert (
        api.count_inbox(actor=office.actor("SPECIALIST"), at=local("2030-01-01 09:00")).overdue == 0
    )


def test_steps_lie_in_the_partition_of_their_year(office):
    open_case(office)

    with connection.cursor() as cursor:
        cursor.execute("select distinct tableoid::regclass::text from cases_casestep")
        assert cursor.fetchall() == [("cases_casestep_2024",)]


def test_a_step_is_advanced_in_few_statements(office, django_assert_max_num_queries):
    case = open_case(office)

    with django_assert_max_num_queries(8):
        walk(case, office, StepKind.HANDLE)
