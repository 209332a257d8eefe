"""A scan comes in: the clerk registers it, the leader routes it on a phone, the unit ends it."""

import shutil

import pytest

from motcua.kernel.documents.tests import factories as papers
from motcua.modules.office.incoming.models import Document
from motcua.modules.office.incoming.tests import scans
from motcua.modules.office.incoming.types import State

pytestmark = [
    pytest.mark.usefixtures("live_server"),
    pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not installed"),
]
CLERK, LEADER = "reception1", "leader1"


def test_a_scan_is_read_registered_routed_and_done(enter, hands, seen, worker, tmp_path):
    scan = scans.make(15)
    (tmp_path / "quet.pdf").write_bytes(scan.pdf)
    page = enter(CLERK, "/workspace/incoming/")
    who = hands(page, seen)
    seen(page)
    who.follow("Tiếp nhận văn bản")
    page.locator("[name=file]").set_input_files(tmp_path / "quet.pdf")
    who.press("Tiếp tục với tệp này")
    assert page.get_by_text("Chưa nhận dạng được chữ").is_visible()

    assert papers.read_texts() == 1
    worker()
    page.reload()
    assert page.locator("[name=number_symbol]").input_value() == scan.number_symbol
    seen(page)
    who.press("Đăng ký và trình")

    phone = enter(LEADER, "/workspace/incoming/", width=390, height=844)
    leader = hands(phone, seen)
    seen(phone)
    leader.follow(scan.number_symbol)
    leader.follow("Phân phối")
    phone.locator("[name=lead]").select_option(label="Ủy ban nhân dân phường Hoàng Văn Thụ")
    leader.write("opinion", "Bộ phận một cửa tham mưu, báo cáo kết quả.")
    phone.locator("[name=to_post]").select_option(index=1)
    phone.get_by_role("button", name="Phân phối").click()
    phone.get_by_text("Đã phân phối.").wait_for()

    document = Document.objects.get()
    page.goto(page.url.split("/workspace/")[0] + f"/workspace/incoming/{document.id}/")
    seen(page)
    page.get_by_role("button", name="Kết thúc, không cần văn bản trả lời").first.click()
    page.locator("#finish_note").fill("Đã rà soát, gửi báo cáo.")
    page.locator("dialog[open] button[value=finish]").click()
    page.get_by_text("Đã hoàn thành.").first.wait_for()

    document.refresh_from_db()
    assert (document.state, document.number_symbol) == (State.DONE, scan.number_symbol)
    page.goto(page.url.split("/workspace/")[0] + "/workspace/incoming/register/")
    seen(page)
    printed = page.request.get(f"{page.url.rstrip('/')}.pdf")
    assert printed.body().startswith(b"%PDF")
    assert seen.faults == []
