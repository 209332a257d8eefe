"""Passing on: take back, re-assign; promising anew; versions in the middle."""

from dataclasses import replace
from datetime import timedelta

import pytest

from motcua.foundation.errors import NotPermitted
from motcua.foundation.time import TimeLimit
from motcua.kernel.cases import api
from motcua.kernel.cases.api import Outcome, StepKind
from motcua.kernel.cases.tests.factories import (
    AT,
    LONG,
    SHORT,
    SYSTEM,
    local,
    make_office,
    open_case,
    publish,
)
from motcua.kernel.organisation.tests import factories as units

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(hours=2)
HOUR = timedelta(hours=1)


@pytest.fixture
def office():
    return make_office()


def forward(office, case, at=LATER):
    return api.complete_step(
        actor=office.actor("SPECIALIST"), case_id=case.id, expect=StepKind.HANDLE, at=at
    )


def head(office):
    return replace(
        office.actor("UNIT_HEAD"), rights={api.REASSIGN.code: frozenset({office.unit.id})}
    )


# --- taking back


def test_who_sent_a_step_on_takes_it_back_while_nobody_has_touched_it(office, told):
    case = open_case(office)
    before = case.step_due_at
    forward(office, case)

    back = api.recall_step(
        actor=office.actor("SPECIALIST"), case_id=case.id, note="Nhầm", at=LATER + HOUR
    )

    assert (back.step_kind, back.post_id) == (StepKind.HANDLE, office.post("SPECIALIST"))
    assert back.step_due_at == before  # its time went on
    assert back.account_id == office.actor("SPECIALIST").account_id
    stays = api.history(case_id=case.id)
    assert [stay.outcome for stay in stays][-2:] == [Outcome.RECALLED, None]
    assert told(case.id)[-1][0] == "cases.recalled"
    assert forward(office, back, at=LATER + HOUR).step_kind is StepKind.SIGN


def test_what_the_next_holder_has_begun_is_not_taken_back(office):
    case = open_case(office)
    forward(office, case)
    api.take_step(actor=office.actor("AUTHORITY_LEADER"), case_id=case.id, at=LATER)

    with pytest.raises(api.AlreadyTouched):
        api.recall_step(actor=office.actor("SPECIALIST"), case_id=case.id, at=LATER)


def test_only_the_sender_takes_back_and_never_twice(office):
    case = open_case(office)
    with pytest.raises(api.NotYoursToTakeBack):  # it came from the desk
        api.recall_step(actor=office.actor("RECEPTION"), case_id=case.id, at=LATER)
    forward(office, case)

    with pytest.raises(api.NotYoursToTakeBack):
        api.recall_step(actor=office.actor("CLERK"), case_id=case.id, at=LATER)
    api.recall_step(actor=office.actor("SPECIALIST"), case_id=case.id, at=LATER + HOUR)
    with pytest.raises(api.NotYoursToTakeBack):
        api.recall_step(actor=office.actor("SPECIALIST"), case_id=case.id, at=LATER + HOUR)


# --- re-assigning


def test_a_head_gives_a_step_to_somebody_else_with_a_reason(office, told):
    other = units.make_post(office.unit.id)
    case = open_case(office)

    given = api.reassign(
        actor=head(office), case_id=case.id, to_post_id=other.id, reason="Nghỉ ốm", at=LATER
    )

    assert (given.post_id, given.step_due_at) == (other.id, case.step_due_at)
    stay = api.history(case_id=case.id)[-2]
    assert (stay.outcome, stay.note) == (Outcome.REASSIGNED, "Nghỉ ốm")
    assert told(case.id)[-1][0] == "cases.reassigned"


def test_a_step_is_re_assigned_by_its_head_only_and_never_without_a_reason(office):
    case, elsewhere = open_case(office), make_office()
    give = {"case_id": case.id, "to_post_id": office.post("CLERK"), "at": LATER}

    with pytest.raises(NotPermitted):
        api.reassign(actor=office.actor("SPECIALIST"), reason="x", **give)
    with pytest.raises(api.NothingWritten):
        api.reassign(actor=head(office), reason=" ", **give)
    with pytest.raises(api.PostElsewhere):
        api.reassign(
            actor=head(office),
            reason="x",
            **{**give, "to_post_id": elsewhere.post("SPECIALIST")},
        )
    with pytest.raises(api.NotHeldBy):
        api.reassign(
            actor=head(office),
            reason="x",
            to_account_id=office.actor("RECEPTION").account_id,
            **give,
        )


# --- promising anew


def test_a_new_promise_is_given_once_and_the_first_one_is_kept(office, told):
    case = open_case(office)
    later = local("2024-03-12 17:00")

    anew = api.reappoint_case(
        actor=SYSTEM, case_id=case.id, due_at=later, reason="Chờ xác minh", at=LATER
    )

    assert (anew.due_at, anew.due_original_at) == (later, case.due_at)
    assert anew.reappointed_at == LATER
    assert told(case.id)[-1][0] == "cases.reappointed"
    with pytest.raises(api.AlreadyReappointed):
        api.reappoint_case(actor=SYSTEM, case_id=case.id, due_at=later + HOUR, reason="x", at=LATER)


def test_a_new_promise_has_a_reason_and_lies_after_the_old_one(office):
    case = open_case(office)

    with pytest.raises(api.NothingWritten):
        api.reappoint_case(
            actor=SYSTEM, case_id=case.id, due_at=case.due_at + HOUR, reason="", at=LATER
        )
    with pytest.raises(api.TooEarly):
        api.reappoint_case(actor=SYSTEM, case_id=case.id, due_at=case.due_at, reason="x", at=LATER)
    with pytest.raises(api.TooEarly):
        api.reappoint_case(
            actor=SYSTEM,
            case_id=case.id,
            due_at=case.due_at + HOUR,
            reason="x",
            at=case.due_at + 2 * HOUR,
        )


# --- a version in the middle


def test_a_running_case_keeps_the_version_it_began_with(office):
    case = open_case(office, process=publish(SHORT))
    publish(LONG)

    assert forward(office, case).step_kind is StepKind.SIGN  # LONG would have a review
    assert forward(office, open_case(office, process=publish(LONG))).step_kind is StepKind.REVIEW


def test_a_process_longer_than_the_limit_is_not_published():
    with pytest.raises(api.UnsoundProcess) as refused:
        api.publish_process(
            actor=SYSTEM,
            code="x",
            title="x",
            steps=SHORT,
            limit=TimeLimit.parse("1 working_day"),
            at=AT,
        )

    assert "14" in str(refused.value.faults[0].message)
