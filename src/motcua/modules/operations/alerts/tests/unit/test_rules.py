"""When a rule rings, when nobody is told, how duty is parted: pure, so many cases cost little."""

from datetime import date, time, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest

from motcua.foundation.ids import uuid7
from motcua.kernel.organisation.tests.factories import local
from motcua.modules.operations.alerts import rules
from motcua.modules.operations.alerts.types import Against, Condition, Kind, Pattern, Seen, Side

HALF, TWO_FIFTHS, FOUR_FIFTHS = Fraction(1, 2), Fraction(2, 5), Fraction(4, 5)
A, B, C = (uuid7() for _each in range(3))


def value(amount, side):
    return Condition(kind=Kind.THRESHOLD, against=Against.VALUE, side=side, value=Decimal(amount))


def against(level):
    return Condition(kind=Kind.THRESHOLD, against=level)


def trend(in_a_row=1, points="0"):
    return Condition(kind=Kind.TREND, in_a_row=in_a_row, points=Decimal(points))


FORECAST, LATE = Condition(kind=Kind.FORECAST), Condition(kind=Kind.LATE_DATA)
SHARE = {"value": HALF, "number": 10, "is_share": True}


@pytest.mark.parametrize(
    ("condition", "seen", "rings"),
    [
        (value("50.1", Side.BELOW), SHARE, True),
        (value("50", Side.BELOW), SHARE, False),
        (value("49.9", Side.ABOVE), SHARE, True),
        (value("40", Side.ABOVE), {"value": Fraction(40)}, False),
        (value("40", Side.ABOVE), {"value": Fraction(41)}, True),
        (value("60", Side.BELOW), {**SHARE, "value": None}, False),
        (Condition(kind=Kind.THRESHOLD, at_least=11), {**SHARE, "target": Fraction(1)}, False),
        (against(Against.TARGET), {**SHARE, "target": FOUR_FIFTHS}, True),
        (against(Against.TARGET), {**SHARE, "target": None}, False),
        (against(Against.ALARM), {**SHARE, "target": FOUR_FIFTHS, "alarm": TWO_FIFTHS}, False),
        (
            against(Against.TARGET),
            {**SHARE, "target": TWO_FIFTHS, "lower_is_better": True},
            True,
        ),
        (trend(), {**SHARE, "same_days_before": FOUR_FIFTHS}, True),
        (trend(), {**SHARE, "same_days_before": HALF}, False),
        (trend(), {**SHARE, "same_days_before": None}, False),
        (trend(points="30"), {**SHARE, "same_days_before": FOUR_FIFTHS}, True),
        (trend(points="30.1"), {**SHARE, "same_days_before": FOUR_FIFTHS}, False),
        (
            trend(2),
            {**SHARE, "same_days_before": FOUR_FIFTHS, "before": (HALF, FOUR_FIFTHS)},
            True,
        ),
        (
            trend(2),
            {**SHARE, "same_days_before": FOUR_FIFTHS, "before": (FOUR_FIFTHS, HALF)},
            False,
        ),
        (trend(3), {**SHARE, "same_days_before": FOUR_FIFTHS, "before": (HALF,)}, False),
        (
            trend(),
            {**SHARE, "same_days_before": TWO_FIFTHS, "lower_is_better": True},
            True,
        ),
        (FORECAST, {**SHARE, "target": FOUR_FIFTHS, "projected": HALF}, True),
        (FORECAST, {**SHARE, "target": FOUR_FIFTHS, "projected": FOUR_FIFTHS}, False),
        (FORECAST, {**SHARE, "target": FOUR_FIFTHS, "projected": None}, False),
        (LATE, {"value": None, "is_late": True}, True),
        (LATE, SHARE, False),
    ],
)
def test_a_rule_rings_as_it_says(condition, seen, rings):
    assert rules.rings(condition, Seen(**seen)) is rings


def test_the_end_of_a_period_goes_on_as_the_periods_before_went():
    above, below = rules.projected(now=(40, 50), pace=(270, 450), pace_days=90, days_left=10)

    assert [above, below] == [70, 100]
    assert [*rules.projected(now=(4, 5), pace=(0, 0), pace_days=0, days_left=10)] == [4, 5]


@pytest.mark.parametrize(
    ("at", "quiet", "told"),
    [
        ("2024-03-12 21:59", (time(22), time(6)), "2024-03-12 21:59"),
        ("2024-03-12 22:00", (time(22), time(6)), "2024-03-13 06:00"),
        ("2024-03-13 05:59", (time(22), time(6)), "2024-03-13 06:00"),
        ("2024-03-13 06:00", (time(22), time(6)), "2024-03-13 06:00"),
        ("2024-03-13 12:30", (time(12), time(13)), "2024-03-13 13:00"),
        ("2024-03-13 12:30", (time(12), time(12)), "2024-03-13 12:30"),
        ("2024-03-13 12:30", None, "2024-03-13 12:30"),
    ],
)
def test_nobody_is_told_before_the_quiet_hours_are_over(at, quiet, told):
    assert rules.after_quiet(local(at), quiet) == local(told)


@pytest.mark.parametrize(("pattern", "a_day"), [("WHOLE", 1), ("TWO", 2), ("THREE", 3)])
def test_turns_follow_each_other_without_a_gap(pattern, a_day):
    days = [date(2024, 2, 28) + timedelta(days=n) for n in range(4)]

    turns = rules.turns_of(Pattern(pattern), days)

    assert len(turns) == 4 * a_day
    assert all(earlier.ends_at == later.starts_at for earlier, later in pairwise(turns))


def test_a_week_is_copied_on_and_what_is_planned_stays():
    monday = date(2024, 3, 4)
    turns = rules.turns_of(Pattern.WHOLE, [monday + timedelta(days=n) for n in range(21)])
    name = turns[0].name
    planned = {(monday, name): A, (monday + timedelta(days=8), name): B}

    filled = rules.fill_from_last_week(planned, turns)

    assert filled[monday + timedelta(days=14), name] == A
    assert filled[monday + timedelta(days=15), name] == B
    assert (monday + timedelta(days=2), name) not in filled


def test_an_alert_climbs_from_the_one_on_duty_to_the_leader_and_upwards_and_to_nobody_twice():
    ward, district, city = (uuid7() for _each in range(3))

    ladder = rules.ladder(
        [ward, district, city],
        on_duty={ward: A, district: B},
        leaders={ward: [B], district: [C]},
    )

    assert ladder == [A, B, C]
