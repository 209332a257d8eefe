"""A birth is registered, by five people, from signing in to a paper that a stranger verifies."""

import re
import subprocess
from urllib.parse import urlsplit

import pytest
import zxingcpp
from django.urls import Resolver404, resolve
from PIL import Image

pytestmark = pytest.mark.xdist_group("journeys")
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


def test_five_people(enter, open_page, hands, errand, seen, worker, authority, tmp_path):
    # the mother, on her phone
    page = enter("me", f"/apply/{BIRTH}/", width=390)
    seen(page)
    mother = hands(page, seen)
    errand(mother, look_ahead=True)
    assert page.locator(".govuk-error-summary").count() == 0
    mother.press("Gửi hồ sơ")
    code = CODE.search(page.locator(".mc-done").inner_text()).group()
    assert page.url.endswith(f"/sent/{code}/")
    page.locator(".mc-qr").screenshot(path=tmp_path / "qr.png")
    (address,) = codes_in(tmp_path / "qr.png")
    worker()
    stranger = open_page(path_of(address), width=390)
    assert code in stranger.locator("main").inner_text()
    assert "Thanh Hà" not in stranger.content()
    seen(stranger)
    mother.follow("Mở hồ sơ")

    # the reception officer
    page = enter("reception1", "/workspace/reception/")
    officer = hands(page, seen)
    seen(page)
    officer.follow(code)
    for box in page.locator("[name^='seen.']").all():
        box.check()
    page.get_by_role("button", name="Lưu bảng kiểm").click()
    page.wait_for_load_state()
    seen(page)
    officer.press("Tiếp nhận và in giấy hẹn")
    receipt = page.get_by_role("link", name=re.compile("01.*PDF"))
    assert is_pdf(page, receipt.get_attribute("href"))
    worker()

    # the justice officer
    page = enter("justice1", "/workspace/")
    seen(page)
    officer = hands(page, seen)
    officer.follow(code)
    assert "0123/2024" in page.locator("[name=verified]").input_value()
    assert is_pdf(page, f"/workspace/dossiers/{code}/preview/")
    officer.press("Trình ký")
    worker()

    # the leader
    page = enter("leader1", "/figures/")
    seen(page)
    before = figures_of(page)
    page.goto("/workspace/sign/")
    seen(page)
    leader = hands(page, seen)
    leader.follow(code)
    assert is_pdf(page, page.locator("iframe").get_attribute("src"))
    leader.press("Ký và phát hành")

    # nobody: the worker signs and seals
    worker()

    # the mother again
    page = enter("me", "/dossiers/", width=390)
    seen(page)
    mother = hands(page, seen)
    page.locator(f"a[href='/dossiers/{code}/']").click()
    page.wait_for_load_state()
    seen(page)
    with page.expect_download() as download:
        page.locator(f"a[href='/dossiers/{code}/result/']").click()
    signed = download.value.path().read_bytes()
    assert signed.startswith(b"%PDF-")
    page.goto("/account/looks/")
    seen(page)
    looks = page.locator("main").inner_text()
    assert "Trần Quốc Huy" in looks
    assert code in looks
    if has_page(f"/ratings/{code}/"):
        page.goto(f"/dossiers/{code}/")
        mother.follow("phục vụ")
        page.locator("[name=stars][value='5']").check()
        mother.press("Gửi đánh giá")
    worker()

    # the leader looks at the figures again, down to this dossier
    page = enter("leader1", "/figures/")
    after = figures_of(page)
    print(before, after)
    moved = [address for address, figure in after.items() if figure != before[address]]
    assert moved
    for address in moved:
        page.goto(address)
        seen(page)
        page.locator("main table a").first.click()
        page.wait_for_load_state()
        seen(page)
        assert page.get_by_role("link", name=code).is_visible()

    # a stranger
    page = open_page(path_of(qr_of(signed, tmp_path)), width=390)
    seen(page)
    assert page.locator(".mc-verdict--good").count() == 1
    assert "Nguyễn Minh Anh" not in page.content()
    (tmp_path / "trich-luc.pdf").write_bytes(signed)
    broken = bytearray(signed)
    broken[len(broken) // 3] ^= 1
    (tmp_path / "sua.pdf").write_bytes(broken)
    for name, verdict in (("trich-luc.pdf", "good"), ("sua.pdf", "bad")):
        page.goto("/verify/")
        seen(page)
        page.set_input_files("input[type=file]", tmp_path / name)
        page.get_by_role("button", name="Kiểm tra tệp").click()
        page.wait_for_selector(f".mc-verdict--{verdict}")
        seen(page)

    assert seen.faults == []
    print(sorted(seen.pages))
