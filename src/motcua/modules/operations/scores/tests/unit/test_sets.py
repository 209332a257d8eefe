"""The sets as they ship."""

from datetime import date
from fractions import Fraction

import pytest

from motcua.modules.operations.scores import queries, rules
from motcua.modules.operations.scores.errors import NoSuchSet

TODAY = date(2024, 3, 4)
SET = queries.get_set("766", on=TODAY)


def test_the_set_of_qd_766_has_five_groups_and_a_hundred_points():
    assert [each.max_points for each in SET.groups] == [18, 20, 22, 22, 18]
    assert SET.max_points == 100


def test_every_criterion_of_the_fact_sheet_has_its_points():
    points = {each.number: each.max_points for each in SET.criteria}

    assert points == {
        "1.1": 6,
        "1.2": 4,
        "1.3": 2,
        "1.4": 6,
        "2.1": 20,
        "2.2": 0,
        "3.1": 2,
        "3.2": 4,
        "3.3": 6,
        "3.5": 2,
        "3.5b": 2,
        "3.6": 6,
        "4.1": 6,
        "4.2": 4,
        "4.3": 2,
        "4.4": 4,
        "4.5a": 2,
        "4.5b": 2,
        "4.6": 2,
        "5.1": 0,
        "5.2": 6,
        "5.3": 6,
        "5.4": 6,
    }


def test_twenty_digital_indicators_give_no_points():
    digital = queries.get_set("D", on=TODAY)

    assert sorted(each.number for each in digital.criteria) == [f"D{n:02}" for n in range(1, 21)]
    assert digital.max_points == 0


@pytest.mark.parametrize("each", queries.list_sets(on=TODAY), ids=lambda each: each.code)
def test_a_criterion_is_measured_or_says_what_is_lacking(each):
    for criterion in each.criteria:
        assert criterion.ratio in queries.RATIOS or (criterion.lacks and not criterion.ratio)


def test_the_version_of_a_day_counts():
    later = SET.__class__(**{**_fields(SET), "version": 2, "since": date(2026, 1, 1)})

    assert rules.in_force([later, SET], date(2025, 12, 31)) is SET
    assert rules.in_force([later, SET], date(2026, 1, 1)) is later
    assert rules.in_force([later, SET], date(2020, 1, 1)) is SET


def test_a_group_whose_points_do_not_add_up_is_refused():
    given = {
        "code": "X",
        "version": 1,
        "since": TODAY,
        "title": "",
        "short_title": "",
        "source": "",
        "groups": [{"number": "1", "title": "", "max_points": "5", "criteria": []}],
    }

    with pytest.raises(ValueError, match="group 1"):
        rules.read_set(given)


def test_an_unknown_set_is_not_found():
    with pytest.raises(NoSuchSet):
        queries.get_set("999", on=TODAY)


@pytest.mark.parametrize(
    ("points", "grade"),
    [(100, "Xuất sắc"), (90, "Xuất sắc"), (Fraction(8999, 100), "Tốt"), (70, "Khá"), (0, "Yếu")],
)
def test_grades_begin_with_their_points(points, grade):
    found = rules.grade_of(Fraction(points), SET.grades)

    assert found
    assert found.title == grade


def _fields(given):
    return {name: getattr(given, name) for name in given.__dataclass_fields__}
