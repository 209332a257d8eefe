"""What people read on the pages of the organisation, and who may change the calendar."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from motcua.foundation.ids import uuid7
from motcua.kernel.organisation import api, tasks
from motcua.kernel.organisation.models import CalendarDay, CalendarVersion
from motcua.kernel.organisation.tests.factories import AT, SYSTEM, make_post, make_unit, official

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture
def top():
    return make_unit(name="UBND thành phố", level=api.Level.PROVINCE)


@pytest.fixture
def district(top):
    return make_unit(name="UBND quận", level=api.Level.DISTRICT, parent_id=top.id)


def keeper(*units):
    return official(rights={"organisation.manage": {unit.id for unit in units}})


def text(response):
    return " ".join(response.content.decode().split())


def approve(visit, path, actor, given, *, recount="EARLIER"):
    """See what a change would move, then approve it."""
    visit(path, actor, post=given)
    tasks.simulate()
    tried = visit(path, actor, post=given)
    seen = re.search(r'name="seen" value="(\w+)"', tried.content.decode())
    assert seen, text(tried)
    return visit(path, actor, post=given | {"seen": seen[1], "approve": "1", "recount": recount})


def test_the_organisation_is_for_officials(visit, district):
    assert visit("/organisation/").status_code == 302
    assert visit("/calendar/").status_code == 302

    page = text(visit("/organisation/", official(rights={})))
    assert page.index("UBND thành phố") < page.index("UBND quận")


def test_a_unit_shows_its_posts_and_what_stands_below(visit, top, district):
    make_post(district.id, title="Chuyên viên", fields=["Hộ tịch"], person_id=uuid7())
    make_post(district.id, title="Văn thư", role=api.Role.CLERK)
    make_unit(name="Phòng Tư pháp", parent_id=district.id, kind=api.UnitKind.DEPARTMENT)

    with CaptureQueriesContext(
        connection,
    ) as queries:
        page = text(visit(f"/organisation/{district.id}/", official(rights={})))

    assert len(queries) <= 8
    assert page.index("Chuyên viên") < page.index("Filled") < page.index("Văn thư")
    assert page.index("Văn thư") < page.index("Vacant")
    assert "Phòng Tư pháp" in page
    assert f"/organisation/{top.id}/" in page


def test_an_unknown_unit_is_not_found(visit):
    assert visit(f"/organisation/{uuid7()}/", official(rights={})).status_code == 404


def test_a_month_shows_its_holidays_with_their_documents(visit):
    with CaptureQueriesContext(connection) as queries:
        page = text(visit("/calendar/?month=2024-02", official(rights={})))

    assert len(queries) <= 8
    assert "Working calendar, 02/2024" in page
    assert "Tết Nguyên đán Giáp Thìn (mùng 1)" in page
    assert "5015/TB-LĐTBXH" in page
    assert "from memory, to be compared with the notice" in page
    assert "/calendar/2024-02-08/" not in page


def test_a_month_may_be_written_as_people_write_it(visit):
    assert "02/2024" in text(visit("/calendar/?month=02/2024", official(rights={})))


def test_a_month_that_makes_no_sense_is_this_month(visit):
    assert "03/2024" in text(visit("/calendar/?month=nie", official(rights={})))


def test_who_may_change_finds_the_way_at_the_day(visit, district):
    page = text(visit("/calendar/?month=2024-02", keeper(district)))

    assert f"/calendar/2024-02-08/?unit={district.id}" in page


def test_a_day_is_changed_for_the_own_unit(visit, district):
    actor = keeper(district)
    path = f"/calendar/2024-03-06/?unit={district.id}"
    assert "UBND quận" in text(visit(path, actor))

    answer = approve(
        visit,
        path,
        actor,
        {
            "scope": str(district.id),
            "kind": "WORK",
            "name": "Lễ hội",
            "hours": "8:00-11:30",
            "legal_basis": "QĐ 5/QĐ-UBND",
        },
    )

    assert answer.status_code == 302
    (day,) = api.list_days(district.id, first=date(2024, 3, 6), last=date(2024, 3, 6))
    assert [str(segment) for segment in day.segments] == ["08:00–11:30"]
    assert "Lễ hội" in text(visit(answer.url, actor))
    assert "QĐ 5/QĐ-UBND" in text(visit(path, actor))


def test_a_day_is_made_ordinary_again(visit, district):
    api.set_day(
        actor=SYSTEM,
        day=date(2024, 3, 6),
        kind=api.DayKind.HOLIDAY,
        legal_basis="QĐ 5",
        unit_id=district.id,
        at=AT,
    )

    given = {"scope": str(district.id), "kind": "HOLIDAY", "legal_basis": "QĐ 6", "forget": "1"}
    approve(visit, "/calendar/2024-03-06/", keeper(district), given)

    assert CalendarDay.objects.get(unit_id=district.id).replaced_at == AT


def test_nothing_changes_before_it_was_seen_what_moves(visit, district):
    given = {"scope": str(district.id), "kind": "HOLIDAY", "legal_basis": "QĐ 6"}
    path, actor = "/calendar/2024-03-06/", keeper(district)

    tried = visit(path, actor, post=given | {"approve": "1"})

    assert tried.status_code == 422
    assert "What this change would move" in text(tried)
    assert not CalendarDay.objects.filter(unit_id=district.id).exists()


def test_what_is_approved_is_what_was_seen(visit, district):
    given = {"scope": str(district.id), "kind": "HOLIDAY", "legal_basis": "QĐ 6"}
    path, actor = "/calendar/2024-03-06/", keeper(district)
    visit(path, actor, post=given)
    tasks.simulate()
    seen = re.search(r'name="seen" value="(\w+)"', visit(path, actor, post=given).content.decode())
    assert seen

    other = given | {"name": "Lễ khác", "approve": "1", "seen": seen[1]}
    refused = visit(path, actor, post=other)
    assert refused.status_code == 422
    assert "no longer the one that was counted" in text(refused)
    assert not CalendarDay.objects.filter(unit_id=district.id).exists()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"legal_basis": ""}, "Name the document that this follows from."),
        ({"hours": "sáng"}, "Write the hours like this"),
        ({"hours": "8:00-12:00"}, "A day off has no hours of work."),
        ({"kind": "WORK", "hours": "12:00-8:00"}, "The hours of work are not possible"),
    ],
)
def test_what_is_wrong_is_said_with_the_way_out(visit, district, given, said):
    whole = {"scope": str(district.id), "kind": "HOLIDAY", "legal_basis": "QĐ"} | given

    page = text(visit("/calendar/2024-03-06/", keeper(district), post=whole))

    assert said in page
    assert not CalendarDay.objects.filter(unit_id=district.id).exists()


def test_only_who_keeps_units_changes_days(visit, district):
    assert visit("/calendar/2024-03-06/", official(rights={})).status_code == 403
    assert visit("/calendar/nie/", keeper(district)).status_code == 404


def test_the_whole_country_is_offered_only_to_who_keeps_its_top(visit, top, district):
    path = "/calendar/2024-03-06/"

    assert "The whole country" not in text(visit(path, keeper(district)))
    assert "The whole country" in text(visit(path, keeper(top)))
    given = {"scope": "all", "kind": "HOLIDAY", "legal_basis": "QĐ"}
    assert visit(path, keeper(district), post=given).status_code == 200
    assert approve(visit, path, keeper(top), given).status_code == 302
    assert CalendarDay.objects.filter(day=date(2024, 3, 6), unit=None).exists()


def rows(*lines):
    """Return the rows of the table of a year as a browser sends them."""
    cells = ("day", "kind", "name", "hours", "basis")
    return {
        f"{cell}.{n}": value
        for n, line in enumerate(lines)
        for cell, value in zip(cells, line, strict=False)
    }


def test_a_year_is_edited_in_a_table_and_by_pasting(visit, district):
    path, actor = f"/calendar/years/2024/?unit={district.id}", keeper(district)
    given = rows(("05/03/2024", "HOLIDAY", "Lễ hội", "", "")) | {
        "scope": str(district.id),
        "pasted": "06/03/2024\tWorking day\tNửa ngày\t8:00-12:00\n24/12/2024; HOLIDAY; Giáng sinh",
        "legal_basis": "QĐ 7/QĐ-UBND",
    }

    assert approve(visit, path, actor, given).status_code == 302

    lines = CalendarDay.objects.filter(unit_id=district.id).order_by("day")
    assert [(f"{line.day}", line.kind, line.name) for line in lines] == [
        ("2024-03-05", "HOLIDAY", "Lễ hội"),
        ("2024-03-06", "WORK", "Nửa ngày"),
        ("2024-12-24", "HOLIDAY", "Giáng sinh"),
    ]
    assert {line.legal_basis for line in lines} == {"QĐ 7/QĐ-UBND"}
    assert "Giáng sinh" in text(visit(path, actor))


def test_a_row_whose_day_is_emptied_is_taken_back_and_others_stay(visit, district):
    path, actor = f"/calendar/years/2024/?unit={district.id}", keeper(district)
    whole = {"scope": str(district.id), "legal_basis": "QĐ 7"}
    two = rows(("05/03/2024", "HOLIDAY", "Một"), ("06/03/2024", "HOLIDAY", "Hai"))
    approve(visit, path, actor, whole | two)

    approve(visit, path, actor, whole | rows(("06/03/2024", "HOLIDAY", "Hai")))

    left = CalendarDay.objects.get(unit_id=district.id, replaced_at=None)
    assert (left.name, left.recorded_at) == ("Hai", AT)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("hm; HOLIDAY; x", "write the day like this"),
        ("05/03/2023; HOLIDAY; x", "this day is not in the year 2024"),
        ("05/03/2024; Feiertag; x", "say what this day is"),
        ("05/03/2024; HOLIDAY; x; 8:00-12:00", "a day off has no hours of work"),
        ("05/03/2024; WORK; x; sáng", "write the hours like this"),
        ("05/03/2024; WORK; x\n05/03/2024; WORK; y", "stands there twice"),
    ],
)
def test_a_line_that_cannot_be_read_is_named_with_the_way_out(visit, district, line, said):
    given = {"scope": str(district.id), "pasted": line, "legal_basis": "QĐ"}

    answer = visit("/calendar/years/2024/", keeper(district), post=given)

    assert answer.status_code == 422
    assert said in text(answer)


def test_the_notice_of_a_year_is_complete(visit, top):
    given = rows(("24/11/2027", "HOLIDAY", "Ngày Văn hóa Việt Nam", "", "NQ 28/2026/QH16"))
    given |= {"scope": "all", "legal_basis": "TB 1/2026", "complete": "1"}

    approve(visit, "/calendar/years/2027/", keeper(top), given)

    assert CalendarVersion.objects.get().complete_until == date(2027, 12, 31)


def week(hours="7:00-11:30, 13:30-17:00"):
    days = ("monday", "tuesday", "wednesday", "thursday", "friday")
    return dict.fromkeys(days, hours)


def test_working_hours_are_set_from_a_day_on(visit, district):
    path, actor = f"/calendar/hours/?unit={district.id}", keeper(district)
    given = week() | {
        "scope": str(district.id),
        "saturday": "7:00-11:00",
        "valid_from": "15/04/2024",
        "cut_off": "15:00",
        "legal_basis": "QĐ 8/QĐ-UBND",
    }

    assert approve(visit, path, actor, given).status_code == 302

    (saturday,) = api.list_days(district.id, first=date(2024, 4, 20), last=date(2024, 4, 20))
    assert [str(segment) for segment in saturday.segments] == ["07:00–11:00"]
    page = text(visit(path, actor))
    assert "Monday – Friday: 07:00–11:30, 13:30–17:00; Saturday: 07:00–11:00" in page
    assert "QĐ 8/QĐ-UBND" in page


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"monday": "sáng"}, "Write the hours like this"),
        ({"monday": "12:00-8:00"}, "The hours of work are not possible"),
        (week(""), "Give hours of work for one day at least."),
        ({"valid_from": "x"}, "Write the day like this"),
        ({"legal_basis": ""}, "Name the document that this follows from."),
    ],
)
def test_hours_that_make_no_sense_are_told_at_the_field(visit, district, given, said):
    whole = week() | {
        "scope": str(district.id),
        "valid_from": "15/04/2024",
        "cut_off": "15:00",
        "legal_basis": "QĐ",
    }

    assert said in text(visit("/calendar/hours/", keeper(district), post=whole | given))


def test_only_who_keeps_units_sees_the_editors(visit):
    for path in ("/calendar/hours/", "/calendar/years/2024/"):
        assert visit(path, official(rights={})).status_code == 403


def test_anybody_may_ask_when_something_would_be_due(visit, district):
    path = "/when-due/?day=07/02/2024&clock=9:00&amount=5&time_unit=working_day&unit="

    page = text(visit(path))

    assert "Due at 17:00 Wednesday 21/02/2024." in page
    assert "Accepted at 09:00 Wednesday 07/02/2024. Time limit: 5 working days." in page
    assert "Tết Nguyên đán Giáp Thìn (mùng 1): not counted" in page
    assert "UBND quận" in page


def test_the_question_stands_there_before_anything_was_asked(visit):
    page = text(visit("/when-due/"))

    assert "The clock starts when the office accepts" in page
    assert 'value="04/03/2024"' in page
    assert "Error:" not in page


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("day=hm&clock=9:00&amount=5&time_unit=working_day", "Write the day like this"),
        ("day=07/02/2024&clock=x&amount=5&time_unit=working_day", "Write the time like this"),
        ("day=07/02/2024&clock=9:00&amount=&time_unit=working_day", "Give the number"),
        ("day=07/02/2024&clock=9:00&amount=0.5&time_unit=month", "Give a whole number"),
        ("day=07/02/2024&clock=9:00&amount=-1&time_unit=month", "Give a whole number"),
        ("day=07/02/2024&clock=9:00&amount=99999&time_unit=month", "smaller number"),
        ("day=07/02/2024&clock=9:00&amount=5&time_unit=moon", "valid choice"),
    ],
)
def test_a_wrong_question_is_answered_at_the_field(visit, given, said):
    page = text(visit(f"/when-due/?{given}"))

    assert said in page
    assert "Error:" in page


def test_within_the_day_needs_no_number(visit):
    page = text(visit("/when-due/?day=04/03/2024&clock=15:30&amount=&time_unit=same_day&unit="))

    assert "Due at 17:00 Tuesday 05/03/2024." in page
    assert "accepted too late for a result on the same day" in page


def test_the_pages_speak_vietnamese(visit):
    with translation.override("vi"):
        page = text(visit("/when-due/?day=07/02/2024&clock=9:00&amount=0,5&time_unit=working_day"))

    assert "Hẹn trả lúc 14:00 thứ Tư 07/02/2024." in page
    assert "Thời hạn: 0,5 ngày làm việc." in page
