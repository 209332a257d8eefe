"""Points for ratios: caps, empty ratios, missing criteria; for any numbers."""

from datetime import date
from fractions import Fraction
from random import Random
from uuid import UUID

import pytest

from motcua.kernel.analytics import api as analytics
from motcua.modules.operations.scores import queries, rules
from motcua.modules.operations.scores.types import Share

SET = queries.get_set("766", on=date(2024, 3, 4))
BY_NUMBER = {each.number: each for each in SET.criteria}
MARCH = analytics.month(date(2024, 3, 1))
RANDOM = Random(766)  # noqa: S311 - any numbers
SOMEBODY = UUID(int=1)


def shares(amount: int = 300):
    for _nth in range(amount):
        below = RANDOM.choice([0, 1, 2, 3, 7, 40, 1000, RANDOM.randint(1, 10**7)])
        yield Share(RANDOM.randint(-below, 2 * below), below)


@pytest.mark.parametrize("criterion", SET.criteria, ids=lambda each: each.number)
def test_points_lie_between_none_and_the_maximum_and_grow_with_the_ratio(criterion):
    found = sorted(shares(), key=lambda each: each.value or Fraction(0))
    points = [rules.points_of(criterion, each) for each in found if each.denominator]

    assert points == sorted(points)
    assert all(0 <= each <= criterion.max_points for each in points)
    assert rules.points_of(criterion, Share(3, 3)) == criterion.max_points


@pytest.mark.parametrize(
    ("number", "share", "points"),
    [
        ("3.1", Share(40, 100), 1),  # min(2, 2 · 0.40 / 0.80)
        ("3.1", Share(90, 100), 2),
        ("3.3", Share(25, 100), 3),  # min(6, 6 · 0.25 / 0.50)
        ("3.3", Share(51, 100), 6),
        ("3.5b", Share(40, 100), 1),  # 2.5 · B
        ("3.6", Share(1, 3), 2),  # 6 · A
        ("4.3", Share(8, 10), 2),
        ("5.4", Share(90, 100), 6),
        ("5.4", Share(45, 100), 3),
        ("5.4", Share(-1, 10), 0),  # more overdue and disliked than there are dossiers
        ("2.1", Share(39, 40), Fraction(39, 2)),
        ("2.2", Share(5, 1), 0),
    ],
)
def test_caps_are_those_of_the_fact_sheet(number, share, points):
    assert rules.points_of(BY_NUMBER[number], share) == points


@pytest.mark.parametrize(
    ("number", "points"), [("5.2", 6), ("5.3", 6), ("5.4", 0), ("3.3", 0), ("2.1", 0)]
)
def test_no_petitions_give_all_points_and_no_dossiers_none(number, points):
    assert rules.points_of(BY_NUMBER[number], Share(0, 0)) == points


def test_a_missing_criterion_gives_nothing_and_is_named():
    score = rules.scored(SET, {"progress": Share(1, 1)}, unit_id=SOMEBODY, period=MARCH)

    assert score.points == score.measurable == 20
    assert score.possible == 100
    assert len(score.missing) == len(SET.criteria) - 1
    assert score.lowest == SET.grades[-1]
    assert score.highest == SET.grades[0]


def test_points_possible_and_points_lost_make_a_hundred():
    names = {each.ratio for each in SET.criteria} & queries.RATIOS.keys()
    for _nth in range(50):
        given = dict(zip(sorted(names), shares(), strict=False))
        score = rules.scored(SET, given, unit_id=SOMEBODY, period=MARCH)

        assert 0 <= score.points <= score.measurable <= 100
        assert score.points <= score.possible <= 100
        assert score.points + sum(line.gap for line in score.lines) == 100
        assert score.points == sum(group.points for group in score.groups)
