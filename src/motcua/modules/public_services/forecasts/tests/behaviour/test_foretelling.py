"""Mornings are counted from what dossiers did, foretold once, and judged by what came."""

from datetime import date, timedelta

import pytest

from motcua.foundation.time import local_date
from motcua.kernel.analytics import api as analytics
from motcua.modules.public_services.dossiers import api as dossiers
from motcua.modules.public_services.dossiers.tests import factories as make
from motcua.modules.public_services.forecasts import queries, use_cases
from motcua.modules.public_services.forecasts.models import CalibrationCell, Forecast, UnitOutlook
from motcua.modules.public_services.forecasts.types import Accuracy

pytestmark = pytest.mark.django_db
MONDAY = make.AT  # 4 March 2024: three working days, so promised for Thursday
TUESDAY = date(2024, 3, 5)
NEXT_WEEK = MONDAY + timedelta(days=7)


@pytest.fixture(scope="module")
def world(kept_db):
    """An office with dossiers of a week before: two kept their promise, one is late and open."""
    make.make_catalogue()
    office = make.make_office()
    kept = [make.finished(office) for _each in range(2)]
    late = make.accepted(office)
    return office, kept, late


def test_the_past_is_counted_by_morning_step_and_working_days_left(world):
    office, _kept, late = world

    stood = dossiers.count_stood(since=date(2024, 2, 1), until=date(2024, 3, 11), most=11)

    ours = [each for each in stood if each.unit_id == office.unit.id]
    # Those finished on the first day saw no morning; the late one saw three before its promise.
    assert sorted((each.days_left, each.number, each.late) for each in ours) == [
        (1, 1, 1),
        (2, 1, 1),
        (3, 1, 1),
    ]
    (standing,) = dossiers.list_stood(day=TUESDAY, most=11)
    assert (standing.code, standing.days_left) == (late, 3)
    assert not list(dossiers.list_stood(day=date(2024, 3, 8), most=11))  # it is late: no forecast
    assert not list(dossiers.list_stood(day=date(2024, 3, 9), most=11))  # a Saturday


def test_a_morning_is_foretold_once_and_judged_by_what_came(world):
    office, _kept, late = world

    assert use_cases.foretell(on=TUESDAY) == 1
    assert use_cases.foretell(on=TUESDAY) == 0
    assert use_cases.note_what_came(at=make.LATER) == 0
    assert use_cases.note_what_came(at=NEXT_WEEK) == 1

    (forecast,) = Forecast.objects.all()
    assert (forecast.dossier_code, forecast.is_late, forecast.chance) == (late, True, 0.5)
    accuracy = queries.accuracy_of([office.unit.id], on=local_date(NEXT_WEEK))
    assert (accuracy.of_100_foretold, accuracy.brier) == (100, 0.25)
    (band,) = queries.bands([office.unit.id], on=local_date(NEXT_WEEK))
    assert (band.low, band.high, band.came) == (40, 60, 1.0)


def test_open_dossiers_are_foretold_live_by_what_became_of_those_alike(world):
    office, *_others = world
    code = make.accepted(office, at=NEXT_WEEK)
    use_cases.foretell(on=local_date(NEXT_WEEK))

    found, made_on = queries.foretell(
        actor=office.leader, unit_id=office.unit.id, days=7, at=NEXT_WEEK + timedelta(hours=2)
    )

    (row,) = found
    assert made_on == local_date(NEXT_WEEK)
    assert (row.dossier.code, row.days_left) == (code, 4)
    assert row.chance.alike.number == 0
    elsewhere = make.make_office()
    assert queries.foretell(
        actor=elsewhere.leader, unit_id=office.unit.id, days=7, at=NEXT_WEEK
    ) == ([], made_on)


def test_what_ends_without_a_result_is_no_forecast_any_more(world):
    office, *_others = world
    code = make.accepted(office)
    use_cases.foretell(on=TUESDAY)
    rows = make.rows_of("cases.Case", subject_code=code)
    rows.update(state="CLOSED", closed_at=MONDAY + timedelta(days=2))

    use_cases.note_what_came(at=NEXT_WEEK)

    assert not Forecast.objects.filter(dossier_code=code).exists()


def test_only_the_last_tables_and_forecasts_are_kept_but_the_outlook_of_units_stays(world):
    for day in (TUESDAY, TUESDAY + timedelta(days=1), date(2024, 6, 20)):
        use_cases.foretell(on=day)

    assert not Forecast.objects.filter(made_on=TUESDAY).exists()
    assert not CalibrationCell.objects.filter(calibration_id=TUESDAY).exists()
    assert UnitOutlook.objects.filter(made_on=TUESDAY).exists()


def test_the_figure_is_that_of_the_last_morning_and_opens_down_to_dossiers(world):
    office, _kept, late = world
    use_cases.foretell(on=TUESDAY)
    indicator = analytics.get_indicator(code="foretold-late")
    march, unit_id = analytics.month(TUESDAY), office.unit.id

    for reach in analytics.Reach:
        found = analytics.history(
            indicators=[indicator],
            unit_ids=[unit_id],
            periods=analytics.last_periods(march, 3),
            reach=reach,
        )
        assert found["foretold-late", march][unit_id].numerator == 1
    rows = indicator.rows(office.leader, unit_id, march, "", 10)
    assert [each.code for each in rows] == [late]
    assert indicator.rows(office.leader, unit_id, analytics.month(date(2024, 1, 1)), "", 10) == []


def test_accuracy_without_forecasts_says_nothing():
    assert queries.accuracy_of([], on=TUESDAY) == Accuracy()
    assert Accuracy().of_100_foretold is None
