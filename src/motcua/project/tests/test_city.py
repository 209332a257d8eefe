"""The size and the seasons of a simulated city."""

from collections import defaultdict
from datetime import date, timedelta
from random import Random

import pytest
from click.testing import CliRunner

from motcua.project.city import Size, seasons
from motcua.project.cli import main

FIRST = date(2024, 1, 1)
TET = {date(2024, 2, 8) + timedelta(days=n) for n in range(7)}
YEAR = [FIRST + timedelta(days=n) for n in range(366)]
DICE = Random(1)  # noqa: S311 - an invented city
WORKS = {day: day.weekday() < 5 and day not in TET for day in YEAR}


def a_size(**given):
    return Size(**({"dossiers": 100, "districts": 3, "wards": 30, "years": 1, "seed": 1} | given))


def test_every_dossier_has_its_day_whatever_the_amount():
    weights = seasons.weights(WORKS, DICE)

    for amount in (1, 7, 12_345):
        assert sum(seasons.shares(amount, weights).values()) == amount


def test_mondays_are_busy_weekends_quiet_and_tet_empties_the_days_around_it():
    weights = seasons.weights(WORKS, DICE)
    by_weekday: dict[int, float] = defaultdict(float)
    for day, weight in weights.items():
        if WORKS[day]:
            by_weekday[day.weekday()] += weight

    assert by_weekday[0] > 1.2 * by_weekday[2]
    assert max(weights[day] for day in YEAR if not WORKS[day]) < 0.3
    assert weights[date(2024, 2, 9)] < 0.05
    assert weights[date(2024, 2, 6)] < 0.7 * weights[date(2024, 1, 23)]


@pytest.mark.parametrize(("districts", "wards"), [(1, 9), (2, 14), (30, 580)])
def test_wards_are_shared_out_among_the_districts(districts, wards):
    size = a_size(districts=districts, wards=wards, last_day=date(2026, 11, 25))

    assert sum(size.wards_of(nth) for nth in range(districts)) == wards


def test_a_city_without_wards_for_each_district_is_refused():
    with pytest.raises(ValueError, match="at least"):
        a_size(districts=5, wards=9, last_day=date(2026, 11, 25))


def test_nobody_simulates_in_a_database_that_is_somebodys(monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)

    refused = CliRunner().invoke(main, ["simulate", "--database", "app"])
    monkeypatch.setenv("DATABASE_URL", "postgresql://somewhere/real")
    elsewhere = CliRunner().invoke(main, ["simulate"])

    assert refused.exit_code != 0
    assert "name another one" in refused.output
    assert "unset DATABASE_URL" in elsewhere.output
