"""An administrator changes a procedure: blocked, mended, published, and seen in every ward."""

import pytest

pytestmark = pytest.mark.usefixtures("live_server")
BIRTH, WARD = "1.001193", "H24.12.28"
PLAIN = {
    "needed": "Tờ khai\nGiấy chứng sinh",
    "cost": "Miễn phí trong 60 ngày.",
    "time": "Có ngay trong ngày.",
    "place": "Phường nơi ông/bà ở.",
    "steps": "Điền tờ khai\nNhận giấy",
}


def test_a_change_is_blocked_mended_published_and_seen_in_every_ward(enter, open_page, hands, seen):
    page = enter("admin", f"/catalogue/{BIRTH}/")
    who = hands(page, seen)
    seen(page)
    who.follow("Sửa thành dự thảo mới")
    who.write("result", "Giấy khai sinh bản giấy và bản điện tử")
    who.write("fees.1.amount_vnd", "nhiều")
    page.get_by_role("button", name="Lưu dự thảo", exact=True).click()
    page.get_by_role("alert").wait_for()
    seen(page)
    assert page.locator(".govuk-error-summary li").count() == 1
    assert all("422" in said for said in open_page.complaints)  # what a browser says of a refusal
    open_page.complaints.clear()
    page.locator(".govuk-error-summary a").click()
    assert page.evaluate("document.activeElement.name") == "fees.1.amount_vnd"

    who.write("fees.1.amount_vnd", "8.000")
    who.press("Lưu và sang bước công bố")
    assert page.get_by_text("Chưa được công bố").is_visible()
    assert page.get_by_role("button", name="Công bố", exact=True).count() == 0
    who.follow("Viết bản dễ hiểu")
    for part, text in PLAIN.items():
        who.write(f"plain.{part}", text)
    who.press("Lưu và sang bước công bố")
    who.write("decision_no", "77/QĐ-UBND")
    who.press("Công bố")
    assert page.get_by_text("Đã công bố phiên bản 2").is_visible()
    who.follow("So sánh phiên bản")
    assert "bản điện tử" in page.locator("ins").first.inner_text()

    for address in (f"/procedures/{BIRTH}/", f"/procedures/{BIRTH}/at/{WARD}/"):
        stranger = open_page(address, javascript=False)
        words = stranger.locator("main").inner_text()
        assert "Giấy khai sinh bản giấy và bản điện tử" in words
        assert "77/QĐ-UBND" in words
        assert "Có ngay trong ngày." in words
        stranger.context.close()
    visitor = open_page(f"/procedures/{BIRTH}/at/{WARD}/")
    for address in (f"/procedures/{BIRTH}/at/{WARD}/", f"/posting/kiosk/?unit={WARD}&code={BIRTH}"):
        visitor.goto(address)
        seen(visitor)
    assert seen.faults == []
