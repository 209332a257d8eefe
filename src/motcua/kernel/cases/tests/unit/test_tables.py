from dataclasses import replace
from decimal import Decimal
from uuid import uuid4

import pytest

from motcua.foundation.time import TimeLimit
from motcua.kernel.cases import rules
from motcua.kernel.cases.tests.factories import LONG, SHORT, a_step
from motcua.kernel.cases.types import Assignment, ProcessInfo, Step, StepKind, longest_path

ASKING = (
    a_step(1, StepKind.RECEIVE, "RECEPTION", "1"),
    a_step(2, StepKind.HANDLE, "SPECIALIST", "8"),
    replace(a_step(3, StepKind.CONSULT, "PARTNER", "8"), group="a", unit_code="Công an"),
    replace(a_step(4, StepKind.CONSULT, "PARTNER", "16"), group="a", unit_code="Thuế"),
    a_step(5, StepKind.HANDLE, "SPECIALIST", "4"),
    a_step(6, StepKind.SIGN, "AUTHORITY_LEADER", "4"),
    a_step(7, StepKind.RETURN, "RECEPTION", "1"),
)


def reasons(*steps, limit=None):
    found = rules.faults_of(steps, limit=TimeLimit.parse(limit) if limit else None)
    return {(fault.seq, fault.reason) for fault in found}


def with_step(steps, seq, **changes):
    return tuple(replace(step, **changes) if step.seq == seq else step for step in steps)


def test_opinions_side_by_side_count_by_the_longest_alone():
    assert longest_path(ASKING) == Decimal(1 + 8 + 16 + 4 + 4 + 1)
    assert longest_path(SHORT) == Decimal(14)


def test_a_sound_table_with_opinions_has_no_fault():
    assert reasons(*ASKING, limit="5 working_day") == set()


def test_the_longest_way_may_not_take_more_than_the_limit():
    assert reasons(*ASKING, limit="4 working_day") == {(0, "longer_than_the_limit")}
    assert reasons(*ASKING, limit="33 working_hour") == {(0, "longer_than_the_limit")}
    assert reasons(*ASKING, limit="30 calendar_day") == set()


def test_ways_that_exclude_each_other_are_not_added_up():
    steps = (
        SHORT[0],
        replace(SHORT[1], condition='channel = "ONLINE"', hours=Decimal(16)),
        replace(SHORT[1], seq=3, condition='channel != "ONLINE"', hours=Decimal(16)),
        replace(SHORT[2], seq=4),
        replace(SHORT[3], seq=5),
    )

    assert reasons(*steps, limit="22 working_hour") == set()
    assert reasons(*steps, limit="21 working_hour") == {(0, "longer_than_the_limit")}


def test_opinions_one_after_another_need_one_group():
    steps = with_step(ASKING, 4, group="b")

    assert reasons(*steps) == {(4, "one_group_side_by_side")}
    assert (4, "one_group_side_by_side") in reasons(*with_step(ASKING, 3, group=""))


def test_somebody_gathers_the_opinions():
    steps = (*ASKING[:4], *ASKING[5:])

    assert reasons(*steps) == {(4, "opinions_are_gathered")}


def test_somebody_gathers_the_opinions_on_every_way():
    steps = with_step(ASKING, 5, condition="so_con > 1")

    assert reasons(*steps) == {(4, "opinions_are_gathered")}


def test_only_opinions_run_side_by_side():
    assert reasons(*with_step(SHORT, 2, group="a")) == {(2, "only_opinions_side_by_side")}


def test_the_desk_has_no_condition_and_no_other_agency():
    assert reasons(*with_step(SHORT, 4, condition="x")) == {(4, "no_condition_at_the_desk")}
    assert reasons(*with_step(SHORT, 1, unit_code="Thuế")) == {(1, "the_desk_is_here")}


def test_a_condition_that_cannot_be_read_is_named():
    assert reasons(*with_step(SHORT, 2, condition="channel =")) == {
        (2, "condition_a_value_is_missing")
    }


def test_a_step_that_no_case_reaches_is_named():
    steps = with_step(SHORT, 2, condition="so_con > 2 and so_con < 1")

    assert reasons(*steps) == {(2, "never_done")}


def test_every_way_has_a_signature():
    steps = with_step(SHORT, 3, condition='channel = "ONLINE"')

    assert reasons(*steps) == {(0, "a_way_without_signature")}


def test_conditions_that_tell_thousands_of_cases_apart_do_not_hang():
    many = " and ".join(f"f{n} = {n}" for n in range(40))

    assert (0, "a_way_without_signature") not in reasons(*with_step(SHORT, 2, condition=many))


def test_the_way_of_a_case_leaves_out_what_does_not_apply():
    process = ProcessInfo(
        version_id=uuid4(),
        code="x",
        number=1,
        title="",
        steps=with_step(LONG, 3, condition='channel = "ONLINE"'),
    )

    assert [step.seq for step in process.way({"channel": "ONLINE"})] == [1, 2, 3, 4, 5, 6]
    assert [step.seq for step in process.way()] == [1, 2, 4, 5, 6]
    assert process.after(2, {"channel": "POST"}) == process.step(4)
    assert process.before(5, StepKind.REVIEW, {"channel": "POST"}) is None


def test_opinions_lie_beside_the_way():
    process = ProcessInfo(version_id=uuid4(), code="x", number=1, title="", steps=ASKING)

    onward = process.onward(2)

    assert [step.seq for step in onward.opinions] == [3, 4]
    assert onward.step == process.step(5)


def test_a_plain_step_is_stored_as_before_and_a_rich_one_comes_back():
    rich = replace(
        ASKING[2],
        condition="x",
        assign=Assignment.ROUND_ROBIN,
        mandatory=False,
        papers_in="Tờ khai",
        papers_out="Phiếu ý kiến",
    )

    assert set(SHORT[1].to_json()) == {"seq", "name", "role", "kind", "hours"}
    assert Step.from_json(rich.to_json()) == rich


@pytest.mark.parametrize(("last", "expected"), [(0, [1, 2, 0]), (2, [0, 1, 2]), (1, [2, 0, 1])])
def test_turns_go_round(last, expected):
    accounts = sorted(uuid4() for _ in range(3))

    assert rules.turn_after(accounts, accounts[last]) == tuple(accounts[n] for n in expected)
