"""What a browser makes of the screens: rules for everybody, weight, and the small scripts."""

import gzip
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

BUILT = Path(__file__).parents[2] / "static/build"
pytestmark = pytest.mark.usefixtures("transactional_db")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1366])
@pytest.mark.parametrize("path", ["/design/", "/design/workspace/"])
def test_every_component_is_for_everybody(open_page, axe, path, width, scheme):
    page = open_page(path, width=width, scheme=scheme)

    assert axe(page) == []
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")


def test_a_public_page_weighs_less_than_150_kilobytes(client):
    html = client.get("/design/").content
    files = [BUILT / "public.css", BUILT / "public.js"]
    fonts = [file.read_bytes() for file in BUILT.glob("fonts/*.woff2")]

    weight = sum(
        len(gzip.compress(each)) for each in [html, *(file.read_bytes() for file in files)]
    )

    assert fonts
    assert weight + sum(map(len, fonts)) < 150_000


def test_without_script_every_part_of_a_form_is_shown(open_page):
    page = open_page("/design/", javascript=False)

    assert page.locator("[name=marriage_no]").is_visible()
    assert page.get_by_role("heading", name="Rút hồ sơ này?").is_visible()


def test_a_part_shows_when_it_is_needed(open_page):
    page = open_page("/design/")

    page.get_by_label("Không", exact=True).check()
    assert page.locator("[name=marriage_no]").is_hidden()
    assert page.locator("[name=marriage_no]").is_disabled()

    page.get_by_label("Có", exact=True).check()
    assert page.locator("[name=marriage_no]").is_visible()


def test_a_group_repeats_up_to_its_limit(open_page):
    page = open_page("/design/")
    add = page.get_by_role("button", name="Thêm người làm chứng")

    add.click()
    assert page.evaluate("document.activeElement.name") == "witness.1.name"
    add.click()

    assert add.is_hidden()
    page.get_by_role("button", name="Bỏ người này").first.click()
    assert page.locator("[data-repeat-row]").count() == 2
    assert add.is_visible()


def test_a_day_typed_in_a_hurry_is_written_out(open_page):
    page = open_page("/design/")
    field = page.locator("[name=born_on]")

    field.fill("5.3.2024")
    field.blur()

    assert field.input_value() == "05/03/2024"


def test_a_dark_picture_is_named_dark_before_it_is_sent(open_page, tmp_path):
    Image.new("RGB", (900, 900), "#101010").save(tmp_path / "dark.png")
    page = open_page("/design/")

    page.locator("[name=paper]").set_input_files(tmp_path / "dark.png")

    page.get_by_text("Ảnh quá tối").wait_for()


def test_the_error_summary_leads_to_the_field(open_page):
    page = open_page("/design/")

    page.get_by_role("link", name="Số định danh có 12 chữ số").click()

    assert page.evaluate("document.activeElement.name") == "father.id_number"


def test_a_wish_for_dark_works_by_button(open_page):
    page = open_page("/design/")

    page.get_by_role("button", name="Tối", exact=True).click()
    page.wait_for_load_state()

    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(23, 20, 17)"


def test_ctrl_k_goes_anywhere_by_letters_without_tones(open_page):
    page = open_page("/design/workspace/")

    page.keyboard.press("Control+k")
    page.keyboard.type("tai khoan")

    assert page.locator("[data-go] [aria-selected=true]").inner_text() == "Tài khoản của tôi"
    page.keyboard.press("Escape")
    assert page.locator("[data-go]").is_hidden()


def test_an_inbox_is_walked_with_j_k_and_x(open_page):
    page = open_page("/design/workspace/")

    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("x")
    page.keyboard.press("k")

    assert page.locator("[data-inbox-row]").nth(1).locator("input").is_checked()
    assert "mc-inbox__link" in page.evaluate("document.activeElement.className")


def test_a_question_mark_shows_the_keys_and_they_can_be_switched_off(open_page):
    page = open_page("/design/workspace/")

    page.keyboard.press("?")
    page.get_by_label("Bật phím tắt một chữ cái").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("?")

    assert page.locator("#key-hints").is_hidden()


def _with_autosave(page):
    page.evaluate(
        """() => {
          const form = document.querySelector("form:has([name='father.id_number'])");
          const copy = form.cloneNode(true);
          copy.dataset.autosave = "/autosave/";
          form.replaceWith(copy);
        }"""
    )


def _save_into(sent):
    def answer(route):
        sent.append(route.request.post_data)
        route.fulfill(status=204)

    return answer


def test_a_draft_saves_itself_and_says_when(open_page):
    page = open_page("/design/")
    sent: list[Any] = []
    page.route("**/autosave/", _save_into(sent))
    _with_autosave(page)

    page.locator("[name='father.id_number']").fill("031090001234")
    page.get_by_text("Đã lưu lúc").wait_for()

    page.locator("[data-saved][data-state=saved]").wait_for()
    assert "father.id_number=031090001234" in sent[-1]
    assert page.evaluate("Object.keys(localStorage).length") == 0


def test_what_is_typed_without_a_line_is_put_back_and_sent_later(open_page):
    page = open_page("/design/")
    page.route("**/autosave/", lambda route: route.abort())
    _with_autosave(page)

    page.locator("[name='father.id_number']").fill("031090001234")
    page.get_by_text("Mất kết nối").wait_for()
    open_page.complaints.clear()  # the browser names each request that failed
    page.reload()
    sent: list[Any] = []
    page.unroute("**/autosave/")
    page.route("**/autosave/", _save_into(sent))
    _with_autosave(page)

    page.locator("[data-saved][data-state=saved]").wait_for()
    assert page.locator("[name='father.id_number']").input_value() == "031090001234"
    assert page.evaluate("Object.keys(localStorage).length") == 0
    assert "father.id_number=031090001234" in sent[-1]


def test_a_form_is_sent_once_however_often_one_presses(open_page):
    page = open_page("/design/")
    sent: list[Any] = []

    def keep(route):  # and never answer
        sent.append(route)

    page.route("**/once/", keep)
    page.evaluate(
        """() => {
          const form = document.createElement("form");
          form.method = "post";
          form.action = "/once/";
          form.innerHTML = '<button id="send" data-once name="go" value="1">Send</button>';
          document.querySelector("main").append(form);
        }"""
    )

    state = page.evaluate(
        """async () => {
          const button = document.querySelector("#send");
          for (let nth = 0; nth < 3; nth++) button.click();
          await new Promise((done) => setTimeout(done, 300));
          return button.getAttribute("aria-disabled");
        }"""
    )

    assert (state, len(sent)) == ("true", 1)
    sent[0].abort()
    open_page.complaints.clear()
