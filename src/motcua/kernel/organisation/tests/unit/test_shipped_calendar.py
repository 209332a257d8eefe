"""The shipped holidays against the moon and the law."""

import json
import math
from datetime import date, timedelta
from pathlib import Path

import pytest

BOOK = json.loads(
    (Path(__file__).parents[2] / "data" / "calendar_2020_2027.json").read_text(encoding="utf-8")
)
DAYS = {date.fromisoformat(row["day"]): row for row in BOOK["days"]}
YEARS = range(2020, 2028)
CONJUNCTION, MONTH = 2451550.09766, 29.530588861  # of 6 January 2000; Meeus, chapter 49


def new_moon(k: int) -> date:
    """Return the day in Việt Nam (UTC+7) of the k-th new moon since January 2000."""
    t = k / 1236.85
    day = CONJUNCTION + MONTH * k + 0.00015437 * t**2
    sun = math.radians(2.5534 + 29.10535670 * k)
    moon = math.radians(201.5643 + 385.81693528 * k)
    node = math.radians(160.7108 + 390.67050284 * k)
    day += -0.40720 * math.sin(moon) + 0.17241 * math.sin(sun) + 0.01608 * math.sin(2 * moon)
    day += 0.01039 * math.sin(2 * node) + 0.00739 * math.sin(moon - sun)
    day += -0.00514 * math.sin(moon + sun) + 0.00208 * math.sin(2 * sun)
    return date.fromordinal(math.floor(day - 70 / 86400 + 0.5 + 7 / 24) - 1721425)


def lunar_new_year(year: int) -> date:
    """Return the new moon between 21 January and 20 February: true for all years tested."""
    k = round((year - 2000) * 12.3685) - 1
    moons = (new_moon(n) for n in range(k, k + 5))
    return next(day for day in moons if date(year, 1, 21) <= day <= date(year, 2, 20))


def off(year: int, name: str, kind: str = "HOLIDAY") -> list[date]:
    return [
        day
        for day, row in DAYS.items()
        if day.year == year and row["name"].startswith(name) and row["kind"] == kind
    ]


@pytest.mark.parametrize("year", YEARS)
def test_tet_has_five_days_around_the_new_moon(year):
    days = off(year, "Tết Nguyên đán")

    assert len(days) == 5
    assert days == [days[0] + timedelta(n) for n in range(5)]
    assert DAYS[lunar_new_year(year)]["name"].endswith("(mùng 1)")


@pytest.mark.parametrize("year", YEARS)
def test_the_hung_kings_are_remembered_on_the_tenth_of_the_third_month(year):
    (day,) = off(year, "Giỗ Tổ Hùng Vương")

    months = (day - timedelta(9) - lunar_new_year(year)).days / MONTH
    leap = year == 2023  # a second month of that spring
    assert round(months) == (3 if leap else 2)
    assert abs(months - round(months)) * MONTH < 1.5


@pytest.mark.parametrize("year", YEARS)
def test_a_holiday_on_a_weekend_is_made_up_for(year):
    lost = [
        day
        for day, row in DAYS.items()
        if day.year == year and row["kind"] == "HOLIDAY" and day.weekday() >= 5
    ]

    names = [DAYS[day]["name"] for day in lost]
    assert sum(
        day.year == year and row["kind"] == "COMPENSATORY_OFF" and row["name"] in names
        for day, row in DAYS.items()
    ) == len(lost)


@pytest.mark.parametrize("year", YEARS)
def test_a_day_off_in_exchange_is_worked_on_another(year):
    worked = off(year, "hoán đổi", "SWAPPED_WORKDAY")

    assert len(off(year, "hoán đổi", "COMPENSATORY_OFF")) == len(worked)
    assert all(day.weekday() == 5 for day in worked)


def test_national_day_has_two_days_since_the_labour_code_of_2019():
    assert [len(off(year, "Quốc khánh")) for year in YEARS] == [1] + [2] * 7


def test_the_day_of_culture_is_free_from_2026_on():
    assert [len(off(year, "Ngày Văn hóa Việt Nam")) for year in YEARS] == [0] * 6 + [1, 1]


def test_each_line_says_where_it_comes_from_and_how_sure_it_is():
    for row in BOOK["days"]:
        assert row["legal_basis"]
        assert row["certainty"] in {"LAW", "NOTICE", "RECALLED", "EXPECTED"}
        if row["day"].startswith("2027"):
            assert "Nguyên đán" not in row["name"] or row["certainty"] == "EXPECTED"
