"""The table in force decides, for a unit and all below it."""

from datetime import date, time, timedelta
from typing import Any

import pytest

from motcua.foundation.errors import Invalid, NotPermitted
from motcua.foundation.ids import uuid7
from motcua.foundation.models import EventRecord
from motcua.foundation.time import TimeLimit
from motcua.kernel.organisation import api
from motcua.kernel.organisation.models import CalendarDay
from motcua.kernel.organisation.tests.factories import AT, SYSTEM, local, make_unit, official

pytestmark = pytest.mark.django_db
ONE_DAY = TimeLimit.parse("1 working_day")


def set_day(**more):
    given: dict[str, Any] = {
        "actor": SYSTEM,
        "day": date(2024, 3, 5),
        "kind": api.DayKind.HOLIDAY,
        "name": "Lễ hội",
        "legal_basis": "QĐ 1/QĐ-UBND",
        "at": AT,
    }
    return api.set_day(**given | more)


def due(unit_id=None, start="2024-03-04T09:00", limit=ONE_DAY):
    return api.add_working_time(unit_id=unit_id, start=local(start), limit=limit)


def test_tet_2024_is_in_the_table():
    five = TimeLimit.parse("5 working_day")

    assert due(start="2024-02-07T09:00", limit=five) == local("2024-02-21T17:00")


def test_the_swapped_saturday_of_2024_is_in_the_table():
    assert due(start="2024-05-03T09:00") == local("2024-05-04T17:00")
    assert due(start="2024-04-26T09:00") == local("2024-05-02T17:00")


def test_a_known_calendar_costs_one_query(django_assert_num_queries):
    unit = make_unit()
    due(unit.id)

    with django_assert_num_queries(1):
        due(unit.id)


def test_a_clock_answers_without_any_query(django_assert_num_queries):
    clock = api.clock(make_unit().id)

    with django_assert_num_queries(0):
        for hour in range(8, 17):
            clock.add(start=local(f"2024-03-04T{hour:02}:00"), limit=ONE_DAY)


def test_clocks_of_many_units_cost_one_query_when_known(django_assert_num_queries):
    units = [make_unit().id for _each in range(5)]
    api.clocks([*units, None])

    with django_assert_num_queries(1):
        assert len(api.clocks([*units, None])) == 6


def test_a_changed_day_is_seen_at_once():
    assert due() == local("2024-03-05T17:00")

    assert set_day()

    assert due() == local("2024-03-06T17:00")


def test_a_change_past_the_use_cases_is_seen_too():
    before = due()
    CalendarDay.objects.create(
        day=date(2024, 3, 5), kind="HOLIDAY", legal_basis="QĐ", recorded_at=AT
    )

    assert due() != before


def test_a_day_of_a_unit_holds_for_all_below_it_and_for_no_other():
    district, other = make_unit(), make_unit()
    ward = make_unit(parent_id=district.id)
    set_day(unit_id=district.id)

    assert due(district.id) == due(ward.id) == local("2024-03-06T17:00")
    assert due(other.id) == due(None) == local("2024-03-05T17:00")


def test_the_nearest_line_decides():
    district = make_unit()
    ward = make_unit(parent_id=district.id)
    set_day(unit_id=district.id)
    set_day(unit_id=ward.id, kind=api.DayKind.WORK, name="", segments=[["08:00", "11:00"]])

    assert due(ward.id) == local("2024-03-05T11:00")


def test_a_replaced_line_is_kept_with_the_instant_of_its_end():
    set_day()
    later = AT + timedelta(hours=1)
    set_day(kind=api.DayKind.WORK, at=later)

    old, new = CalendarDay.objects.filter(day=date(2024, 3, 5)).order_by("recorded_at")
    assert (old.kind, old.replaced_at) == ("HOLIDAY", later)
    assert (new.kind, new.replaced_at) == ("WORK", None)


def test_saying_the_same_again_changes_nothing():
    assert set_day()
    told = EventRecord.objects.count()

    assert not set_day()
    assert EventRecord.objects.count() == told


def test_a_day_that_is_taken_back_is_what_it_was():
    set_day()
    basis: dict[str, Any] = {
        "actor": SYSTEM,
        "day": date(2024, 3, 5),
        "legal_basis": "QĐ 2",
        "at": AT,
    }

    assert api.forget_day(**basis)
    assert not api.forget_day(**basis)
    assert due() == local("2024-03-05T17:00")


