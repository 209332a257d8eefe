"""What the clock says, when somebody is reminded, how a month is scored."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

import pytest

from motcua.kernel.organisation.tests.factories import local
from motcua.modules.office.directives import rules
from motcua.modules.office.directives.types import Counts, Reminder, Scoring, Standing, State

GIVEN = local("2024-03-04 09:00")  # a Monday
SOON = local("2024-03-12 00:00")
DUE = local("2024-03-15 17:00")  # a Friday
SCORING = Scoring(
    valid_from=date(2020, 1, 1),
    source="",
    late_weight=Decimal("0.5"),
    grades=((Decimal(90), "Xuất sắc"), (Decimal(0), "Chưa")),
    closing_day=0,
)


def _standing(state, *, at, reported=None):
    return rules.standing_of(
        state=state,
        due_at=DUE,
        soon_at=SOON,
        reported_at=local(reported) if reported else None,
        at=local(at),
    )


@pytest.mark.parametrize(
    ("state", "at", "reported", "standing"),
    [
        (State.GIVEN, "2024-03-11 23:59", None, Standing.NOT_DUE),
        (State.WORKING, "2024-03-12 00:00", None, Standing.DUE_SOON),
        (State.WORKING, "2024-03-15 17:00", None, Standing.DUE_SOON),
        (State.WORKING, "2024-03-15 17:01", None, Standing.OVERDUE),
        (State.REPORTED, "2024-04-01 08:00", "2024-03-11 08:00", Standing.NOT_DUE),
        (State.REPORTED, "2024-04-01 08:00", "2024-03-18 08:00", Standing.OVERDUE),
        (State.DONE, "2024-04-01 08:00", "2024-03-15 17:00", Standing.ON_TIME),
        (State.DONE, "2024-04-01 08:00", "2024-03-15 17:01", Standing.LATE),
        (State.DONE, "2024-03-16 08:00", "2024-03-18 08:00", Standing.OVERDUE),
        (State.WITHDRAWN, "2024-04-01 08:00", None, Standing.WITHDRAWN),
    ],
)
def test_the_clock_stands_while_the_office_looks_at_a_result(state, at, reported, standing):
    assert _standing(state, at=at, reported=reported) is standing


def test_a_task_is_due_soon_three_working_days_before_and_never_before_it_was_given():
    soon = rules.soon_from(DUE, days=3, is_working_day=lambda d: d.weekday() < 5, given_at=GIVEN)
    over_weekend = rules.soon_from(
        local("2024-03-12 17:00"), days=3, is_working_day=lambda d: d.weekday() < 5, given_at=GIVEN
    )
    short = rules.soon_from(
        local("2024-03-05 17:00"), days=3, is_working_day=lambda _d: True, given_at=GIVEN
    )

    assert soon == SOON
    assert over_weekend == local("2024-03-07 00:00")
    assert short == GIVEN


@pytest.mark.parametrize(
    ("at", "reminded", "why"),
    [
        ("2024-03-11 07:15", None, None),
        ("2024-03-12 07:15", None, Reminder.SOON),
        ("2024-03-13 07:15", "2024-03-12 07:15", None),
        ("2024-03-15 07:15", "2024-03-12 07:15", Reminder.TODAY),
        ("2024-03-15 16:00", "2024-03-15 07:15", None),
        ("2024-03-18 07:15", "2024-03-15 07:15", Reminder.LATE),
        ("2024-03-19 07:15", "2024-03-18 07:15", None),
        ("2024-03-25 07:15", "2024-03-18 07:15", Reminder.LATE),
    ],
)
def test_nobody_is_reminded_every_day(at, reminded, why):
    found = rules.reminder_for(
        due_at=DUE,
        soon_at=SOON,
        reminded_at=local(reminded) if reminded else None,
        at=local(at),
    )

    assert found is why


def test_what_is_not_due_counts_neither_for_nor_against():
    counts = Counts(not_due=5, due_soon=1, overdue=1, on_time=6, late=2)

    line = rules.line_for(unit_id=UUID(int=1), unit_name="", counts=counts, scoring=SCORING)

    assert line.on_time_share == Decimal("75.00")
    assert line.score == Decimal("77.78")  # 100 × (6 + 0.5 × 2) ÷ (8 + 1)
    assert line.grade == "Chưa"


def test_where_nothing_is_done_or_late_there_is_no_score():
    line = rules.line_for(
        unit_id=UUID(int=1), unit_name="", counts=Counts(not_due=3), scoring=SCORING
    )

    assert (line.on_time_share, line.score, line.grade) == (None, None, "")


def test_a_month_may_close_on_a_day_of_the_month():
    plain, closed = rules.period_of(2024, 3), rules.period_of(2024, 3, closing_day=14)

    assert (plain.start, plain.end) == (local("2024-03-01 00:00"), local("2024-04-01 00:00"))
    assert (closed.start, closed.end) == (local("2024-02-15 00:00"), local("2024-03-15 00:00"))
    assert closed.end - closed.start == timedelta(days=29)
