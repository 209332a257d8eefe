"""The archivist's day: take over, lend, read packages, destroy with a second person."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from motcua.foundation.delivery import deliver_pending
from motcua.modules.office.archive import demo
from motcua.modules.office.archive.models import Destruction, File, Loan, Package
from motcua.modules.office.archive.types import FileState, LoanState

pytestmark = pytest.mark.usefixtures("live_server")
ROOT = "/workspace/archive/"
ARCHIVIST, CLERK, LEADER = "archivist", "h24.12.vt", "chairman"


@pytest.fixture
def archive(transactional_db):
    """The archive of the demo district."""
    demo.load()


@pytest.fixture
def sit_down(open_page):
    """Open a browser in which somebody of the district has signed in."""

    def sit(username, path, **options):
        client = Client()
        client.force_login(get_user_model().objects.get(username=username))
        page = open_page(path, client=client, **options)
        page.set_default_timeout(15_000)
        return page

    return sit


def _press(page, label, said):
    page.get_by_role("button", name=label, exact=True).first.click()
    page.get_by_text(said).first.wait_for()


@pytest.mark.usefixtures("archive")
def test_files_are_taken_over_lent_checked_and_destroyed_by_two(sit_down, seen):
    page = sit_down(ARCHIVIST, ROOT)
    site = page.url.split(ROOT)[0]
    page.get_by_role("link", name="Chỉnh trang tuyến phố").or_(
        page.get_by_role("row").filter(has_text="Chỉnh trang tuyến phố").get_by_role("link")
    ).first.click()
    page.get_by_text("Văn bản trong hồ sơ").first.wait_for()
    seen(page)

    page.goto(f"{site}{ROOT}handing/")
    due = File.objects.filter(state=FileState.CLOSED, current_due_on__isnull=False)
    assert due.count() == 2
    page.get_by_role("button", name="Lập mục lục các hồ sơ đã chọn").first.click()
    page.wait_for_url(lambda url: "/handing/" in url and not url.endswith("/handing/"))
    _press(page, "Xác nhận bên giao", "Bên giao đã xác nhận.")
    assert page.get_by_text("Cần người khác xác nhận bên nhận").is_visible()
    clerk = sit_down(CLERK, page.url.split(site)[1])
    clerk.get_by_label("Tình trạng hồ sơ").fill("Đủ, đúng thứ tự")
    _press(clerk, "Xác nhận bên nhận", "Bên nhận đã xác nhận.")
    seen(clerk)
    deliver_pending()

    page.goto(f"{site}{ROOT}loans/")
    _press(page, "Cho mượn", "Đã cho mượn")
    assert Loan.objects.filter(on_paper=False, state=LoanState.OUT).count() == 1

    page.goto(f"{site}{ROOT}packages/")
    package = Package.objects.order_by("id").first()
    page.locator("[name=package]").last.select_option(str(package.id))
    _press(page, "Kiểm tra ngay", "còn nguyên như khi lưu trữ")

    page.goto(f"{site}{ROOT}destruction/")
    page.locator("[name=file]").first.check()
    page.get_by_label("Lý do hủy").fill("Hết thời hạn bảo quản")
    page.get_by_role("button", name="Gửi đề nghị tới lãnh đạo").click()
    page.wait_for_url(lambda url: not url.endswith("/destruction/"))
    phone = sit_down(LEADER, page.url.split(site)[1], width=390, height=844)
    phone.get_by_label("Số, ngày của quyết định").fill("Quyết định số 12/QĐ-UBND")
    _press(phone, "Đồng ý hủy", "Đã quyết định.")
    page.reload()
    _press(page, "Xác nhận là người thứ nhất", "Người thứ nhất đã xác nhận.")
    seen(page)
    clerk.goto(page.url)
    _press(clerk, "Xác nhận là người thứ hai và hủy", "Đã hủy. Biên bản có số 1.")
    seen(clerk)

    assert Destruction.objects.get().lines.get().file.state == FileState.DESTROYED
    assert seen.faults == []
