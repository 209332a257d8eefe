"""The calendar of a phone reads by a private link, until it is taken back."""

import pytest
from django.test import Client

from motcua.kernel.desk.models import CalendarLink
from motcua.kernel.identity.tests import factories as people

pytestmark = pytest.mark.django_db


def enter(account):
    client = Client()
    client.force_login(account)
    return client


def make_link(client):
    client.post("/desk/calendar/link/", {"act": "make"})
    address = client.get("/desk/calendar/").context["address"]
    return address.removeprefix("http://testserver")


def test_a_link_is_shown_once_and_reads_until_another_is_made_or_it_is_taken_back():
    official = enter(people.make_official("chanhvp"))
    first = make_link(official)
    assert official.get("/desk/calendar/").context["address"] == ""
    token = first.rpartition("/")[2].removesuffix(".ics")
    assert not CalendarLink.objects.filter(token_sha256__contains=token).exists()

    read = Client().get(first)
    assert read["Content-Type"].startswith("text/calendar")
    assert read.content.decode().startswith("BEGIN:VCALENDAR\r\n")
    assert "sessionid" not in read.cookies

    second = make_link(official)
    assert Client().get(first).status_code == 404
    assert Client().get(second).status_code == 200
    official.post("/desk/calendar/link/", {"act": "revoke"})
    assert Client().get(second).status_code == 404
    assert CalendarLink.objects.filter(revoked_at=None).count() == 0


def test_who_is_no_official_has_no_desk():
    citizen = enter(people.make_citizen("Phạm Thị Hà"))

    assert citizen.get("/desk/").status_code in {302, 403}
    assert citizen.post("/desk/calendar/link/").status_code in {302, 403}
    assert not CalendarLink.objects.exists()


@pytest.mark.parametrize("query", ["view=day&on=2024-02-12", "view=month&on=2024-02-01"])
def test_a_holiday_stands_in_the_calendar_by_its_name(query):
    said = enter(people.make_official("tet")).get(f"/desk/calendar/?{query}").content.decode()

    assert "Tết" in said


@pytest.mark.parametrize("query", ["view=year&on=x", "on=9999-12-31", "view=&on=0001-01-01"])
def test_an_address_that_makes_no_sense_shows_this_week(query):
    answer = enter(people.make_official("nham")).get(f"/desk/calendar/?{query}")

    assert answer.status_code == 200
    assert any(day["is_today"] for day in answer.context["days"])
