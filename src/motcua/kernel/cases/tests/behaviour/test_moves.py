"""What a change of the calendar, or another limit, would move, and what it does move."""

from datetime import date, timedelta
from typing import Any

import pytest

from motcua.foundation import modules
from motcua.foundation.models import EventRecord
from motcua.foundation.time import TimeLimit
from motcua.kernel.cases import api, use_cases
from motcua.kernel.cases.models import Case, CaseStep
from motcua.kernel.cases.tests.factories import AT, SYSTEM, local, make_office, open_case, publish
from motcua.kernel.organisation import api as organisation
from motcua.kernel.organisation.api import CalendarDraft, DayKind, DayRule, Recount

pytestmark = pytest.mark.django_db
TUESDAY = date(2024, 3, 5)
LATER = AT + timedelta(hours=1)
BATCH_STATEMENTS = 8  # units, both calendars, the promises, names


def day_off(unit_id=None, day: date = TUESDAY) -> CalendarDraft:
    rule = DayRule(day=day, kind=DayKind.HOLIDAY, name="Lễ hội")
    return CalendarDraft(unit_id=unit_id, days=(rule,))


def saturday_at_work(unit_id=None) -> CalendarDraft:
    rule = DayRule(day=date(2024, 3, 9), kind=DayKind.SWAPPED_WORKDAY)
    return CalendarDraft(unit_id=unit_id, days=(rule,))


def moves(draft: CalendarDraft, at=LATER) -> organisation.Moves:
    (keeper,) = modules.provided(organisation.KeepsPromises)
    batch: organisation.Batch = keeper.moves(draft=draft, at=at)
    assert batch.last is None
    return batch.moves


def approve(draft: CalendarDraft, recount: Recount = Recount.EARLIER, at=LATER) -> int:
    """Approve a change, and do what the worker does afterwards."""
    organisation.approve_calendar(
        actor=SYSTEM, draft=draft, legal_basis="QĐ 12/QĐ-UBND", recount=recount, at=at
    )
    given: dict[str, Any] = {
        "actor": SYSTEM,
        "unit_id": draft.unit_id,
        "first": draft.first,
        "last": draft.last,
        "recount": recount,
        "decision": "QĐ 12/QĐ-UBND",
        "ordered_by": "Nguyễn Văn An",
        "at": at,
    }
    moved = use_cases.recount_cases(**given)
    assert use_cases.recount_cases(**given) == 0  # a second delivery changes nothing
    return moved


def due(case) -> Any:
    return api.get_case(case_id=case.id).due_at


def test_a_new_day_off_moves_open_promises_by_a_day():
    case = open_case(make_office())  # Monday, three working days: Thursday

    found = moves(day_off())

    (moved,) = found.moved
    assert moved.subject_code == case.subject_code
    assert (moved.due_before, moved.due_after) == (
        local("2024-03-07 17:00"),
        local("2024-03-08 17:00"),
    )
    (unit,) = found.units
    assert (unit.unit_id, unit.open_later, unit.open_earlier) == (case.unit_id, 1, 0)
    assert unit.longest == timedelta(days=1)
    assert found.count == found.looked_at == 1
    assert due(case) == local("2024-03-07 17:00")  # nothing was written


def test_only_units_at_or_below_the_one_that_changes_move():
    district = make_office()
    ward, other = make_office(parent_id=district.unit.id), make_office()
    for office in (district, ward, other):
        open_case(office)

    found = moves(day_off(district.unit.id))

    assert {each.unit_id for each in found.units} == {district.unit.id, ward.unit.id}
    assert found.looked_at == 2


def test_a_nearer_line_of_a_unit_keeps_its_promises():
    office = make_office()
    organisation.set_day(
        actor=SYSTEM,
        unit_id=office.unit.id,
        day=TUESDAY,
        kind=DayKind.WORK,
        legal_basis="QĐ",
        at=AT,
    )
    open_case(office)

    assert moves(day_off()).count == 0


def test_a_pause_is_counted_again_too():
    office = make_office()
    case = open_case(office)
    api.pause_case(actor=SYSTEM, case_id=case.id, reason="thiếu giấy", at=local("2024-03-05 10:00"))
    api.resume_case(actor=SYSTEM, case_id=case.id, at=local("2024-03-07 14:00"))
    assert due(case) == local("2024-03-12 11:00")

    (moved,) = moves(day_off(day=date(2024, 3, 11))).moved

    assert moved.due_after == local("2024-03-13 11:00")


def test_what_was_promised_anew_is_not_moved_by_any_calendar():
    case = open_case(make_office())
    api.reappoint_case(
        actor=SYSTEM,
        case_id=case.id,
        due_at=local("2024-03-12 17:00"),
        reason="chờ xác minh",
        at=AT,
    )

    assert moves(day_off()).looked_at == 0


def test_past_promises_tell_whether_they_would_have_been_kept():
    office = make_office()
    kept, late = open_case(office), open_case(office)
    for case, at in ((kept, "2024-03-07 16:00"), (late, "2024-03-08 10:00")):
        api.settle_case(actor=SYSTEM, case_id=case.id, at=local(at))

    (unit,) = moves(day_off(), at=local("2024-04-01 09:00")).units

    assert (unit.past_later, unit.late_before, unit.late_after) == (2, 1, 0)


def test_promises_counted_otherwise_stay_apart():
    case = open_case(make_office())
    Case.objects.filter(id=case.id).update(due_at=local("2024-03-07 16:00"))

    found = moves(day_off())

    assert (found.count, found.apart) == (0, 1)


