"""A plan comes out of a workbook; a ward takes up a pilot model; the district scores it."""

import pytest

from motcua.kernel.documents import api as documents
from motcua.modules.operations.programme.models import Item, Plan
from motcua.modules.operations.programme.tests import factories as make

pytestmark = pytest.mark.usefixtures("live_server")
ROOT = "/workspace/programme/"
HEADS = ["Loại", "Số", "Nội dung", "Đơn vị chủ trì", "Thời hạn", "Sản phẩm"]
TASK = ["Nhiệm vụ", "1", "Tập huấn ký số", "Phòng Nội vụ", "", "Danh sách lớp"]


def _press(page, name, then):
    page.get_by_role("button", name=name, exact=True).first.click()
    page.get_by_text(then).first.wait_for()


def _workbook(tmp_path, day):
    file = tmp_path / "ke-hoach.xlsx"
    rows = [[*TASK[:4], day, TASK[5]]]
    file.write_bytes(documents.draw_sheet(title="x", name="x", heads=HEADS, rows=rows, widths=()))
    return file


def _enter(page, tmp_path, seen):
    """Enter a plan and its line; a faulty cell is named first."""
    page.locator("[name=title]").fill("Kế hoạch chuyển đổi số")
    page.locator("[name=number_symbol]").fill("35/KH-UBND")
    year = page.locator("[name=year]").input_value()
    _press(page, "Nhập kế hoạch này", "Đã nhập kế hoạch.")
    page.locator("[name=workbook]").set_input_files(_workbook(tmp_path, "31/2"))
    _press(page, "Đọc bảng tính", "Chưa có dòng nào được nhập")
    assert page.get_by_text("E3", exact=True).first.is_visible()
    seen(page)
    page.locator("[name=workbook]").set_input_files(_workbook(tmp_path, f"31/12/{year}"))
    _press(page, "Đọc bảng tính", "Hệ thống chưa ghi gì")
    seen(page)
    _press(page, "Thêm các dòng này", "Đã thêm 1 dòng")
    seen(page)


def test_a_plan_is_entered_and_a_ward_takes_up_its_model(come_in, seen, tmp_path):
    chair = come_in("chairman", f"{ROOT}new/")
    _enter(chair, tmp_path, seen)
    plan = Plan.objects.get()
    chair.goto(f"{ROOT}items/{Item.objects.get().id}/")
    seen(chair)
    chair.goto(f"{ROOT}{plan.id}/models/new/")
    seen(chair)
    chair.locator("[name=title]").fill("Tổ công nghệ số cộng đồng")
    _press(chair, "Thêm mô hình này", "Mô hình đã có trong bảng.")

    ward = come_in("leader1", f"{ROOT}{plan.id}/models/", width=390, height=844)
    seen(ward)
    name = ward.get_by_role("row").nth(1)
    assert "0/" in name.inner_text()
    for link in name.get_by_role("link").all():
        ward.goto(link.get_attribute("href"))
        if ward.get_by_role("button", name="Đăng ký cho phường").count():
            break
        ward.go_back()
    _press(ward, "Đăng ký cho phường", "Phường đã đăng ký.")
    ward.locator("textarea[name=text]").fill("Đã ra mắt 8 tổ.")
    photo = tmp_path / "ra-mat.jpg"
    photo.write_bytes(make.picture())
    ward.locator("[name=evidence]").set_input_files(photo)
    _press(ward, "Gửi kết quả", "Báo cáo của ông/bà đã được ghi vào mô hình.")
    seen(ward)

    chair.goto(ward.url)
    chair.locator("[name=score]").fill("92,5")
    chair.locator("[name=recognised]").select_option("yes")
    _press(chair, "Chấm điểm", "Đã chấm điểm; phường xem được.")
    seen(chair)
    chair.goto(f"{ROOT}{plan.id}/models/")
    assert chair.get_by_role("link", name="Đã công nhận").is_visible()
    seen(chair)
    assert seen.faults == []
