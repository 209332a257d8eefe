"""What the readings say of periods and of units, in one query."""

from datetime import date
from fractions import Fraction

import pytest

from motcua.kernel.analytics import api as analytics
from motcua.modules.operations.connectors import use_cases
from motcua.modules.operations.connectors.models import Reading
from motcua.modules.operations.connectors.tests import factories as make
from motcua.modules.operations.connectors.types import Every, Given, Kind, Origin, Target, Whence

pytestmark = pytest.mark.django_db
OCTOBER, QUARTER, YEAR = "2026-10", "2026-Q4", "2026"


@pytest.fixture(scope="module")
def world(city):
    first, second = city.wards
    flow = make.make_series(
        city, "cases", kind=Kind.FLOW, targets=[Target(year=2026, value=365)], measured_in="ca"
    )
    stock = make.make_series(city, "stock", targets=[Target(year=2026, value=500, alarm=300)])
    mean = make.make_series(city, "mean", kind=Kind.AVERAGE, scale=1, units={first: 3, second: 1})
    daily = make.make_series(city, "daily", kind=Kind.AVERAGE, every=Every.DAY, late_days=2)
    make.give(city, flow, [(first, f"2026-{month:02}-28", month) for month in range(1, 11)])
    make.give(city, flow, [(second, "2026-09-30", 5), (second, "2026-10-31", 7)])
    make.give(city, stock, [(first, "2026-10-31", 100), (second, "2026-08-31", 200)])
    make.give(city, mean, [(first, "2026-10-31", 400), (second, "2026-10-31", 800)])
    make.give(city, daily, [(first, "2026-11-24", 30)], at=make.local("2026-11-25T06:00"))
    return city


def _figure(city, code, period, *, of=None, reach=analytics.Reach.TREE, at=make.NOON):
    asked = analytics.parse_period(period, at=at)
    each = analytics.get_indicator(code=code, on=asked.last_date)
    return analytics.figures(
        unit_ids=[of or city.district], period=asked, at=at, reach=reach, indicators=[each]
    )[0]


def _value(*args, **kwargs):
    return _figure(*args, **kwargs).value


def test_a_flow_is_summed_over_the_period_and_the_units_below(world):
    assert _value(world, "cases", OCTOBER) == 10 + 7
    assert _value(world, "cases", YEAR) == 55 + 12
    assert _value(world, "cases", OCTOBER, of=world.wards[0]) == 10
    assert _figure(world, "cases", OCTOBER).value_before == 9 + 5


def test_of_a_stock_the_last_value_counts_and_is_carried_on(world):
    assert _value(world, "stock", OCTOBER) == 300
    assert _value(world, "stock", QUARTER) == 300
    assert _value(world, "stock", "2026-09") == 200


def test_an_average_is_weighted_by_the_weight_of_each_unit(world):
    assert _value(world, "mean", OCTOBER) == Fraction(400 * 3 + 800, 4 * 10)
    assert _value(world, "mean", OCTOBER, of=world.wards[1]) == 80


def test_a_value_given_with_a_weight_of_its_own_keeps_it(world):
    series = make.make_series(world, "weighed", kind=Kind.AVERAGE)
    given = [
        Given(series_id=series.id, unit_id=unit, day=date(2026, 10, 31), value=value, weight=weight)
        for unit, value, weight in zip(world.wards, (10, 40), (30, 10), strict=True)
    ]
    use_cases.record_readings(
        actor=world.actor("keeper"),
        given=given,
        whence=Whence(key="w", origin=Origin.HAND),
        at=make.NOON,
    )

    assert _value(world, "weighed", OCTOBER) == Fraction(700, 40)


def test_a_unit_alone_has_no_part_in_what_stands_below_it(world):
    figure = _figure(world, "cases", OCTOBER, reach=analytics.Reach.OWN)

    assert figure.measure == analytics.Measure()


def test_the_plan_of_a_flow_is_held_against_what_was_reached_since_new_year(world):
    figure = _figure(world, "cases-of-plan", OCTOBER)

    days_up_to_october = 304
    assert figure.measure.numerator == 55 + 12
    assert figure.measure.denominator == days_up_to_october
    assert figure.indicator.target == 1
    ward = _figure(world, "cases-of-plan", OCTOBER, of=world.wards[0])
    assert ward.measure.denominator == days_up_to_october / 2


def test_a_figure_is_as_old_as_the_oldest_unit_that_owes_a_value(world):
    figure = _figure(world, "stock", "2026-11")

    assert figure.as_of == make.local("2026-09-01T00:00")
    assert figure.light is analytics.Light.GREY
    assert _figure(world, "stock", "2026-11", of=world.wards[0]).light is analytics.Light.RED


def test_a_period_in_which_nothing_more_is_due_does_not_grow_old(world):
    late = make.local("2028-01-01T08:00")

    assert not _figure(world, "mean", OCTOBER, at=late).is_late
    assert _figure(world, "mean", "2026-11", at=late).measure == analytics.Measure()
    assert _figure(world, "stock", OCTOBER, at=late).is_late  # one ward still owes October


def test_a_daily_figure_turns_grey_when_the_sensor_is_silent(world):
    assert not _figure(world, "daily", "2026-11", of=world.wards[0]).is_late
    later = make.local("2026-11-29T00:00")
    assert _figure(world, "daily", "2026-11", of=world.wards[0], at=later).is_late


def test_everything_is_one_query_whatever_the_number(world, django_assert_num_queries):
    indicators = [
        each for each in analytics.list_indicators() if each.code.startswith(("cases", "mean"))
    ]
    periods = analytics.last_periods(analytics.parse_period(OCTOBER, at=make.NOON), 13)
    assert len(indicators) == 3

    with django_assert_num_queries(1):
        analytics.history(
            indicators=indicators,
            unit_ids=[world.district, *world.wards],
            periods=periods,
            reach=analytics.Reach.TREE,
        )


def test_a_figure_opens_down_to_its_readings_as_far_as_the_reader_may_see(world):
    rows = analytics.get_indicator(code="cases").rows
    period = analytics.parse_period(OCTOBER, at=make.NOON)

    def listed(who, after="", limit=10):
        found = rows(world.actor(who), world.district, period, after, limit)
        return [row.code for row in found]

    assert listed("leader") == ["2026-10-31.H24.12.21", "2026-10-31.H24.12.22"]
    assert listed("leader", after="2026-10-31.H24.12.21") == ["2026-10-31.H24.12.22"]
    assert listed("first") == ["2026-10-31.H24.12.21"]
    assert listed("reception") == []


def test_versions_and_targets_hold_from_their_day_on(world):
    series = make.make_series(world, "changed", targets=[Target(year=2026, value=10)])
    use_cases.redescribe_series(
        actor=world.actor("admin"),
        series_id=series.id,
        formula=make.formula(world, meaning="Kể cả người tạm trú."),
        since=date(2026, 7, 1),
        at=make.NOON,
    )

    def at(day):
        found = analytics.get_indicator(code="changed", on=date.fromisoformat(day))
        return found.version, found.target

    assert at("2025-06-30") == (1, None)
    assert at("2026-06-30") == (1, 10)
    assert at("2026-07-01") == (2, 10)
    assert at("2027-01-01") == (2, None)


def test_all_series_are_declared_in_one_query(world, django_assert_num_queries):
    with django_assert_num_queries(1):
        codes = [each.code for each in analytics.list_indicators()]

    assert {"cases", "cases-of-plan", "stock", "mean"} <= set(codes)
    assert Reading.objects.exists()
