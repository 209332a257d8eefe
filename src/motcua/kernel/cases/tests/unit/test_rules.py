from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest

from motcua.kernel.cases import rules
from motcua.kernel.cases.tests.factories import AT, LONG, SHORT, local
from motcua.kernel.cases.types import InboxPlace, ProcessInfo, Step, StepKind


def reasons(*steps):
    return {fault.reason for fault in rules.faults_of(steps)}


def test_a_sound_table_has_no_fault():
    assert rules.faults_of(SHORT) == ()
    assert rules.faults_of(LONG) == ()


def test_an_empty_table_lacks_reception_and_signature():
    assert reasons() == {"begins_with_reception", "has_a_signature"}


def test_a_process_begins_with_reception():
    assert "begins_with_reception" in reasons(*SHORT[1:])


def test_a_process_has_a_signature():
    assert reasons(SHORT[0], SHORT[1], SHORT[3]) == {"has_a_signature"}


def test_a_process_ends_with_the_return_of_the_result():
    assert reasons(*SHORT[:-1]) == {"ends_with_return"}


def test_steps_are_numbered_upwards():
    assert reasons(SHORT[0], SHORT[1], replace(SHORT[2], seq=2), SHORT[3]) == {"numbered_upwards"}


def test_a_step_takes_time():
    assert reasons(SHORT[0], replace(SHORT[1], hours=Decimal(0)), *SHORT[2:]) == {"takes_time"}


def test_all_faults_are_told_at_once():
    broken = (replace(SHORT[1], hours=Decimal(-1)), SHORT[0])

    assert reasons(*broken) == {
        "begins_with_reception",
        "has_a_signature",
        "ends_with_return",
        "numbered_upwards",
        "takes_time",
    }


@pytest.mark.parametrize(
    ("done", "paused", "at", "expected"),
    [
        (None, False, "2024-03-07 16:59", False),
        (None, False, "2024-03-07 17:01", True),
        (None, True, "2024-03-08 09:00", False),
        ("2024-03-07 17:00", False, "2024-04-01 09:00", False),
        ("2024-03-07 17:01", False, "2024-04-01 09:00", True),
    ],
)
def test_only_what_runs_past_its_promise_is_overdue(done, paused, at, expected):
    overdue = rules.is_overdue(
        due_at=local("2024-03-07 17:00"),
        done_at=local(done) if done else None,
        paused=paused,
        at=local(at),
    )

    assert overdue is expected


def test_a_step_is_never_due_after_its_case():
    later = AT + timedelta(days=9)

    assert rules.step_due(counted=later, case_due_at=AT) == AT
    assert rules.step_due(counted=AT, case_due_at=later) == AT


def test_a_step_comes_back_from_json_as_it_was():
    for step in LONG:
        assert Step.from_json(step.to_json()) == step


def test_a_process_knows_what_comes_after_and_what_was_before():
    process = ProcessInfo(version_id=uuid4(), code="x", number=1, title="", steps=LONG)

    assert process.after(5) == LONG[5]
    assert process.after(6) is None
    assert process.before(4, StepKind.HANDLE) == LONG[1]
    assert process.before(2, StepKind.HANDLE) is None


def test_a_place_in_an_inbox_is_read_back_and_nonsense_is_no_place():
    process = InboxPlace.parse("2024-03-07T10:00:00+00:00~0190a5c2-7b3a-7000-8000-000000000001")

    assert InboxPlace.parse(str(process)) == process
    assert InboxPlace.parse("") is None
    assert InboxPlace.parse("yesterday~1") is None
