"""An administrator makes a field of three indicators, by keyboard alone.

Waits look through ``expect``: a function to wait for is evaluated as text when a page has just been
left, and our pages allow no such thing.
"""

from playwright.sync_api import expect

TITLE = "Bộ phận một cửa hôm nay"


def test_a_field_of_three_indicators_is_made_from_the_pages(enter, keyboard, seen):
    page = enter("admin", "/board/arrange/")
    hands = keyboard(page, arrived=seen)
    seen(page)

    hands.follow("Thêm lĩnh vực")
    hands.write("title", TITLE)
    for words, indicator in (
        ("tiep nhan", "Hồ sơ tiếp nhận"),
        ("dung han", "Giải quyết đúng hạn"),
        ("quyet dinh 766 truc tuyen", "Nộp trực tuyến"),
    ):
        hands.write("q", words)
        page.keyboard.press("Enter")
        expect(page.locator("[name=q]").first).to_have_value(words)
        chosen = page.locator("main [name=tile]").count()
        hands.tab_to(
            lambda at, name=indicator: at["words"].endswith(name) and "Thêm" in at["words"]
        )
        page.keyboard.press("Enter")
        expect(page.locator("main [name=tile]")).to_have_count(chosen + 1)
    hands.tab_to(lambda at: at["value"] == "up.online-share")
    page.keyboard.press("Enter")
    expect(page.locator("main [name=tile]").nth(1)).to_have_value("online-share")
    seen(page)
    preview = page.locator("section[aria-labelledby=preview] .mc-tile__title").all_inner_texts()
    hands.press("Lưu lĩnh vực")
    hands.follow("Trung tâm điều hành")  # in the bar, whatever else the menu holds
    seen(page)
    hands.tab_to(lambda at: at["words"].endswith("Mục khác"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("list", name="Tổ chức, quản trị")).to_be_visible()
    seen(page)

    assert preview == ["Hồ sơ tiếp nhận", "Nộp trực tuyến", "Giải quyết đúng hạn"]
    section = page.locator("section", has=page.get_by_role("heading", name=TITLE))
    assert section.locator(".mc-tile__title").all_inner_texts() == preview
    assert hands.unseen == []
    assert seen.faults == []
