"""An officer fills a workbook in, mends what is wrong, and the figure of the chairman moves."""

import io

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from motcua.foundation.time import local_date

pytestmark = pytest.mark.usefixtures("live_server")
OFFICER, SERIES = "h24.12.04.cv", "budget-revenue"  # of the department of finance


def _mended(book, month, text):
    book[SERIES][month] = text
    out = io.BytesIO()
    book.save(out)
    mime = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return {"name": "thu-ngan-sach.xlsx", "mimeType": mime, "buffer": out.getvalue()}


def _upload(page, file, then):
    page.locator("[name=workbook]").set_input_files(file)
    page.get_by_role("button", name="Đọc bảng tính").click()
    page.get_by_text(then).first.wait_for()


def test_a_workbook_with_two_faults_is_mended_and_confirmed(come_in, seen):
    from motcua.modules.operations.connectors import demo  # noqa: PLC0415 - Django must be up

    demo.load(series=[SERIES])
    page = come_in(OFFICER, "/workspace/series/workbook/")
    seen(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="Tải mẫu bảng tính").click()
    book = load_workbook(io.BytesIO(download.value.path().read_bytes()))

    book[SERIES]["A5"], book[SERIES]["H5"] = "H24.99", "5"
    _upload(page, _mended(book, "H4", "năm trăm"), "Có 2 ô cần sửa")
    assert page.get_by_text("Không có đơn vị nào mang mã “H24.99”").is_visible()
    assert page.get_by_role("cell", name="H4").is_visible()
    seen(page)

    book[SERIES]["A5"], book[SERIES]["H5"] = None, None
    page.get_by_role("link", name="Tải tệp đã sửa lên").click()
    _upload(page, _mended(book, "H4", "512,25"), "1 giá trị mới")
    seen(page)
    page.get_by_role("button", name="Xác nhận số liệu").click()
    page.get_by_text("Đã lưu 1 giá trị.").wait_for()
    page.goto(f"/workspace/series/{SERIES}/")
    assert page.get_by_role("link", name="512,25").is_visible()
    seen(page)

    this_month = f"{local_date(timezone.now()):%Y-%m}"  # noqa: TID251 - as the page reads it
    chairman = come_in("chairman", f"/board/tile/{SERIES}/?period={this_month}")
    assert chairman.get_by_text("512,25").first.is_visible()
    assert seen.faults == []
