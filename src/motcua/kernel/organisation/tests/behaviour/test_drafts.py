"""A change of the calendar is drafted, looked at, and approved as a whole."""

from datetime import date, timedelta
from typing import Any

import pytest

from motcua.foundation.errors import Invalid, NotPermitted
from motcua.foundation.models import EventRecord
from motcua.foundation.time import TimeLimit
from motcua.kernel.organisation import api
from motcua.kernel.organisation.models import CalendarVersion, WorkingHours
from motcua.kernel.organisation.queries import hours_history
from motcua.kernel.organisation.tests.factories import (
    AT,
    FULL_DAY,
    SYSTEM,
    local,
    make_unit,
    official,
)

pytestmark = pytest.mark.django_db
ONE_DAY = TimeLimit.parse("1 working_day")
TUESDAY = date(2024, 3, 5)
LATER = AT + timedelta(hours=1)


def draft(unit_id=None, **more) -> api.CalendarDraft:
    rule = api.DayRule(day=TUESDAY, kind=api.DayKind.HOLIDAY, name="Lễ hội")
    return api.CalendarDraft(**{"unit_id": unit_id, "days": (rule,)} | more)


def approve(change: api.CalendarDraft, **more) -> bool:
    given: dict[str, Any] = {
        "actor": SYSTEM,
        "draft": change,
        "legal_basis": "QĐ 9/QĐ-UBND",
        "at": LATER,
    }
    return api.approve_calendar(**given | more)


def due(clock: api.Clock):
    return clock.add(start=local("2024-03-04T09:00"), limit=ONE_DAY)


def test_a_draft_changes_nothing_but_its_own_clocks():
    unit, other = make_unit(), make_unit()

    drafted = api.clocks_drafted([unit.id, other.id], draft(unit.id))

    assert due(drafted[unit.id]) == local("2024-03-06T17:00")
    assert due(drafted[other.id]) == due(api.clock(unit.id)) == local("2024-03-05T17:00")


def test_the_books_tell_what_was_known_at_an_instant():
    unit = make_unit()
    assert approve(draft(unit.id))

    (known,) = api.clocks_known([unit.id], LATER - timedelta(seconds=1)).values()

    assert due(known) == local("2024-03-05T17:00")
    assert due(api.clocks_known([unit.id], LATER)[unit.id]) == local("2024-03-06T17:00")


def test_what_came_with_the_product_was_always_known():
    (known,) = api.clocks_known([None], local("2024-01-01T08:00")).values()

    assert known.is_working_day(date(2024, 2, 8)) is False


def test_days_taken_back_and_hours_are_part_of_one_change():
    unit = make_unit()
    approve(draft(unit.id))
    hours = api.Hours(
        valid_from=TUESDAY, week=(*[FULL_DAY[:1]] * 5, (), ()), same_day_cut_off=FULL_DAY[0].end
    )

    approve(
        draft(unit.id, days=(), forgotten=(TUESDAY,), hours=hours), at=LATER + timedelta(days=1)
    )

    assert due(api.clock(unit.id)) == local("2024-03-05T12:00")
    approved = EventRecord.objects.filter(code="organisation.calendar_approved")
    assert [each.payload["last"] for each in approved.order_by("at")] == ["2024-03-05", None]


def test_hours_that_are_set_anew_for_the_same_day_keep_what_they_were():
    unit = make_unit()
    given: dict[str, Any] = {
        "actor": SYSTEM,
        "unit_id": unit.id,
        "valid_from": TUESDAY,
        "legal_basis": "QĐ 3",
    }
    full, half = [["08:00", "12:00"], ["13:00", "17:00"]], [["08:00", "12:00"]]
    api.set_hours(**given, week=[*[full] * 5, [], []], at=AT)
    api.set_hours(**given, week=[*[half] * 5, [], []], at=LATER)

    assert WorkingHours.objects.filter(unit_id=unit.id).count() == 2
    new, old = hours_history(unit.id)
    assert (old.replaced_at, new.replaced_at) == (LATER, None)
    assert due(api.clock(unit.id)) == local("2024-03-05T12:00")


def test_a_change_without_a_document_or_a_change_is_refused():
    with pytest.raises(Invalid) as refusal:
        approve(draft(days=()), legal_basis=" ")

    assert {fault.path for fault in refusal.value.faults} == {"legal_basis", "pasted"}


def test_only_who_keeps_a_calendar_approves_its_changes():
    top = make_unit()
    district = make_unit(parent_id=top.id)
    keeper = official(rights={"organisation.manage": {district.id}})

    assert approve(draft(district.id), actor=keeper)
    with pytest.raises(NotPermitted):
        approve(draft(), actor=keeper)


def test_approving_the_same_again_changes_nothing():
    assert approve(draft())
    assert not approve(draft(), at=LATER + timedelta(hours=1))


def test_a_notice_of_the_year_moves_the_day_until_which_counts_are_sure():
    approve(draft(), complete_until=date(2027, 12, 31))

    assert CalendarVersion.objects.get().complete_until == date(2027, 12, 31)
