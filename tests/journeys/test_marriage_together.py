"""A bride begins on her phone, the groom scans her code and confirms on his; they send together."""

from types import SimpleNamespace
from urllib.parse import urlsplit

import pytest
import zxingcpp
from PIL import Image

pytestmark = pytest.mark.usefixtures("live_server")
MARRIAGE = "1.000894"
BRIDE, GROOM = "Đặng Thu Trang", "Lê Quang Minh"


@pytest.fixture
def couple(transactional_db):
    """The procedure of marriage, and the bride and groom of the demo."""
    from django.utils import timezone  # noqa: PLC0415 - Django must be up

    from motcua.foundation import actors  # noqa: PLC0415
    from motcua.foundation.delivery import deliver_pending  # noqa: PLC0415
    from motcua.modules.public_services.dossiers import use_cases  # noqa: PLC0415
    from motcua.modules.public_services.procedures.tests import factories  # noqa: PLC0415
    from motcua.modules.public_services.representation.demo.people import (  # noqa: PLC0415
        load_people,
    )

    at = timezone.now()  # noqa: TID251 - an edge
    load_people(at)
    factories.import_shipped(MARRIAGE)
    use_cases.publish_processes(actor=actors.system("demo"), at=at)
    deliver_pending()


def scan(page, folder):
    """Return the path that the QR code on the page says."""
    page.locator(".mc-paper svg").first.screenshot(path=folder / "qr.png")
    (code,) = zxingcpp.read_barcodes(Image.open(folder / "qr.png").convert("L"))
    return urlsplit(code.text).path


def press_here(page, label):
    """Press a button that comes back to the same page."""
    with page.expect_navigation():
        page.get_by_role("button", name=label, exact=True).click()
    page.wait_for_load_state()


def fill_in_person(who, part):
    who.write(f"{part}.ket_hon_lan_thu", "1")
    who.press("Lưu và tiếp tục")


def begin(page, bride, photo):
    bride.press("Bắt đầu")
    bride.press("Tiếp tục")
    assert page.locator("[name='ben_nu.ho_ten']").input_value() == BRIDE
    assert page.locator("[name='ben_nam.ho_ten']").count() == 0
    fill_in_person(bride, "ben_nu")
    bride.choose("cam_doan", "on")
    bride.press("Lưu và tiếp tục")
    for nth in range(page.locator("main input[type=file]").count()):
        bride.attach(nth, photo)
    bride.press("Lưu và tiếp tục")


@pytest.fixture
def house(request):
    """Everything that the two meet on their way."""
    names = ("enter", "open_page", "hands", "seen", "photo", "worker")
    return SimpleNamespace(**{name: request.getfixturevalue(name) for name in names})


@pytest.mark.usefixtures("couple")
@pytest.mark.parametrize("javascript", [True, False], ids=["with script", "without script"])
def test_two_people_declare_their_marriage(house, tmp_path, javascript):
    enter, hands, seen = house.enter, house.hands, house.seen
    look = seen if javascript else (lambda _page: None)
    page = enter("bride", f"/apply/{MARRIAGE}/", width=390, javascript=javascript)
    bride = hands(page, look)
    begin(page, bride, house.photo)
    press_here(page, "Tạo đường dẫn và mã QR")
    look(page)

    other = enter("groom", scan(page, tmp_path), width=390, javascript=javascript)
    groom = hands(other, look)
    look(other)
    assert BRIDE in other.locator("main").inner_text()
    groom.press("Mở phần của tôi")
    assert other.locator("[name='ben_nam.ho_ten']").input_value() == GROOM
    fill_in_person(groom, "ben_nam")
    assert BRIDE in other.locator("main").inner_text()
    press_here(other, "Xác nhận")
    look(other)

    page.reload()
    look(page)
    assert GROOM in page.locator("main").inner_text()
    bride.follow("Tiếp tục: kiểm tra và nộp")
    bride.press("Gửi hồ sơ")
    code = page.url.rstrip("/").rsplit("/", 1)[1]
    house.worker()

    for both in (page, other):
        both.goto(f"/dossiers/{code}/")
        look(both)
        said = both.locator("main").inner_text()
        assert BRIDE in said
        assert GROOM in said
    other.goto("/dossiers/")
    look(other)
    assert code in other.locator("main").inner_text()
    a_stranger_follows(house.open_page(f"/track/{code}/", width=390, javascript=javascript), look)
    if javascript:
        assert seen.faults == []


def a_stranger_follows(page, look):
    """Follow the dossier by its code: little with the code alone, more with the second factor."""
    look(page)
    assert "kết hôn" not in page.locator("main").inner_text()
    page.locator("[name=proof]").fill("9999")
    press_here(page, "Xem hồ sơ")
    look(page)
    assert page.locator(".govuk-error-summary").count() == 1
    page.locator("[name=proof]").fill("0051")
    press_here(page, "Xem hồ sơ")
    look(page)
    said = page.locator("main").inner_text()
    assert "kết hôn" in said
    assert BRIDE not in said
    assert GROOM not in said
