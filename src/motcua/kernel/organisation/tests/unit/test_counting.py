"""The law's time, against worked examples and a counter that looks at every minute."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from motcua.foundation.time import TimeLimit, TimeUnit
from motcua.kernel.organisation import rules
from motcua.kernel.organisation.errors import NoWorkingTime
from motcua.kernel.organisation.rules import Calendar, Layer
from motcua.kernel.organisation.tests.factories import FULL_DAY, holiday, local, make_calendar
from motcua.kernel.organisation.types import (
    DayKind,
    DayPolicy,
    DayRule,
    Hours,
    Mark,
    Pause,
    Segment,
)

TET_2024 = make_calendar(
    *[holiday(f"2024-02-{day:02}") for day in (8, 9, 10, 11, 12)],
    holiday("2024-02-13", kind=DayKind.COMPENSATORY_OFF),
    holiday("2024-02-14", kind=DayKind.COMPENSATORY_OFF),
)
PLAIN = make_calendar()
MINUTE = timedelta(minutes=1)


def due(start: str, limit: str, calendar: Calendar = PLAIN, **more) -> datetime:
    return rules.count(calendar, start=local(start), limit=TimeLimit.parse(limit), **more).due_at


@pytest.mark.parametrize(
    ("start", "limit", "expected"),
    [
        ("2024-02-07T09:00", "5 working_day", "2024-02-21T17:00"),
        ("2024-02-07T16:59", "1 working_day", "2024-02-15T17:00"),
        ("2024-02-07T15:00", "4 working_hour", "2024-02-15T10:00"),
        ("2024-02-07T09:00", "same_day", "2024-02-07T17:00"),
        ("2024-02-07T15:01", "same_day", "2024-02-15T17:00"),
        ("2024-02-07T09:00", "5 calendar_day", "2024-02-15T17:00"),
        ("2024-01-10T09:00", "1 month", "2024-02-15T17:00"),
        ("2024-02-10T09:00", "1 working_day", "2024-02-15T17:00"),
    ],
)
def test_nothing_is_counted_during_tet_2024(start, limit, expected):
    assert due(start, limit, TET_2024) == local(expected)


@pytest.mark.parametrize(
    ("start", "limit", "expected"),
    [
        # within a day, over lunch, over night, over the weekend; an exact fit ends before lunch
        ("2024-03-04T09:00", "2 working_hour", "2024-03-04T11:00"),
        ("2024-03-04T11:30", "1 working_hour", "2024-03-04T13:30"),
        ("2024-03-04T08:00", "4 working_hour", "2024-03-04T12:00"),
        ("2024-03-04T16:30", "1 working_hour", "2024-03-05T08:30"),
        ("2024-03-08T16:00", "2.5 working_hour", "2024-03-11T09:30"),
        # accepted outside working hours: the clock waits
        ("2024-03-04T12:15", "1 working_hour", "2024-03-04T14:00"),
        ("2024-03-04T06:00", "1 working_hour", "2024-03-04T09:00"),
        ("2024-03-04T22:00", "1 working_hour", "2024-03-05T09:00"),
        ("2024-03-09T10:00", "8 working_hour", "2024-03-11T17:00"),
        # half days are four hours; what is left of whole days runs into the day after
        ("2024-03-04T09:00", "0.5 working_day", "2024-03-04T14:00"),
        ("2024-03-04T14:00", "0.5 working_day", "2024-03-05T09:00"),
        ("2024-03-04T09:00", "1.5 working_day", "2024-03-06T12:00"),
        ("2024-03-07T09:00", "1.5 working_day", "2024-03-11T12:00"),
        # the day of acceptance is not counted
        ("2024-03-04T08:00", "1 working_day", "2024-03-05T17:00"),
        ("2024-03-08T08:00", "1 working_day", "2024-03-11T17:00"),
        ("2024-03-08T22:00", "1 working_day", "2024-03-11T17:00"),
        ("2024-03-09T08:00", "1 working_day", "2024-03-11T17:00"),
        # a period of the calendar ends on a working day
        ("2024-03-04T09:00", "3 calendar_day", "2024-03-07T17:00"),
        ("2024-03-04T09:00", "5 calendar_day", "2024-03-11T17:00"),
        ("2024-01-31T09:00", "1 month", "2024-02-29T17:00"),
        ("2024-01-31T09:00", "2 month", "2024-04-01T17:00"),
        ("2023-12-15T09:00", "1 month", "2024-01-15T17:00"),
        # the cut-off belongs to today, one minute later does not
        ("2024-03-04T15:00", "same_day", "2024-03-04T17:00"),
        ("2024-03-04T15:01", "same_day", "2024-03-05T17:00"),
        ("2024-03-08T16:00", "same_day", "2024-03-11T17:00"),
        ("2024-03-09T09:00", "same_day", "2024-03-11T17:00"),
        ("2024-03-04T05:00", "same_day", "2024-03-04T17:00"),
    ],
)
def test_a_limit_ends_where_the_law_says(start, limit, expected):
    assert due(start, limit) == local(expected)


def test_eight_hours_a_day_to_the_minute_where_that_is_the_custom():
    policy = DayPolicy.SAME_CLOCK_TIME

    assert due("2024-03-04T09:20", "1 working_day", policy=policy) == local("2024-03-05T09:20")
    assert due("2024-03-08T12:30", "2 working_day", policy=policy) == local("2024-03-12T12:00")


def test_a_saturday_worked_in_exchange_counts_with_the_hours_of_a_working_day():
    swapped = make_calendar(
        holiday("2024-04-29", kind=DayKind.COMPENSATORY_OFF),
        holiday("2024-04-30"),
        holiday("2024-05-01"),
        holiday("2024-05-04", kind=DayKind.SWAPPED_WORKDAY),
    )

    assert due("2024-04-26T09:00", "1 working_day", swapped) == local("2024-05-02T17:00")
    assert due("2024-05-03T09:00", "1 working_day", swapped) == local("2024-05-04T17:00")
    assert due("2024-05-03T16:00", "2 working_hour", swapped) == local("2024-05-04T09:00")


def test_a_day_with_a_morning_only_is_a_working_day_that_ends_at_noon():
    morning = DayRule(
        day=date(2024, 3, 5), kind=DayKind.WORK, segments=(Segment(time(8), time(12)),)
    )
    calendar = make_calendar(morning)

    assert due("2024-03-04T09:00", "1 working_day", calendar) == local("2024-03-05T12:00")
    assert due("2024-03-05T11:00", "2 working_hour", calendar) == local("2024-03-06T09:00")
    assert due("2024-03-05T14:00", "same_day", calendar) == local("2024-03-06T17:00")


def test_new_hours_hold_from_their_day_on():
    summer = Hours(
        valid_from=date(2024, 3, 6),
        week=(*[(Segment(time(7), time(11)), Segment(time(14), time(18)))] * 5, (), ()),
        same_day_cut_off=time(16),
    )
    winter = Hours(
        valid_from=date(2000, 1, 1), week=(*[FULL_DAY] * 5, (), ()), same_day_cut_off=time(15)
    )
    calendar = Calendar((Layer.of(hours=[summer, winter]),))

    assert due("2024-03-04T09:00", "1 working_day", calendar) == local("2024-03-05T17:00")
    assert due("2024-03-04T09:00", "2 working_day", calendar) == local("2024-03-06T18:00")
    assert due("2024-03-06T15:30", "same_day", calendar) == local("2024-03-06T18:00")


def test_the_nearest_line_decides_what_a_day_is():
    own = Layer.of(days=[DayRule(day=date(2024, 3, 5), kind=DayKind.HOLIDAY, name="Lễ hội")])
    country = make_calendar().layers[0]

    assert Calendar((own, country)).day(date(2024, 3, 5)).name == "Lễ hội"
    assert due("2024-03-04T09:00", "1 working_day", Calendar((own, country))) == local(
        "2024-03-06T17:00"
    )


def test_a_calendar_without_work_is_said_to_have_none():
    with pytest.raises(NoWorkingTime):
        due("2024-03-04T09:00", "1 working_day", Calendar((Layer.of(),)))


def test_every_day_of_a_count_says_what_it_did():
    counted = rules.count(
        TET_2024, start=local("2024-02-07T09:00"), limit=TimeLimit.parse("2 working_day")
    )

    marks = [(line.day.day, line.mark, line.number) for line in counted.days]
    assert marks == [
        (7, Mark.START_NOT_COUNTED, None),
        *[(day, Mark.NOT_WORKING, None) for day in range(8, 15)],
        (15, Mark.COUNTED, 1),
        (16, Mark.COUNTED, 2),
    ]


def test_what_was_left_runs_on_from_the_day_of_resubmission():
    counted = rules.count_with_pauses(
        PLAIN,
        start=local("2024-03-04T09:00"),
        limit=TimeLimit.parse("5 working_day"),
        pauses=[(local("2024-03-06T10:00"), local("2024-03-08T14:00"))],
    )

    # Left on Wednesday at ten: 6 h of that day and 24 h to the Monday after.
    assert counted.due_at == local("2024-03-14T11:00")
    assert Mark.PAUSED in {line.mark for line in counted.days}


def test_days_of_the_calendar_that_were_left_stay_days_of_the_calendar():
    new = rules.resume(
        PLAIN,
        due_at=local("2024-03-20T17:00"),
        paused_at=local("2024-03-10T10:00"),
        resumed_at=local("2024-03-15T10:00"),
        unit=TimeUnit.CALENDAR_DAY,
    )

    assert new.due_at == local("2024-03-25T17:00")


def test_a_pause_on_the_last_day_of_the_calendar_leaves_that_day():
    new = rules.resume(
        PLAIN,
        due_at=local("2024-03-20T17:00"),
        paused_at=local("2024-03-20T10:00"),
        resumed_at=local("2024-03-22T18:00"),
        unit=TimeUnit.MONTH,
    )

    assert new.due_at == local("2024-03-25T17:00")


def test_what_was_late_before_the_pause_stays_late():
    late = local("2024-03-05T17:00")

    new = rules.resume(
        PLAIN,
        due_at=late,
        paused_at=local("2024-03-06T08:00"),
        resumed_at=local("2024-03-08T08:00"),
        unit=TimeUnit.WORKING_DAY,
    )

    assert new.due_at == late


def test_overlapping_pauses_are_not_taken_off_twice():
    spent = rules.elapsed(
        PLAIN,
        start=local("2024-03-04T08:00"),
        end=local("2024-03-05T17:00"),
        pauses=[
            Pause(start=local("2024-03-04T09:00"), end=local("2024-03-04T11:00")),
            Pause(start=local("2024-03-04T10:00"), end=local("2024-03-04T12:30")),
            Pause(start=local("2024-03-05T16:00")),
        ],
    )

    assert spent == timedelta(hours=16 - 3 - 1)


def test_working_days_left_are_negative_once_it_is_late():
    def left(end):
        return rules.working_days(
            rules.working_time(PLAIN, start=local("2024-03-05T08:00"), end=local(end))
        )

    assert left("2024-03-06T17:00") == Decimal("2.00")
    assert left("2024-03-05T12:00") == Decimal("0.50")
    assert left("2024-03-01T17:00") == Decimal("-1.00")


# ---------------------------------------------------------- against a slow counter


def is_work(calendar: Calendar, at: datetime) -> bool:
    """Tell whether a minute is worked, without any of the code under test but the table."""
    layer = calendar.layers[0]
    rule, hours = layer.days.get(at.date()), layer.hours[-1]
    segments = hours.week[at.weekday()]
    if rule is not None:
        if rule.kind in {DayKind.HOLIDAY, DayKind.COMPENSATORY_OFF, DayKind.WEEKEND}:
            return False
        segments = rule.segments if rule.segments is not None else segments or hours.week[0]
    return any(each.start <= at.time() < each.end for each in segments)


def slow_time(calendar: Calendar, start: datetime, end: datetime) -> timedelta:
    minutes = int((end - start) / MINUTE)
    return sum(is_work(calendar, start + n * MINUTE) for n in range(minutes)) * MINUTE


def slow_add(calendar: Calendar, start: datetime, minutes: int) -> datetime:
    at, left = start, minutes
    while left:
        left -= is_work(calendar, at)
        at += MINUTE
    return at


FIRST = date(2024, 1, 29)
instants = st.integers(0, 20 * 24 * 60).map(lambda n: local("2024-01-29T00:00") + n * MINUTE)
times = st.tuples(st.integers(6, 10), st.integers(0, 59), st.integers(1, 5), st.integers(1, 5)).map(
    lambda t: (
        Segment(time(t[0], t[1]), time(t[0] + t[2], t[1])),
        Segment(time(t[0] + t[2] + 1, t[1]), time(t[0] + t[2] + 1 + min(t[3], 6), t[1])),
    )
)
rules_of_days = st.builds(
    lambda n, kind, segments: DayRule(
        day=FIRST + timedelta(days=n), kind=kind, segments=segments if kind.is_working else None
    ),
    st.integers(0, 30),
    st.sampled_from(DayKind),
    st.none() | times,
)
calendars = st.builds(
    lambda days, hours, saturday: make_calendar(
        *days, week=(*[hours] * 5, hours[:1] if saturday else (), ())
    ),
    st.lists(rules_of_days, max_size=12),
    times,
    st.booleans(),
)


@settings(max_examples=60, deadline=None)
@given(calendar=calendars, start=instants, minutes=st.integers(1, 40 * 60))
def test_hours_are_right_to_the_minute(calendar, start, minutes):
    found = rules.add_hours(calendar, start=start, span=minutes * MINUTE)

    assert found == slow_add(calendar, start, minutes)


@settings(max_examples=60, deadline=None)
@given(calendar=calendars, start=instants, end=instants)
def test_working_time_is_right_to_the_minute(calendar, start, end):
    assume(start <= end)

    found = rules.working_time(calendar, start=start, end=end)

    assert found == slow_time(calendar, start, end)
    assert rules.working_time(calendar, start=end, end=start) == -found


@settings(max_examples=60, deadline=None)
@given(calendar=calendars, instants=st.lists(instants, min_size=4, max_size=4))
def test_elapsed_time_leaves_every_minute_of_a_pause_out(calendar, instants):
    start, pause, again, end = sorted(instants)

    found = rules.elapsed(calendar, start=start, end=end, pauses=[Pause(start=pause, end=again)])

    assert found == slow_time(calendar, start, pause) + slow_time(calendar, again, end)


@settings(max_examples=60, deadline=None)
@given(calendar=calendars, start=instants, days=st.integers(1, 12))
def test_working_days_are_days_with_work_after_the_day_of_acceptance(calendar, start, days):
    found = rules.count(calendar, start=start, limit=TimeLimit(Decimal(days), TimeUnit.WORKING_DAY))

    worked = {
        line.day for line in found.days if line.day > start.date() and line.mark is Mark.COUNTED
    }
    assert len(worked) == days
    assert max(worked) == found.due_at.date()
    assert not is_work(calendar, found.due_at)
    assert is_work(calendar, found.due_at - MINUTE)
    midnight = local((found.due_at.date() + timedelta(days=1)).isoformat())
    assert slow_time(calendar, found.due_at, midnight) == timedelta()


@settings(max_examples=60, deadline=None)
@given(
    calendar=calendars,
    start=instants,
    hours=st.integers(1, 60),
    before=st.integers(0, 5000),
    length=st.integers(0, 5000),
)
def test_a_pause_adds_exactly_the_working_time_that_it_took(calendar, start, hours, before, length):
    limit = TimeLimit(Decimal(hours), TimeUnit.WORKING_HOUR)
    paused = start + before * MINUTE
    resumed = paused + length * MINUTE
    assume(paused < rules.count(calendar, start=start, limit=limit).due_at)

    found = rules.count_with_pauses(calendar, start=start, limit=limit, pauses=[(paused, resumed)])

    spent = rules.elapsed(
        calendar, start=start, end=found.due_at, pauses=[Pause(start=paused, end=resumed)]
    )
    assert spent == timedelta(hours=hours)


def stretches(cuts):
    """Return pauses between the instants, in order and apart."""
    ordered = sorted(set(cuts))
    return [(ordered[n], ordered[n + 1]) for n in range(0, len(ordered) - 1, 2)]


@settings(max_examples=60, deadline=None)
@given(
    calendar=calendars,
    start=instants,
    hours=st.integers(1, 40),
    cuts=st.lists(st.integers(1, 12_000), max_size=8),
)
def test_any_number_of_pauses_is_left_out_to_the_minute(calendar, start, hours, cuts):
    pauses = stretches([start + n * MINUTE for n in cuts])
    limit = TimeLimit(Decimal(hours), TimeUnit.WORKING_HOUR)

    found = rules.count_with_pauses(calendar, start=start, limit=limit, pauses=pauses)

    at, left = start, hours * 60
    while left:
        waiting = any(begins <= at < ends for begins, ends in pauses)
        left -= is_work(calendar, at) and not waiting
        at += MINUTE
    assert found.due_at == at
    counted = [line.counted for line in found.days]
    assert sum(counted, timedelta()) == timedelta(hours=hours)


@settings(max_examples=60, deadline=None)
@given(
    calendar=calendars,
    start=instants,
    days=st.integers(1, 30),
    cuts=st.lists(st.integers(1, 40), max_size=6),
)
def test_days_of_the_calendar_leave_out_each_night_of_waiting(calendar, start, days, cuts):
    first = start.date()
    pauses = stretches([local(f"{first + timedelta(days=n)}T09:00") for n in cuts])
    limit = TimeLimit(Decimal(days), TimeUnit.CALENDAR_DAY)

    found = rules.count_with_pauses(calendar, start=start, limit=limit, pauses=pauses)

    day, left = first, days
    while left:
        asleep = any(begins.date() <= day < ends.date() for begins, ends in pauses)
        left -= not asleep
        day += timedelta(days=1)
    assume(not any(day <= begins.date() <= found.due_at.date() for begins, _ends in pauses))
    while not any(is_work(calendar, local(f"{day}T00:00") + n * MINUTE) for n in range(1440)):
        day += timedelta(days=1)
    assert found.due_at.date() == day
    assert is_work(calendar, found.due_at - MINUTE)
    assert not is_work(calendar, found.due_at)
