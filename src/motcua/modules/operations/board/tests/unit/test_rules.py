"""How a question stands in an address, which figure is worst, how a chart runs."""

from datetime import UTC, datetime
from fractions import Fraction
from typing import Any

import pytest

from motcua.kernel.analytics import api as analytics
from motcua.modules.operations.board import rules

AT = datetime(2024, 3, 5, 2, tzinfo=UTC)


def _indicator(**given: Any) -> analytics.Indicator:
    whole: dict[str, Any] = {
        "code": "any",
        "title": "",
        "meaning": "",
        "formula": "",
        "source": "",
        "kind": analytics.Kind.SHARE,
        "rows": lambda *_asked: [],
    } | given
    return analytics.Indicator(**whole)


UP = _indicator(direction=analytics.Direction.UP, target=Fraction(4, 5))
DOWN = _indicator(direction=analytics.Direction.DOWN, target=Fraction(0))
NEITHER = _indicator()


@pytest.mark.parametrize(
    "name",
    [
        "2024-03",
        "2024-Q1",
        "2024-H2",
        "2024-9M",
        "2024",
        "2024-01@14",
        "2024-Q1@14",
        "2024-H1@14",
        "2024-9M@14",
        "2024@14",
        "2024-01-15..2024-02-14",
    ],
)
def test_a_period_is_named_as_it_is_read(name):
    assert rules.name_of(analytics.parse_period(name, at=AT)) == name


def test_the_worst_of_what_should_be_high_is_the_lowest_and_what_is_unknown_stands_last():
    values = [Fraction(1, 2), None, Fraction(1, 4)]

    assert sorted(values, key=lambda one: rules.worst_first(one, UP)) == [
        Fraction(1, 4),
        Fraction(1, 2),
        None,
    ]
    assert min(values, key=lambda one: rules.worst_first(one, DOWN)) == Fraction(1, 2)


def test_a_unit_has_a_place_only_where_something_is_better():
    others = [Fraction(1, 2), Fraction(3, 4)]

    assert rules.place(Fraction(2, 3), others, UP) == 2
    assert rules.place(Fraction(1, 8), others, DOWN) == 1
    assert rules.place(Fraction(1, 8), others, NEITHER) is None


def test_how_far_a_target_is_missed_is_a_part_of_it():
    assert rules.shortfall(Fraction(2, 5), UP) == 0.5
    assert rules.shortfall(Fraction(1), UP) == 0
    assert rules.shortfall(Fraction(3), DOWN) == 3
    assert rules.shortfall(None, UP) == 0


def test_what_is_promised_grows_by_itself_and_what_was_done_does_not():
    late = analytics.Term("late", analytics.Over.END)
    grows = {"kind": analytics.Kind.COUNT, "direction": analytics.Direction.DOWN}

    assert rules.grows_by_itself(_indicator(numerator=(late,), **grows))
    assert not rules.grows_by_itself(_indicator(numerator=(analytics.Term("done"),), **grows))


def test_a_gap_parts_the_line_and_one_value_makes_none():
    drawn: Any = rules.chart([1.0, 2.0, None, 4.0], [None] * 4, target=3.0)

    assert [len(line) for line in drawn.now] == [2, 1]
    assert drawn.now[0][0].y > drawn.target_y > drawn.now[1][0].y
    assert rules.chart([1.0, None], [2.0, 3.0]) is None


def test_a_line_of_equal_values_lies_within_the_chart():
    drawn: Any = rules.chart([5.0, 5.0], [None, None])

    assert all(0 < dot.y < rules.HEIGHT for line in drawn.now for dot in line)
