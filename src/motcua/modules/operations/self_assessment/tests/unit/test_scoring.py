"""Points and indices, whatever the values."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.foundation.ids import uuid7
from motcua.modules.operations.self_assessment import rules
from motcua.modules.operations.self_assessment.types import Component, Way

RATIO = Component(code="r", title="", most=Decimal(4), way=Way.RATIO, full_at=Decimal(80))
STEPS = Component(
    code="s",
    title="",
    most=Decimal(6),
    way=Way.STEPS,
    steps=((Decimal(98), Decimal(100)), (Decimal(90), Decimal(50))),
)
YES_NO = Component(code="y", title="", most=Decimal(2), way=Way.YES_NO)
EVERY = (RATIO, STEPS, YES_NO)
values = st.decimals(0, 200, places=2)


@pytest.mark.parametrize(
    ("component", "value", "points"),
    [
        (RATIO, 80, 4),
        (RATIO, 100, 4),
        (RATIO, 40, 2),
        (RATIO, "33.33", "1.67"),
        (RATIO, None, 0),
        (STEPS, 98, 6),
        (STEPS, "97.99", 3),
        (STEPS, 89, 0),
        (YES_NO, 1, 2),
        (YES_NO, 0, 0),
    ],
)
def test_points_follow_from_the_value(component, value, points):
    value = None if value is None else Decimal(value)

    assert rules.points_of(component, value) == Decimal(points)


@settings(max_examples=60)
@given(values, values)
def test_more_is_never_worth_less_and_never_more_than_the_most(one, other):
    for component in EVERY:
        less, more = (rules.points_of(component, each) for each in sorted((one, other)))
        assert 0 <= less <= more <= component.most


@settings(max_examples=60)
@given(st.lists(values, min_size=3, max_size=3))
def test_the_index_is_the_sum_of_points_by_the_sum_of_the_most(found):
    points = {
        each.code: rules.points_of(each, value) for each, value in zip(EVERY, found, strict=True)
    }

    index = rules.index_of(EVERY, points)

    assert 0 <= index <= 100
    assert abs(index - sum(points.values(), Decimal(0)) / 12 * 100) <= Decimal("0.005")
    assert rules.index_of((), {}) == 0


@settings(max_examples=40)
@given(st.lists(st.decimals(0, 100, places=1), max_size=8))
def test_places_go_by_the_index_and_equals_share_one(found):
    indices = {uuid7(): each for each in found}

    places = rules.ranks(indices)

    assert all(
        (places[one] < places[other]) == (indices[one] > indices[other])
        for one in indices
        for other in indices
    )