def test_every_change_is_told_to_the_house():
    unit = make_unit()
    set_day(unit_id=unit.id)

    event = EventRecord.objects.get(code="organisation.calendar_day_changed")
    assert event.stream == "day:2024-03-05"
    assert event.payload["for_unit_id"] == str(unit.id)


def test_a_day_without_a_document_is_refused():
    with pytest.raises(Invalid) as refusal:
        set_day(legal_basis=" ", segments=[["08:00", "12:00"]])

    assert {fault.path for fault in refusal.value.faults} == {"legal_basis", "segments"}


@pytest.mark.parametrize(
    "segments", [[["12:00", "08:00"]], [["08:00", "12:00"], ["11:00", "17:00"]], [["8", "x"]]]
)
def test_impossible_hours_are_refused(segments):
    with pytest.raises(api.ImpossibleCalendar):
        set_day(kind=api.DayKind.WORK, segments=segments)


def test_only_who_keeps_a_unit_changes_its_calendar():
    top = make_unit()
    district = make_unit(parent_id=top.id)
    keeper = official(rights={"organisation.manage": {district.id}})

    assert set_day(actor=keeper, unit_id=district.id)
    with pytest.raises(NotPermitted):
        set_day(actor=keeper, unit_id=top.id)


def test_only_who_keeps_a_topmost_unit_changes_the_calendar_of_all():
    top = make_unit()
    district = make_unit(parent_id=top.id)

    with pytest.raises(NotPermitted):
        set_day(actor=official(rights={"organisation.manage": {district.id}}))
    assert set_day(actor=official(rights={"organisation.manage": {top.id, district.id}}))


def test_hours_of_a_unit_hold_from_their_day_on():
    unit = make_unit()
    half = [["07:30", "11:30"], ["13:30", "17:00"]]
    week = [*[half] * 5, [["08:00", "11:00"]], []]
    given: dict[str, Any] = {
        "actor": SYSTEM,
        "unit_id": unit.id,
        "week": week,
        "valid_from": date(2024, 3, 5),
        "legal_basis": "QĐ 3",
        "at": AT,
    }

    assert api.set_hours(**given, same_day_cut_off=time(14))
    assert not api.set_hours(**given, same_day_cut_off=time(14))

    day = TimeLimit.parse("same_day")
    assert due(unit.id, "2024-03-04T14:30", day) == local("2024-03-04T17:00")
    assert due(unit.id, "2024-03-05T14:30", day) == local("2024-03-06T17:00")
    assert due(unit.id, "2024-03-08T09:00") == local("2024-03-09T11:00")


@pytest.mark.parametrize("week", [[[]] * 7, [[["08:00", "12:00"]]] * 5])
def test_a_week_has_seven_days_and_some_work(week):
    with pytest.raises(api.ImpossibleCalendar):
        api.set_hours(actor=SYSTEM, week=week, valid_from=date(2024, 3, 5), legal_basis="QĐ", at=AT)


def test_an_unknown_unit_has_no_clock():
    with pytest.raises(api.NoSuchUnit):
        due(uuid7())


def test_days_are_listed_with_what_they_are():
    days = api.list_days(None, first=date(2024, 2, 7), last=date(2024, 2, 10))

    assert [day.kind for day in days] == ["WORK", "HOLIDAY", "HOLIDAY", "HOLIDAY"]
    assert "5015/TB-LĐTBXH" in days[1].legal_basis


def test_elapsed_time_and_the_new_end_after_a_pause():
    paused, again = local("2024-03-04T10:00"), local("2024-03-06T10:00")
    new = api.due_after_pause(
        unit_id=None,
        due_at=local("2024-03-05T17:00"),
        paused_at=paused,
        resumed_at=again,
        unit=ONE_DAY.unit,
    )

    assert new == local("2024-03-07T17:00")
    spent = api.elapsed_working_time(
        unit_id=None,
        start=local("2024-03-04T09:00"),
        end=new,
        pauses=[api.Pause(start=paused, end=again)],
    )
    assert spent == timedelta(hours=1 + 14)


def test_a_count_beyond_what_is_announced_is_said_to_be_so():
    at = local("2026-12-25T09:00")

    found = api.explain_due(unit_id=None, start=at, limit=TimeLimit.parse("20 working_day"))

    assert "31/12/2026" in found.warning
    assert len(found.lines) == len(found.days)


def test_a_custom_of_the_clock_is_a_setting(settings):
    settings.WORKING_DAY_POLICY = "SAME_CLOCK_TIME"

    assert due() == local("2024-03-05T09:00")
