"""Two hundred cases and more, worked by hand, against the shipped holidays and a slow counter.

The expected instants in ``data/worked_cases.csv`` were reckoned from the calendar on
paper; ``why`` says how.
"""

import csv
import json
from datetime import date, datetime, time
from pathlib import Path

import pytest

from motcua.foundation.time import TimeLimit
from motcua.kernel.organisation import rules
from motcua.kernel.organisation.rules import Calendar, Layer
from motcua.kernel.organisation.tests.factories import FULL_DAY, local
from motcua.kernel.organisation.types import (
    DayKind,
    DayPolicy,
    DayRule,
    Hours,
    Mark,
    Reappointment,
    Segment,
    Segments,
)

from .slow_counter import slow_due

HERE = Path(__file__).parents[1]
SHIPPED = json.loads((HERE.parent / "data" / "calendar_2020_2027.json").read_text(encoding="utf-8"))
with (HERE / "data" / "worked_cases.csv").open(encoding="utf-8", newline="") as book:
    CASES = list(csv.DictReader(book))
MORNING = (Segment(time(7, 30), time(11, 30)),)
COUNTRY = Layer.of(
    days=[
        DayRule(
            day=date.fromisoformat(row["day"]),
            kind=DayKind(row["kind"]),
            name=row["name"],
            legal_basis=row["legal_basis"],
        )
        for row in SHIPPED["days"]
    ],
    hours=[
        Hours(
            valid_from=date.fromisoformat(row["valid_from"]),
            week=tuple(
                tuple(Segment(time.fromisoformat(a), time.fromisoformat(b)) for a, b in each)
                for each in row["week"]
            ),
            same_day_cut_off=time.fromisoformat(row["same_day_cut_off"]),
        )
        for row in SHIPPED["hours"]
    ],
)


def hours(*week: Segments, since: date = date(2000, 1, 1), cut_off: time = time(15)) -> Hours:
    return Hours(valid_from=since, week=week, same_day_cut_off=cut_off)


SUMMER = (Segment(time(7), time(11, 30)), Segment(time(13, 30), time(17)))
DESK = (*MORNING, Segment(time(13, 30), time(17)))
UNITS = {
    "country": Layer.of(),
    "saturday": Layer.of(hours=[hours(*[DESK] * 5, MORNING, ())]),
    "seasons": Layer.of(
        hours=[
            hours(*[SUMMER] * 5, (), (), since=date(2025, 4, 16)),
            hours(*[FULL_DAY] * 5, (), (), since=date(2025, 10, 16)),
        ]
    ),
    "festival": Layer.of(
        days=[
            DayRule(day=date(2024, 3, 5), kind=DayKind.HOLIDAY, name="Lễ hội"),
            DayRule(day=date(2024, 3, 6), kind=DayKind.WORK, segments=FULL_DAY[:1]),
            DayRule(day=date(2024, 12, 24), kind=DayKind.WORK, segments=FULL_DAY[:1]),
        ]
    ),
    "early": Layer.of(hours=[hours(*[FULL_DAY] * 5, (), (), cut_off=time(14))]),
}
CALENDARS = {name: Calendar((layer, COUNTRY)) for name, layer in UNITS.items()}


def counted(case):
    stretches = (each.split("..") for each in case["pauses"].split(";") if each)
    pauses = [(local(start), local(end)) for start, end in stretches]
    given, _dots, until = case["reappointed"].partition("..")
    return rules.count_with_pauses(
        CALENDARS[case["calendar"]],
        start=local(case["start"]),
        limit=TimeLimit.parse(case["limit"]),
        pauses=pauses,
        reappointed=Reappointment(at=local(given), due_at=local(until)) if given else None,
        policy=DayPolicy(case["policy"]),
    )


def test_there_are_more_than_two_hundred_and_each_says_why():
    assert len({case["id"] for case in CASES}) == len(CASES) > 200
    assert all(case["why"] for case in CASES)
    for tet in ("2024-02-0", "2025-01-2", "2026-02-1"):
        assert sum(case["start"].startswith(tet) for case in CASES) >= 8


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_the_clock_agrees_with_the_hand(case):
    assert counted(case).due_at == local(case["due"]), case["why"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_a_walk_minute_by_minute_agrees_with_the_hand(case):
    asked = {
        name: case[name]
        for name in ("start", "limit", "calendar", "policy", "pauses", "reappointed")
    }

    assert slow_due(**asked) == datetime.fromisoformat(case["due"]), case["why"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_the_lines_of_a_count_are_in_order_and_add_up(case):
    found = counted(case)

    running = [line for line in found.days if line.mark not in {Mark.PAUSED, Mark.REAPPOINTED}]
    days = [line.day for line in running]
    assert case["reappointed"] or days == sorted(days)
    whole = [line.number for line in running if line.mark is Mark.COUNTED]
    assert whole == list(range(1, len(whole) + 1))
