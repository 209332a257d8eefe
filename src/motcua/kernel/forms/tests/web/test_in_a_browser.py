"""A form as people fill it in: with and without script, by keyboard, on a phone."""

import copy
from pathlib import Path

import pytest

pytestmark = pytest.mark.usefixtures("transactional_db")
HERE = Path(__file__).parent
# between them these ask in every way that there is
VARIED = (
    "khai-sinh",
    "chung-thuc-ban-sao",
    "dang-ky-ho-kinh-doanh",
    "khai-tu",
    "thay-doi-cai-chinh-ho-tich",
    "tro-cap-xa-hoi-hang-thang",
    "yeu-cau-chung",
)


@pytest.fixture(autouse=True)
def _throwaway(settings):
    settings.ROOT_URLCONF = "motcua.kernel.forms.tests.web.throwaway"
    settings.TEMPLATES = copy.deepcopy(settings.TEMPLATES)
    settings.TEMPLATES[0]["DIRS"] = [HERE / "templates"]


def fill(page, name, text):
    page.locator(f"[name='{name}']").fill(text)


def go_on(page):
    page.get_by_role("button", name="Kiểm tra nội dung").click()
    page.wait_for_load_state()


def test_without_script_a_birth_is_declared_with_mistakes_mended_and_checked(open_page):
    page = open_page("/try/khai-sinh/0/", javascript=False, width=390, height=844)

    fill(page, "nguoi_yeu_cau.ho_ten", "Nguyễn Thị Hoa")
    fill(page, "nguoi_yeu_cau.ngay_sinh.day", "31")
    fill(page, "nguoi_yeu_cau.ngay_sinh.month", "2")
    fill(page, "nguoi_yeu_cau.ngay_sinh.year", "1990")
    fill(page, "nguoi_yeu_cau.so_dinh_danh", "031 190 001 23")
    go_on(page)

    assert page.title().startswith("Lỗi:")
    summary = page.locator(".govuk-error-summary")
    lines = summary.locator("li").all_inner_texts()
    assert lines[0] == "Người yêu cầu: hãy ghi ngày sinh là một ngày có thật, ví dụ 27/3/2024."
    assert lines[1] == "Người yêu cầu: hãy ghi số định danh cá nhân gồm 12 chữ số."
    assert len(lines) == len(set(lines)) == 7
    assert page.locator("[name='nguoi_yeu_cau.ngay_sinh.day']").input_value() == "31"
    assert page.locator("[name='nguoi_yeu_cau.ho_ten']").input_value() == "Nguyễn Thị Hoa"
    summary.get_by_role("link").first.click()
    assert page.url.endswith("#id_nguoi_yeu_cau.ngay_sinh")

    fill(page, "nguoi_yeu_cau.ngay_sinh.day", "27")
    fill(page, "nguoi_yeu_cau.ngay_sinh.month", "3")
    fill(page, "nguoi_yeu_cau.so_dinh_danh", "031 190 001 234")
    page.get_by_label("Thẻ căn cước công dân", exact=True).check()
    fill(page, "nguoi_yeu_cau.giay_to.so", "031190001234")
    fill(page, "nguoi_yeu_cau.noi_cu_tru.tinh", "Hải Phòng")
    fill(page, "nguoi_yeu_cau.noi_cu_tru.xa", "Phường Hoàng Văn Thụ")
    fill(page, "quan_he", "Mẹ")
    page.get_by_label("Chưa xác định được cha").check()
    go_on(page)

    assert page.get_by_role("heading", level=1).inner_text() == "Người được khai sinh"
    child = "nguoi_duoc_khai_sinh"
    fill(page, f"{child}.ho_ten", "Nguyễn Minh Anh")
    for part, text in (("day", "5"), ("month", "3"), ("year", "2024")):
        fill(page, f"{child}.ngay_sinh.{part}", text)
    page.get_by_label("Nữ", exact=True).check()
    page.locator(f"[name='{child}.dan_toc']").select_option("Kinh")
    fill(page, f"{child}.noi_sinh", "Bệnh viện Phụ sản Hải Phòng")
    fill(page, f"{child}.que_quan", "Hải Phòng")
    go_on(page)

    assert page.get_by_role("group", name="Người mẹ").count() == 1
    assert page.get_by_role("group", name="Người cha").count() == 0
    fill(page, "me.ho_ten", "Nguyễn Thị Hoa")
    go_on(page)
    page.get_by_label("Cam đoan nội dung khai đúng sự thật").check()
    go_on(page)

    assert "/check/" in page.url
    said = page.locator("main").inner_text()
    assert "27/03/1990" in said
    assert "Phường Hoàng Văn Thụ, Hải Phòng" in said
    page.get_by_role("link", name="Nơi sinh").click()
    assert page.url.endswith("/try/khai-sinh/1/#id_nguoi_duoc_khai_sinh.noi_sinh")
    said = page.locator("[name='nguoi_duoc_khai_sinh.noi_sinh']").input_value()
    assert said == "Bệnh viện Phụ sản Hải Phòng"


