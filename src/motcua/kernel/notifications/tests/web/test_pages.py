"""What people see of their messages."""

from datetime import UTC, datetime

import pytest

from motcua.kernel.identity.tests.factories import make_citizen, make_person
from motcua.kernel.notifications import api as notifications
from motcua.kernel.notifications.models import Message

pytestmark = pytest.mark.django_db
AT = datetime(2024, 3, 5, 2, tzinfo=UTC)


def tell(person, key="1", **values):
    given = {"subject": "Hồ sơ đã tiếp nhận", "body": "Hẹn trả.", "link": "/x/"} | values
    notifications.send(key=key, to_person_id=person.id, at=AT, **given)


def test_a_person_reads_his_messages(client):
    citizen = make_citizen()
    tell(citizen.person)
    client.force_login(citizen)

    listed = client.get("/messages/")
    opened = client.get(f"/messages/{Message.objects.get().id}/")

    assert "Hồ sơ đã tiếp nhận" in listed.content.decode()
    assert 'href="/x/"' in opened.content.decode()
    assert Message.objects.get().read_at


def test_somebody_elses_message_is_not_found(client):
    tell(make_person())
    client.force_login(make_citizen())

    assert client.get(f"/messages/{Message.objects.get().id}/").status_code == 404
    assert "Hồ sơ đã tiếp nhận" not in client.get("/messages/").content.decode()


def test_all_are_marked_as_read_by_a_button(client):
    citizen = make_citizen()
    tell(citizen.person)
    client.force_login(citizen)

    answer = client.post("/messages/read/")

    assert answer.url == "/messages/"
    assert Message.objects.get().read_at
    assert client.get("/messages/read/").status_code == 405


def test_the_list_does_not_ask_once_per_message(client, django_assert_max_num_queries):
    citizen = make_citizen()
    for number in range(30):
        tell(citizen.person, key=str(number))
    client.force_login(citizen)
    client.get("/messages/")

    with django_assert_max_num_queries(8):
        assert "page=2" in client.get("/messages/").content.decode()


def test_the_telephones_are_shown_in_the_demo_alone(client, settings):
    tell(make_person(full_name="Trần Thị Mai", phone="0912345678"), body="<b>đậm</b>")

    assert client.get("/demo/inbox/").status_code == 404
    settings.DEMO = True
    page = client.get("/demo/inbox/").content.decode()

    assert "Trần Thị Mai" in page
    assert "0912345678" in page
    assert "<b>đậm" not in page
