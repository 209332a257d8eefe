"""Messages on a telephone, with a screen reader, and without script."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from motcua.kernel.identity.tests.factories import make_citizen
from motcua.kernel.notifications import api as notifications

pytestmark = pytest.mark.usefixtures("transactional_db")
AT = datetime(2024, 3, 5, 2, tzinfo=UTC)


@pytest.fixture
def citizen():
    citizen = make_citizen()
    for number in range(3):
        notifications.send(
            key=str(number),
            to_person_id=citizen.person_id,
            subject=f"Hồ sơ H24.12-240305-000{number} đã được tiếp nhận",
            body="Ông/bà nhận kết quả trước 17:00 thứ Ba 12/03/2024.",
            link="/messages/",
            at=AT + timedelta(hours=number),
        )
    return citizen


@pytest.fixture
def sign_in(open_page):
    """Open a page as the holder of an account."""

    def open_(account, path, **how):
        client = Client()
        client.force_login(account)
        page = open_page("/sign-in/", **how)
        page.context.add_cookies(
            [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": page.url}]
        )
        page.goto(path)
        return page

    return open_


@pytest.mark.parametrize("width", [320, 1366])
def test_messages_are_read_one_by_one(citizen, sign_in, axe, width):
    page = sign_in(citizen, "/messages/", width=width)
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width

    page.get_by_role("link", name="H24.12-240305-0002").click()
    assert axe(page) == []
    page.goto("/messages/")

    assert page.get_by_text("Mới", exact=True).count() == 2


def test_all_are_marked_as_read_without_script(citizen, sign_in):
    page = sign_in(citizen, "/messages/", javascript=False)

    page.get_by_role("button", name="Đánh dấu tất cả là đã đọc").click()

    assert page.get_by_text("Mới", exact=True).count() == 0


@pytest.mark.parametrize("width", [390, 1366])
def test_the_telephones_of_the_demo(citizen, open_page, axe, settings, width):
    settings.DEMO = True

    page = open_page("/demo/inbox/", width=width)

    assert axe(page) == []
    assert page.get_by_text("Phạm Thị Thanh Hà").count() == 3
