"""What the chairman said becomes a task; the ward does it; the month is printed."""

from datetime import timedelta

import pytest

from motcua.modules.office.directives.models import Task
from motcua.modules.office.directives.types import Standing

pytestmark = pytest.mark.usefixtures("live_server")
CHAIRMAN, WARDEN = "chairman", "leader1"
ROOT = "/workspace/directives/"
NOTE = """1. Yêu cầu UBND phường Hoàng Văn Thụ phối hợp với Phòng Kinh tế rà soát chợ tạm, lập
danh sách trong 10 ngày làm việc.
2. Đồng chí nào có ý kiến thì trao đổi sau cuộc họp.
3. Giao Phòng Tư pháp tuyên truyền Luật Căn cước trước ngày 31/12."""


@pytest.fixture
def come_in(open_page):
    """Open a browser in which an official of the city has signed in; not all are personas."""
    from django.contrib.auth import get_user_model  # noqa: PLC0415 - Django must be up
    from django.test import Client  # noqa: PLC0415

    def come_in_(username, path):
        client, page = Client(), open_page("/sign-in/")
        client.force_login(get_user_model().objects.get(username=username))
        cookies = client.cookies.items()
        page.context.add_cookies(
            [{"name": name, "value": each.value, "url": page.url} for name, each in cookies]
        )
        page.goto(path)
        page.set_default_timeout(15_000)
        return page

    return come_in_


def _press(page, name, then):
    page.get_by_role("button", name=name, exact=True).first.click()
    page.get_by_text(then).first.wait_for()


def _confirm(page, opener, value, then, **fields):
    """Open a dialog, fill it in and press its button."""
    page.get_by_role("button", name=opener, exact=True).first.click()
    for name, text in fields.items():
        page.locator(f"dialog[open] [name={name}]").fill(text)
    page.locator(f"dialog[open] button[value={value}]").click()
    page.get_by_text(then).first.wait_for()


def _give(page, seen):
    """Take the tasks out of the note; one is dropped, one is changed."""
    page.locator("textarea[name=text]").fill(NOTE)
    _press(page, "Đọc nội dung và đề xuất nhiệm vụ", "2 nhiệm vụ chờ xác nhận")
    assert page.locator("[name=supports_0]").input_value() == "Phòng Kinh tế"
    assert page.locator("[name=due_0]").input_value() == "10 ngày làm việc"
    seen(page)
    page.locator("[name=due_1]").fill("khi nào xong thì thôi")
    page.locator("[name=text_0]").fill("Rà soát chợ tạm, lập danh sách hộ kinh doanh")
    _press(page, "Giao 2 nhiệm vụ", "Hãy ghi thời hạn")
    assert "hộ kinh doanh" in page.locator("[name=text_0]").input_value()
    page.locator("button[name=drop][value='1']").click()
    page.get_by_text("1 nhiệm vụ chờ xác nhận").wait_for()
    _press(page, "Giao 1 nhiệm vụ", "Đã giao 1 nhiệm vụ.")
    seen(page)


def _work(page, seen, photo):
    """Report with a photograph and ask for more time; return the address of the task."""
    seen(page)
    page.get_by_role("link", name="Rà soát chợ tạm").first.click()
    page.locator("[name=percent]").wait_for()
    seen(page)
    page.locator("textarea[name=text]").fill("Đã kiểm tra 20 hộ, còn 5 hộ.")
    page.locator("[name=percent]").fill("80")
    page.locator("[name=evidence]").set_input_files(photo)
    _press(page, "Gửi báo cáo", "Báo cáo của ông/bà đã được ghi vào nhiệm vụ.")
    assert page.get_by_role("link", name="giay-chung-sinh.jpg").is_visible()
    later = Task.objects.get().due_at + timedelta(days=7)
    _confirm(
        page,
        "Đề nghị gia hạn",
        "ask",
        "Đã gửi đề nghị gia hạn đến lãnh đạo.",
        wanted_on=f"{later:%d/%m/%Y}",
        why="Chờ các hộ ký cam kết.",
    )
    return page.url


def test_a_note_becomes_a_task_that_is_extended_done_and_counted(come_in, seen, photo):
    chair = come_in(CHAIRMAN, f"{ROOT}new/")
    _give(chair, seen)
    ward = come_in(WARDEN, ROOT)
    one = _work(ward, seen, photo)
    due = Task.objects.get().due_at

    chair.goto(one)
    _confirm(chair, "Đồng ý gia hạn", "approve", "Thời hạn mới có hiệu lực")
    assert Task.objects.get().due_at > due

    ward.goto(one)
    ward.locator("[name=done_text]").fill("Đã lập danh sách 25 hộ.")
    ward.locator("[name=files]").set_input_files(photo)
    _press(ward, "Báo cáo hoàn thành", "Đã báo cáo hoàn thành.")

    chair.goto(one)
    _confirm(chair, "Xác nhận hoàn thành", "accept", "Đã xác nhận: nhiệm vụ hoàn thành.")
    seen(chair)
    task = Task.objects.get()
    assert task.standing(task.closed_at) is Standing.ON_TIME

    chair.goto(one.split(ROOT)[0] + f"{ROOT}evaluation/")
    seen(chair)
    row = chair.get_by_role("row", name="phường Hoàng Văn Thụ")
    assert "100,00" in row.inner_text()
    paper = chair.get_by_role("link", name="In bản đánh giá").get_attribute("href")
    printed = chair.request.get(chair.url.split("/workspace/")[0] + paper)
    assert printed.body().startswith(b"%PDF")
    row.get_by_role("link", name="1", exact=True).first.click()
    assert chair.get_by_role("link", name=task.label).is_visible()
    assert seen.faults == []
