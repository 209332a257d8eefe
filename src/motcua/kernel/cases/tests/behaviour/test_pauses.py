"""The clock stops only while the applicant is waited for."""

from datetime import timedelta

import pytest

from motcua.foundation.time import TimeLimit
from motcua.kernel.cases import api
from motcua.kernel.cases.api import CaseState, StepKind
from motcua.kernel.cases.models import Pause
from motcua.kernel.cases.tests.factories import AT, SYSTEM, local, make_office, open_case

pytestmark = pytest.mark.django_db
TUESDAY, FRIDAY = local("2024-03-05 10:00"), local("2024-03-08 10:00")


@pytest.fixture
def office():
    return make_office()


def pause(office, case, at=TUESDAY):
    return api.pause_case(
        actor=office.actor("SPECIALIST"), case_id=case.id, reason="Thiếu giấy chứng sinh", at=at
    )


def test_a_pause_moves_the_promise_by_what_was_left(office, told):
    case = open_case(office, time_limit=TimeLimit.parse("24 working_hour"))
    assert case.due_at == local("2024-03-07 09:00")

    paused = pause(office, case)
    resumed = api.resume_case(actor=SYSTEM, case_id=case.id, at=FRIDAY)

    assert paused.state is CaseState.PAUSED
    assert paused.due_at == case.due_at
    assert resumed.state is CaseState.OPEN
    # 15 working hours were left on Tuesday at 10: 6 on Friday, 8 on Monday, 1 on Tuesday.
    assert resumed.due_at == local("2024-03-12 09:00")
    assert resumed.due_original_at == case.due_at
    assert [code for code, _payload in told(case.id)][-2:] == ["cases.paused", "cases.resumed"]
    assert api.list_pauses(case_id=case.id) == [(TUESDAY, FRIDAY)]


def test_a_promise_in_days_still_ends_with_a_day_after_a_pause(office):
    case = open_case(office)  # 3 working days: Thursday evening

    pause(office, case)
    resumed = api.resume_case(actor=SYSTEM, case_id=case.id, at=FRIDAY)

    assert resumed.due_at == local("2024-03-12 17:00")  # two days were left after Tuesday


def test_the_step_moves_with_the_case(office):
    case = open_case(office)
    pause(office, case, at=local("2024-03-04 10:00"))  # 7 of its 8 hours are left

    resumed = api.resume_case(actor=SYSTEM, case_id=case.id, at=FRIDAY)

    assert resumed.step_due_at == local("2024-03-11 09:00")
    assert api.history(case_id=case.id)[-1].due_at == resumed.step_due_at


def test_a_broken_promise_gains_nothing_by_waiting(office):
    case = open_case(office, time_limit=TimeLimit.parse("2 working_hour"))
    pause(office, case)

    resumed = api.resume_case(actor=SYSTEM, case_id=case.id, at=FRIDAY)

    assert resumed.due_at <= FRIDAY


def test_nothing_is_done_while_the_applicant_is_waited_for(office):
    case = open_case(office)
    pause(office, case)
    specialist = office.actor("SPECIALIST")

    with pytest.raises(api.CaseIsPaused):
        pause(office, case)
    with pytest.raises(api.CaseIsPaused):
        api.complete_step(actor=specialist, case_id=case.id, expect=StepKind.HANDLE, at=FRIDAY)


def test_what_does_not_wait_cannot_go_on(office):
    case = open_case(office)

    with pytest.raises(api.CaseIsNotPaused):
        api.resume_case(actor=SYSTEM, case_id=case.id, at=FRIDAY)


def test_a_case_that_ends_while_it_waits_ends_its_pause(office):
    case = open_case(office)
    pause(office, case)

    api.close_case(actor=SYSTEM, case_id=case.id, at=FRIDAY)

    assert Pause.objects.get(case_id=case.id).ended_at == FRIDAY


def test_what_waits_for_the_applicant_is_not_overdue(office):
    case = open_case(office)
    pause(office, case)
    later = AT + timedelta(days=30)

    counts = api.count_inbox(actor=office.actor("SPECIALIST"), at=later)

    assert (counts.open, counts.overdue, counts.paused) == (1, 0, 1)
