"""Whatever happens on the way, nothing that was typed is lost and nothing is sent twice."""

import re

import pytest

BIRTH = "1.001193"
CHILD = "nguoi_duoc_khai_sinh"
SEND = "Gửi hồ sơ"
NAME = f"[name='{CHILD}.ho_ten']"


@pytest.fixture
def begin(enter):
    """Begin a draft and open one of its pages."""

    def begin_(page_of_draft):
        page = enter("me", f"/apply/{BIRTH}/")
        page.get_by_role("button", name="Bắt đầu").click()
        page.wait_for_url("**/place/")
        page.goto(page.url.replace("place/", page_of_draft))
        return page

    return begin_


def sent():
    from motcua.modules.public_services.dossiers.models import Submission  # noqa: PLC0415

    return Submission.objects.count()


def saved_name(page):
    from motcua.modules.public_services.dossiers.models import Draft  # noqa: PLC0415

    (draft_id,) = re.findall(r"/drafts/([0-9a-f-]{36})/", page.url)
    return Draft.objects.get(id=draft_id).data.get(CHILD, {}).get("ho_ten")


@pytest.mark.parametrize("javascript", [True, False])
def test_two_clicks_send_one_dossier_and_back_leads_to_the_receipt(
    enter, hands, errand, javascript
):
    page = enter("me", f"/apply/{BIRTH}/", javascript=javascript)
    errand(hands(page))

    page.get_by_role("button", name=SEND).dblclick()
    page.wait_for_url("**/sent/**")

    assert sent() == 1
    receipt = page.url
    page.go_back(wait_until="load")
    assert page.url == receipt
    assert sent() == 1


def test_after_an_ended_session_the_typed_words_are_there(begin):
    from django.contrib.sessions.models import Session  # noqa: PLC0415 - Django must be up

    page = begin("questions/1/")
    Session.objects.all().delete()
    page.locator(NAME).fill("Nguyễn Minh Anh")
    page.get_by_role("button", name="Lưu và tiếp tục").click()
    page.wait_for_url("**/sign-in/**")
    page.locator("form:has(input[value='me']) button").click()
    page.wait_for_url("**/questions/1/")

    assert page.locator(NAME).input_value() == "Nguyễn Minh Anh"
    assert saved_name(page) == "Nguyễn Minh Anh"


def test_without_a_line_the_device_keeps_the_words_until_there_is_one(begin, open_page):
    page = begin("questions/1/")
    page.context.set_offline(True)
    page.locator(NAME).fill("Nguyễn Minh Anh")
    page.wait_for_selector("[data-saved][data-state=offline]")
    kept = page.evaluate("JSON.stringify(Object.entries(localStorage))")
    assert "Nguyễn Minh Anh" in kept
    assert not saved_name(page)

    page.context.set_offline(False)
    page.wait_for_selector("[data-saved][data-state=saved]")

    assert saved_name(page) == "Nguyễn Minh Anh"
    open_page.complaints.clear()  # the console names the lost line


def test_what_is_typed_is_saved_by_itself(begin):
    page = begin("questions/1/")

    page.locator(NAME).fill("Nguyễn Minh Anh")
    page.wait_for_selector("[data-saved][data-state=saved]")

    assert saved_name(page) == "Nguyễn Minh Anh"


@pytest.mark.parametrize(
    ("name", "content"),
    [("giay.jpg", b"MZ\x90\x00\x03" + bytes(4000)), ("giay.txt", "Giấy".encode())],
)
def test_a_file_that_is_no_paper_is_refused_in_plain_words_at_its_field(
    begin, tmp_path, name, content
):
    (tmp_path / name).write_bytes(content)
    page = begin("papers/")

    page.locator("main input[type=file]").first.set_input_files(tmp_path / name)
    page.get_by_role("button", name="Lưu và tiếp tục").click()
    page.wait_for_selector(".govuk-error-summary")

    said = page.locator(".govuk-error-summary li a")
    assert name in said.inner_text()
    field = page.locator("main .govuk-form-group--error input[type=file]")
    assert field.get_attribute("id") == said.get_attribute("href").removeprefix("#")
