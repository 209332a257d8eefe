"""A ward reports in numbers, its head signs, the district adds up and signs in its turn."""

import io
from datetime import timedelta

import pypdf
import pytest

pytestmark = pytest.mark.usefixtures("live_server", "authority")
CLERK, WARDEN, CHAIRMAN = "reception1", "leader1", "chairman"
TEAMS, MEMBERS = "cell.CD!D5", "cell.CD!D6"
LEFT = {"cell.CD!D7": "4", "cell.CD!D8": "90"}


@pytest.fixture
def owed():
    """Take over a regime of the house half a year ago; its reports are open."""
    from django.utils import timezone  # noqa: PLC0415 - Django must be up

    from motcua.foundation import actors  # noqa: PLC0415
    from motcua.modules.office.reports import use_cases  # noqa: PLC0415

    now = timezone.now()  # noqa: TID251 - an edge
    house = actors.system("test")
    use_cases.adopt_shipped(actor=house, code="CDS-6T", at=now - timedelta(days=190))
    use_cases.open_reports(at=now)


def _cell(page, name):
    return page.locator(f"main [name='{name}']")


def _act(page, name, then):
    page.get_by_role("button", name=name, exact=True).first.click()
    page.get_by_text(then).first.wait_for()


def _open(page):
    page.get_by_role("link", name="Báo cáo chuyển đổi số").first.click()
    page.get_by_role("heading", level=1).wait_for()


def _type(page, seen):
    """Type with the keyboard; what does not balance is said at its cell while one types."""
    _cell(page, TEAMS).fill("12")
    page.keyboard.press("Enter")
    page.keyboard.type("9")
    page.locator("#cell-CD-D6-fault", has_text="ít nhất một thành viên").wait_for()
    seen(page)
    _act(page, "Trình lãnh đạo", "chưa điền")
    seen(page)
    assert _cell(page, MEMBERS).input_value() == "9"
    _cell(page, MEMBERS).fill("96")
    for name, text in LEFT.items():
        _cell(page, name).fill(text)
    page.locator("#cell-CD-D9 > output", has_text="22,5").wait_for()
    page.locator("[data-saved]", has_text="Đã lưu").wait_for()
    page.reload()
    assert _cell(page, MEMBERS).input_value() == "96"
    _act(page, "Trình lãnh đạo", "Đã trình báo cáo")


def _sign(page, seen):
    from motcua.modules.office.reports import tasks  # noqa: PLC0415 - Django must be up

    _act(page, "Ký và gửi báo cáo", "Đã duyệt")
    tasks.sign_waiting()
    page.reload()
    page.get_by_text("Đã ký, đã gửi").first.wait_for()
    seen(page)


def test_a_ward_reports_and_the_district_adds_up(owed, enter, seen):
    page = enter(CLERK, "/reports/")
    seen(page)
    _open(page)
    _type(page, seen)

    page = enter(WARDEN, "/reports/")
    _open(page)
    _sign(page, seen)

    page = enter(CHAIRMAN, "/reports/")
    _open(page)
    page.get_by_role("link", name="Tổng hợp từ 1/9 đơn vị trực thuộc").wait_for()
    for name, text in {TEAMS: "1", MEMBERS: "10", "cell.CD!D7": "1", "cell.CD!D8": "10"}.items():
        _cell(page, name).fill(text)
    page.locator("[data-together='cell-CD-D6']", has_text="106").wait_for()
    seen(page)
    _act(page, "Trình lãnh đạo", "Đã trình báo cáo")
    _sign(page, seen)
    paper = page.request.get(
        page.get_by_role("link", name="Báo cáo đã ký (PDF)").get_attribute("href")
    )
    text = pypdf.PdfReader(io.BytesIO(paper.body())).pages[0].extract_text()
    assert "106" in text
    assert "1/9" in text
    page.goto("/reports/follow/")
    seen(page)
    _open(page)
    seen(page)
    assert seen.faults == []
