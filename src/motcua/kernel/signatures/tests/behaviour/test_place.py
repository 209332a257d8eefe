"""Where signatures are seen, as the decree wants it."""

import io
import shutil
import subprocess
from typing import Any

import pypdf
import pytest
from PIL import Image, ImageDraw

from motcua.kernel.signatures import api, errors
from motcua.kernel.signatures.queries.fields import place_of
from motcua.kernel.signatures.queries.stamps import BLUE, RED, in_ink
from motcua.kernel.signatures.rules.placing import seal_place
from motcua.kernel.signatures.tests.factories import LEADER, SEAL, SYSTEM, now

pytestmark = pytest.mark.django_db
BOX = api.Place.in_mm(page=0, left=120, top=200, width=45, height=20)
MM = 72 / 25.4


def blank(pages=1):
    writer, out = pypdf.PdfWriter(), io.BytesIO()
    for _ in range(pages):
        writer.add_blank_page(595.28, 841.89)
    writer.write(out)
    return out.getvalue()


def scrawl():
    picture, out = Image.new("RGB", (300, 120), "white"), io.BytesIO()
    ImageDraw.Draw(picture).line([(5, 100), (150, 10), (295, 100)], fill="black", width=9)
    picture.save(out, "PNG")
    return out.getvalue()


def dots(pdf, tmp_path):
    (tmp_path / "a.pdf").write_bytes(pdf)
    command = ["pdftoppm", "-r", "72", "-png", "-f", "1", "-l", "1", "a.pdf", "a"]
    subprocess.run(command, cwd=tmp_path, check=True)  # noqa: S603 - our own file
    return Image.open(next(tmp_path.glob("a*.png"))).convert("RGB")


def test_a_scan_of_ink_becomes_one_colour_on_transparent_ground():
    ink = in_ink(scrawl(), BLUE)

    dots_of: Any = ink.get_flattened_data()
    assert {dot[:3] for dot in dots_of} == {BLUE}
    assert (min(dot[3] for dot in dots_of), max(dot[3] for dot in dots_of)) == (0, 255)


def test_what_is_no_picture_is_refused(authority):
    with pytest.raises(errors.PictureUnreadable):
        api.sign_as_person(
            pdf=blank(), person=LEADER, place=BOX, picture=b"no", actor=SYSTEM, at=now()
        )


def test_the_seal_stands_in_red_over_the_left_third_of_the_blue_signature(authority, tmp_path):
    signed = api.sign_as_person(
        pdf=blank(2), person=LEADER, place=BOX, picture=scrawl(), actor=SYSTEM, at=now()
    )
    sealed = api.seal_as_organisation(
        pdf=signed.pdf, organisation=SEAL, picture=scrawl(), actor=SYSTEM, at=now()
    )

    person, seal = (place_of(sealed.pdf, each) for each in ("NguoiKy", "CoQuan"))
    assert person is not None
    assert seal is not None
    assert person.left == pytest.approx(BOX.left, abs=1)
    assert seal.width == pytest.approx(36 * MM, abs=1)
    assert seal.left + seal.width == pytest.approx(person.left + person.width / 3, abs=2)
    assert seal.bottom + seal.height / 2 == pytest.approx(person.bottom + person.height / 2, abs=2)
    assert sealed.pdf.startswith(signed.pdf)
    colours = {dot for _n, dot in dots(sealed.pdf, tmp_path).getcolors(99999)}
    assert BLUE in colours
    assert RED in colours


def test_a_seal_never_leaves_the_page():
    corner = api.Place(page=0, left=0, bottom=0, width=60, height=30)

    assert seal_place(corner, diameter_mm=42).left == 0


def test_a_copy_is_marked_at_the_top_right_in_words_alone(authority):
    copy = api.mark_copy(
        pdf=blank(), organisation=SEAL, form=api.CopyForm.FULL, actor=SYSTEM, at=now()
    )

    place = place_of(copy.pdf, "BanSao")
    assert place is not None
    assert place.page == 0
    assert place.left + place.width == pytest.approx(595.28 - 15 * MM, abs=1)
    assert place.bottom + place.height == pytest.approx(841.89 - 6 * MM, abs=1)
    assert copy.verdict.signatures[0].role is api.Role.ORGANISATION
    assert copy.verdict.signatures[0].level is api.Level.LTA


def test_an_annex_of_its_own_is_marked_only_for_a_signed_document(authority, by_person, tmp_path):
    values: dict[str, Any] = {
        "number_symbol": "12/QĐ-UBND",
        "organisation": SEAL,
        "actor": SYSTEM,
        "at": now(),
    }
    with pytest.raises(errors.PersonSignatureMissing):
        api.mark_annex(pdf=blank(), main=blank(), **values)

    annex = api.mark_annex(pdf=blank(), main=by_person, **values)

    (tmp_path / "a.pdf").write_bytes(annex.pdf)
    command = [str(shutil.which("pdftotext")), str(tmp_path / "a.pdf"), "-"]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603 - our own file
    assert "12/QĐ-UBND; " in text
    assert "+07:00" in text