def test_without_script_rows_are_added_and_removed_and_enter_does_neither(open_page):
    page = open_page("/try/chung-thuc-ban-sao/1/", javascript=False)

    fill(page, "giay_to.0.ten_ban_chinh", "Bằng")
    page.get_by_role("button", name="Thêm mục nữa").click()
    fill(page, "giay_to.1.ten_ban_chinh", "Sổ")
    page.get_by_role("button", name="Gỡ bỏ Giấy tờ 1").click()

    assert page.locator("[name='giay_to.0.ten_ban_chinh']").input_value() == "Sổ"
    assert page.locator("[name='giay_to.1.ten_ban_chinh']").count() == 0

    page.locator("[name='giay_to.0.ten_ban_chinh']").press("Enter")
    page.wait_for_load_state()
    assert page.locator(".govuk-error-summary").is_visible()
    assert page.locator("[name='giay_to.1.ten_ban_chinh']").count() == 0


def test_with_script_rows_and_conditions_need_no_new_page(open_page):
    page = open_page("/try/chung-thuc-ban-sao/1/")
    page.get_by_role("button", name="Thêm mục nữa").click()
    assert page.evaluate("document.activeElement.name") == "giay_to.1.ten_ban_chinh"

    page.goto("/try/khai-sinh/3/")
    amount = page.locator("[name='ban_sao.so_luong']")
    assert amount.is_hidden()
    page.get_by_label("Có đề nghị cấp bản sao").check()
    assert amount.is_visible()


def test_with_script_a_question_that_another_answer_rules_out_is_hidden(open_page):
    page = open_page("/try/khai-sinh/")
    father = page.locator("[name='cha.ho_ten']")

    assert father.is_visible()
    page.get_by_label("Chưa xác định được cha").check()
    assert father.is_hidden()


def test_the_keyboard_walks_in_the_order_of_the_questions(open_page):
    page = open_page("/try/khai-sinh/1/")
    page.locator("[name='nguoi_duoc_khai_sinh.ho_ten']").focus()

    walked = []
    for _ in range(7):
        page.keyboard.press("Tab")
        walked.append(page.evaluate("document.activeElement.name"))

    child = "nguoi_duoc_khai_sinh"
    assert walked == [
        f"{child}.ngay_sinh.day",
        f"{child}.ngay_sinh.month",
        f"{child}.ngay_sinh.year",
        f"{child}.gioi_tinh",
        f"{child}.dan_toc",
        f"{child}.quoc_tich",
        f"{child}.noi_sinh",
    ]


@pytest.mark.parametrize(
    ("code", "width"), [("khai-sinh", 1366), *((code, 390) for code in VARIED)]
)
def test_every_form_is_for_everybody(open_page, axe, code, width):
    page = open_page(f"/try/{code}/", width=width)

    assert axe(page) == []
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")


@pytest.mark.parametrize("address", ["/try/khai-sinh/0/", "/try/chung-thuc-ban-sao/1/"])
def test_faults_are_for_everybody(open_page, axe, address):
    page = open_page(address, width=390)
    go_on(page)

    assert page.locator(".govuk-error-summary").is_visible()
    assert axe(page) == []
