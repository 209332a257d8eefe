"""The outsider's errand: search, ask, be allowed, read, and find that the time is over."""

import pytest
from django.test import Client

from motcua.foundation.delivery import deliver_pending
from motcua.modules.office.reading_room.models import RequestedDocument, View
from motcua.modules.office.reading_room.tests import factories as make

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("browser")]


def test_a_citizen_asks_reads_and_is_stopped_when_the_time_is_over(open_page, axe):
    room = make.make_room(make.blank_page())
    reader, archivist = Client(), Client()
    reader.force_login(room.reader)
    archivist.force_login(room.office.accounts["archivist"])

    page = open_page("/reading-room/", client=reader, width=390)
    page.locator("main [name=q]").fill("khao sat pho co")
    page.get_by_role("button", name="Tìm", exact=True).click()
    page.get_by_label(make.OPEN_TITLE).check()
    assert axe(page) == []
    page.get_by_role("button", name="Yêu cầu đọc văn bản đã chọn").click()
    page.get_by_label("Học tập, nghiên cứu").check()
    page.locator("[name=words]").fill("Luận văn về khu phố cổ Hải Phòng")
    assert axe(page) == []
    page.get_by_role("button", name="Gửi yêu cầu").click()
    page.get_by_text("Chờ quyết định").first.wait_for()
    assert axe(page) == []
    deliver_pending()

    desk = open_page("/workspace/reading-room/", client=archivist)
    assert axe(desk) == []
    desk.get_by_role("link", name="Vũ Minh Khôi").click()
    desk.get_by_label("Cho đọc", exact=True).check()
    assert axe(desk) == []
    desk.get_by_role("button", name="Quyết định và báo cho người đọc").click()
    desk.get_by_text("người đọc được thông báo").first.wait_for()

    page.reload()
    page.get_by_role("link", name="Đọc", exact=True).click()
    page.wait_for_load_state("networkidle")
    assert page.locator(".mc-page").evaluate("picture => picture.naturalWidth") > 500
    assert axe(page) == []
    assert View.objects.count() == 1

    RequestedDocument.objects.update(until=make.MORNING)
    page.get_by_role("link", name="PD-").click()
    page.get_by_text("Hết thời hạn đọc").wait_for()
    assert page.get_by_role("link", name="Đọc", exact=True).count() == 0
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