def test_hours_that_change_from_a_day_move_what_runs_then():
    office = make_office()
    case = open_case(office, time_limit=TimeLimit.parse("16 working_hour"))  # to Wednesday, 9:00
    morning = tuple(organisation.Segment(*pair) for pair in HALF)
    hours = organisation.Hours(
        valid_from=TUESDAY,
        week=(*[morning] * 5, (), ()),
        same_day_cut_off=local("2024-03-04 11:00").time(),
    )
    assert case.due_at == local("2024-03-06 09:00")

    (moved,) = moves(CalendarDraft(unit_id=office.unit.id, hours=hours)).moved

    assert moved.due_after == local("2024-03-07 09:00")  # 7 + 4 + 4 + 1


HALF = [(local("2024-03-04 08:00").time(), local("2024-03-04 12:00").time())]


def test_the_statements_do_not_grow_with_the_promises(django_assert_max_num_queries):
    offices = [make_office() for _each in range(3)]
    process = publish()
    for n in range(30):
        open_case(offices[n % 3], process=process)
    moves(day_off())

    with django_assert_max_num_queries(12):
        assert moves(day_off()).count == 30


def test_a_batch_costs_the_same_whichever_it_is(monkeypatch, django_assert_num_queries):
    monkeypatch.setattr("motcua.kernel.cases.queries.moves.BATCH", 4)
    office, process = make_office(), publish()
    for _each in range(10):
        open_case(office, process=process)
    (keeper,) = modules.provided(organisation.KeepsPromises)
    assert keeper.count(draft=day_off(), at=LATER) == 10
    batch = keeper.moves(draft=day_off(), at=LATER)

    sizes = [batch.moves.looked_at]
    while batch.last:
        with django_assert_num_queries(BATCH_STATEMENTS):
            batch = keeper.moves(draft=day_off(), at=LATER, after=batch.last)
        sizes.append(batch.moves.looked_at)

    assert sizes == [4, 4, 2]


def test_another_limit_would_move_cases():
    case = open_case(make_office())

    (moved,) = api.what_if(case_ids=[case.id], time_limit=TimeLimit.parse("2 working_day")).moved

    assert moved.due_after == local("2024-03-06 17:00")


def test_a_later_day_is_promised_only_if_the_document_says_so():
    case = open_case(make_office())

    assert approve(day_off()) == 0
    assert due(case) == local("2024-03-07 17:00")


def test_by_decision_promises_move_later_and_the_first_one_is_kept():
    case = open_case(make_office())

    assert approve(day_off(), Recount.BOTH) == 1

    info = api.get_case(case_id=case.id)
    assert info.due_at == local("2024-03-08 17:00")
    assert info.due_original_at == local("2024-03-07 17:00")


def test_an_earlier_day_is_promised_at_once():
    case = open_case(make_office(), time_limit=TimeLimit.parse("5 working_day"))

    assert approve(saturday_at_work()) == 1
    assert due(case) == local("2024-03-09 17:00")


def test_nobody_becomes_late_because_the_calendar_changed():
    case = open_case(make_office(), time_limit=TimeLimit.parse("5 working_day"))

    assert approve(saturday_at_work(), at=local("2024-03-10 09:00")) == 0
    assert due(case) == local("2024-03-11 17:00")


def test_promises_are_kept_where_that_is_wished():
    open_case(make_office(), time_limit=TimeLimit.parse("5 working_day"))

    assert approve(saturday_at_work(), Recount.KEEP) == 0


def test_the_step_keeps_its_working_time():
    case = open_case(make_office())  # received at once: the specialist has eight hours
    assert case.step_due_at == local("2024-03-05 09:00")

    approve(day_off(), Recount.BOTH)

    assert api.get_case(case_id=case.id).step_due_at == local("2024-03-06 09:00")
    stay = CaseStep.objects.get(case_id=case.id, done_at=None)
    assert stay.due_at == local("2024-03-06 09:00")


def test_each_move_is_told_with_its_document_and_who_ordered_it():
    case = open_case(make_office())
    approve(day_off(), Recount.BOTH)

    told = EventRecord.objects.get(code="cases.recounted")
    assert told.stream == f"case:{case.id}"
    (event,) = api.promise_history(case_id=case.id).events
    assert (event.kind, event.reason, event.by) == ("recounted", "QĐ 12/QĐ-UBND", "Nguyễn Văn An")
    assert (event.due_before, event.due_at) == (
        local("2024-03-07 17:00"),
        local("2024-03-08 17:00"),
    )


def test_the_history_of_a_promise_knows_pauses_and_the_new_date():
    case = open_case(make_office())
    api.pause_case(actor=SYSTEM, case_id=case.id, reason="thiếu giấy", at=local("2024-03-05 10:00"))
    waiting = api.promise_history(case_id=case.id)
    api.resume_case(actor=SYSTEM, case_id=case.id, at=local("2024-03-07 14:00"))
    api.reappoint_case(
        actor=SYSTEM,
        case_id=case.id,
        due_at=local("2024-03-15 17:00"),
        reason="chờ xác minh",
        at=local("2024-03-08 09:00"),
    )

    history = api.promise_history(case_id=case.id)
    assert waiting.paused_since == local("2024-03-05 10:00")
    assert waiting.pauses == ()
    assert history.pauses == ((local("2024-03-05 10:00"), local("2024-03-07 14:00")),)
    assert history.paused_since is None
    assert history.reappointed == organisation.Reappointment(
        at=local("2024-03-08 09:00"), due_at=local("2024-03-15 17:00")
    )
