"""Which state holds, which may follow, and which node leads where."""

from datetime import UTC, datetime, timedelta
from itertools import permutations
from types import SimpleNamespace
from typing import Any

import pytest

from motcua.kernel.exchange.rules import states, ways
from motcua.kernel.exchange.types import PacketState as S

AT = datetime(2026, 11, 25, tzinfo=UTC)


ORDERS = list(permutations([(0, S.ARRIVED), (1, S.ACCEPTED), (2, S.COMPLETED)]))


@pytest.mark.parametrize("told", ORDERS)
def test_the_newest_state_holds_in_whatever_order_they_came(told):
    lines = [(AT + timedelta(hours=hours), state) for hours, state in told]

    assert states.newest(lines + lines) is S.COMPLETED


def test_within_a_second_the_farther_state_holds():
    assert states.newest([(AT, S.ACCEPTED), (AT, S.ARRIVED)]) is S.ACCEPTED


def test_an_unknown_state_holds_only_alone():
    assert states.newest([(AT, S.OTHER)]) is S.OTHER
    assert states.newest([(AT, S.ARRIVED), (AT + timedelta(1), S.OTHER)]) is S.ARRIVED
    assert states.newest([]) is None


@pytest.mark.parametrize(
    ("before", "after", "may"),
    [
        (S.ARRIVED, S.ACCEPTED, True),
        (S.ARRIVED, S.COMPLETED, False),
        (S.REFUSED, S.ACCEPTED, False),
        (S.COMPLETED, S.ACCEPTED, False),
        (S.COMPLETED, S.AGREED, True),
        (S.TAKING_BACK, S.DECLINED, True),
        (S.AGREED, S.ASSIGNED, False),
    ],
)
def test_what_may_follow(before, after, may):
    assert states.may_follow(before, after) is may


def node(code, *serves) -> Any:
    return SimpleNamespace(code=code, serves=list(serves))


def test_the_closest_node_leads_and_the_upper_one_leads_to_everybody_else():
    province, ward = node("H24", "*"), node("H24.01.003", "H24.90")
    both: list[Any] = [province, ward]

    assert ways.way_to(both, "H24.01.003.1") is ward
    assert ways.way_to(both, "H24.90") is ward
    assert ways.way_to(both, "H24.01.0031") is province
    assert ways.way_to(both, "G22") is province
    assert ways.way_to(both[1:], "G22") is None


def test_a_node_speaks_for_its_own_alone():
    assert ways.may_speak_for(node("H24.01"), "H24.01.002")
    assert not ways.may_speak_for(node("H24.01"), "H24")
    assert not ways.may_speak_for(node("H24.01"), "H24.011")
