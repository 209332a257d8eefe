"""A birth is registered, by five people, from signing in to a paper that a stranger verifies."""

import re
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import zxingcpp
from django.urls import Resolver404, resolve
from PIL import Image

pytestmark = pytest.mark.usefixtures("live_server")
BIRTH = "1.001193"
CODE = re.compile(r"H24\.12\.28-\d{6}-\d{4}")


def codes_in(picture):
    return [found.text for found in zxingcpp.read_barcodes(Image.open(picture).convert("L"))]


def path_of(address):
    parts = urlsplit(address)
    return parts.path + (f"?{parts.query}" if parts.query else "")


def qr_of(pdf, folder):
    """Return what the QR code on the first page of a PDF says."""
    (folder / "paper.pdf").write_bytes(pdf)
    subprocess.run(
        ["pdftoppm", "-r", "200", "-png", "-l", "1", "-singlefile", "paper.pdf", "paper"],  # noqa: S607
        cwd=folder,
        check=True,
    )
    (text,) = codes_in(folder / "paper.png")
    return text


def has_page(path):
    try:
        resolve(path)
    except Resolver404:
        return False
    return True


def is_pdf(page, href):
    answer = page.request.get(href)
    return answer.ok and answer.body().startswith(b"%PDF-")


def figures_of(page):
    """Return what the tiles of the board say, by the addresses behind them."""
    tiles = page.locator(".mc-tile").all()
    return {
        tile.locator("a").get_attribute("href").split("?")[0]: tile.locator(
            ".mc-tile__number"
        ).inner_text()
        for tile in tiles
    }


@dataclass
class Errand:
    """One birth; what a person leaves is what the next one finds."""

    enter: Any
    open_page: Any
    hands: Any
    declare: Any
    seen: Any
    worker: Any
    folder: Path
    code: str = ""
    figures: dict[str, str] = field(default_factory=dict)

    def come(self, username, path, **options):
        """Enter as somebody; return his page and his hands."""
        page = self.enter(username, path, **options)
        self.seen(page)
        return page, self.hands(page, self.seen)

    def look(self, page, path):
        page.goto(path)
        self.seen(page)


@pytest.fixture
def birth(request, authority, tmp_path):
    names = ("enter", "open_page", "hands", "errand", "seen", "worker")
    return Errand(*map(request.getfixturevalue, names), folder=tmp_path)


def the_mother_declares(birth):
    page, mother = birth.come("me", f"/apply/{BIRTH}/", width=390)
    birth.declare(mother, look_ahead=True)
    assert page.locator(".govuk-error-summary").count() == 0
    mother.press("Gửi hồ sơ")
    birth.code = CODE.search(page.locator(".mc-done").inner_text()).group()
    assert page.url.endswith(f"/sent/{birth.code}/")
    page.locator(".mc-qr").screenshot(path=birth.folder / "qr.png")
    (address,) = codes_in(birth.folder / "qr.png")
    birth.worker()
    mother.follow("Mở hồ sơ")
    return path_of(address)


def anybody_follows(birth, path):
    page = birth.open_page(path, width=390)
    birth.seen(page)
    assert birth.code in page.locator("main").inner_text()
    assert "Thanh Hà" not in page.content()


def the_reception_accepts(birth):
    page, officer = birth.come("reception1", "/workspace/reception/")
    officer.follow(birth.code)
    for box in page.locator("[name^='seen.']").all():
        box.check()
    page.get_by_role("button", name="Lưu bảng kiểm").click()
    page.wait_for_load_state()
    birth.seen(page)
    officer.press("Tiếp nhận và in giấy hẹn")
    receipt = page.locator(f"main a[href='/workspace/dossiers/{birth.code}/forms/01/']").first
    assert is_pdf(page, receipt.get_attribute("href"))
    birth.worker()


def the_justice_officer_drafts(birth):
    page, officer = birth.come("justice1", "/workspace/")
    officer.follow(birth.code)
    assert "0123/2024" in page.locator("[name=verified]").input_value()
    assert is_pdf(page, f"/workspace/dossiers/{birth.code}/preview/")
    officer.press("Trình ký")
    birth.worker()


def the_leader_signs(birth):
    page, leader = birth.come("leader1", "/board/")
    birth.figures = figures_of(page)
    birth.look(page, "/workspace/sign/")
    leader.follow(birth.code)
    assert is_pdf(page, page.locator("a[href$='/preview/']").first.get_attribute("href"))
    leader.press("Ký và phát hành")


def the_mother_fetches(birth):
    page, _mother = birth.come("me", f"/dossiers/{birth.code}/", width=390)
    birth.look(page, "/dossiers/")
    birth.look(page, f"/dossiers/{birth.code}/")
    with page.expect_download() as download:
        page.locator(f"a[href='/dossiers/{birth.code}/result/']").click()
    birth.look(page, "/account/looks/")
    looks = page.locator("main").inner_text()
    assert {"Vũ Thị Mai", "Trần Quốc Huy", "Đỗ Thị Minh Nguyệt"} <= set(
        re.findall("Vũ Thị Mai|Trần Quốc Huy|Đỗ Thị Minh Nguyệt", looks)
    )
    assert birth.code in looks
    return download.value.path().read_bytes()


def a_stranger_verifies(birth, signed):
    page = birth.open_page(path_of(qr_of(signed, birth.folder)), width=390)
    birth.seen(page)
    assert page.locator(".mc-verdict--good").count() == 1
    assert "Nguyễn Minh Anh" not in page.content()
    changed = bytearray(signed)
    changed[len(changed) // 3] ^= 1
    for content, verdict in ((signed, "good"), (bytes(changed), "bad")):
        (birth.folder / "trich-luc.pdf").write_bytes(content)
        birth.look(page, "/verify/")
        page.set_input_files("input[type=file]", birth.folder / "trich-luc.pdf")
        page.get_by_role("button", name="Kiểm tra tệp").click()
        page.wait_for_selector(f".mc-verdict--{verdict}")
        birth.seen(page)


def the_mother_rates(birth):
    page, mother = birth.come("me", f"/dossiers/{birth.code}/", width=390)
    mother.follow("Đánh giá sự phục vụ")
    page.locator("[name=stars][value='5']").check()
    mother.press("Gửi đánh giá")
    birth.worker()


def the_figures_moved(birth):
    page, _leader = birth.come("leader1", "/board/")
    now = figures_of(page)
    moved = [address for address in now if now[address] != birth.figures[address]]
    assert len(moved) > 1
    for address in moved:
        birth.look(page, address)
        page.get_by_role("link", name="Xem từng việc được tính").click()
        page.wait_for_load_state()
        birth.seen(page)
        assert birth.code in page.locator("main").inner_text()
    page.get_by_role("link", name=birth.code).click()
    page.wait_for_url(f"**/workspace/dossiers/{birth.code}/")
    birth.seen(page)


def test_a_birth_is_registered_by_five_people(birth):
    path = the_mother_declares(birth)
    anybody_follows(birth, path)
    the_reception_accepts(birth)
    the_justice_officer_drafts(birth)
    the_leader_signs(birth)
    birth.worker()  # signs and seals
    signed = the_mother_fetches(birth)
    assert signed.startswith(b"%PDF-")
    a_stranger_verifies(birth, signed)
    if has_page(f"/ratings/{birth.code}/"):
        the_mother_rates(birth)
    the_figures_moved(birth)

    assert birth.seen.faults == []
    assert len(birth.seen.pages) > 25
