"""Every prescribed form of both circulars: its words, its structure, its QR code, its sheet."""

import io
import re
import shutil
import subprocess
import unicodedata
from pathlib import Path
from typing import Any

import pypdf
import pytest
import zxingcpp
from PIL import Image

from motcua.kernel.documents import api as documents
from motcua.modules.public_services.dossiers.types import FormNumber

from . import samples

PDFTOTEXT, PDFTOPPM, PDFINFO = (
    str(shutil.which(name)) for name in ("pdftotext", "pdftoppm", "pdfinfo")
)
GOLDEN = Path(__file__).parent / "golden"
A4, A5 = (595, 842), (420, 595)
TABLES = {FormNumber.CONTROL, FormNumber.REGISTER}


def ask(tool: str, *options: str, pdf: bytes) -> bytes:
    done = subprocess.run(  # noqa: S603 - our own file
        [tool, *options], input=pdf, capture_output=True, check=True
    )
    return done.stdout


def text_of(pdf: bytes) -> str:
    out = ask(PDFTOTEXT, "-layout", "-", "-", pdf=pdf)
    text = unicodedata.normalize("NFC", out.decode())
    lines = (re.sub(r" {2,}", "  ", line).strip() for line in text.replace("\f", "\n").splitlines())
    return "\n".join(line for line in lines if line) + "\n"


def tags_of(pdf: bytes, folder: Path) -> list[str]:
    """Return the kinds of structure elements, as a screen reader meets them."""
    file = folder / "form.pdf"
    file.write_bytes(pdf)
    tree = ask(PDFINFO, "-struct", str(file), pdf=b"").decode(errors="replace")
    return [line.split()[0] for line in tree.splitlines() if line.strip()]


@pytest.fixture(scope="module", params=sorted(samples.SAMPLES))
def form(request):
    circular, kind, sheet = samples.SAMPLES[request.param]
    template, data = samples.sample(circular, kind)
    return request.param, kind, sheet, data, documents.render_paper(template, data)


def test_there_are_six_forms_of_2018_seven_of_2025_and_a_notice_where_there_is_none():
    numbers = [
        (sheet.circular, sheet.number) for _circular, _kind, sheet in samples.SAMPLES.values()
    ]

    assert sorted(number for circular, number in numbers if circular == "TT 01/2018") == [
        "",
        *(f"0{nth}" for nth in range(1, 7)),
    ]
    assert sorted(number for circular, number in numbers if circular == "TT 03/2025") == [
        f"0{nth}" for nth in range(1, 8)
    ]


def test_the_words_are_as_agreed(form):
    name, _kind, _sheet, _data, pdf = form

    assert text_of(pdf) == (GOLDEN / f"{name}.txt").read_text()


def test_it_is_titled_tagged_and_in_vietnamese(form, tmp_path):
    _name, kind, sheet, _data, pdf = form
    reader: Any = pypdf.PdfReader(io.BytesIO(pdf))
    root = reader.trailer["/Root"]
    tags = tags_of(pdf, tmp_path)

    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "vi-VN"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata.title == sheet.title
    assert "<pdfuaid:part>1" in reader.xmp_metadata.stream.get_data().decode()
    assert tags.count("H1") == 1
    if kind in TABLES:
        assert "Table" in tags
        assert "TH" in tags


def test_the_qr_code_leads_to_the_dossier_and_stands_at_the_top_left(form):
    _name, kind, _sheet, data, pdf = form
    shot = Image.open(io.BytesIO(ask(PDFTOPPM, "-r", "200", "-png", "-singlefile", "-", pdf=pdf)))
    codes = zxingcpp.read_barcodes(shot)

    if kind == FormNumber.REGISTER:
        assert not codes
        return
    (code,) = codes
    assert code.text == data["verify"]["url"]
    assert code.position.bottom_right.x < shot.width / 5
    assert code.position.bottom_right.y < shot.height / 5


def test_the_forms_of_2018_are_a5_except_the_register(form):
    _name, kind, sheet, _data, pdf = form
    page = pypdf.PdfReader(io.BytesIO(pdf)).pages[0]
    size = tuple(sorted((round(page.mediabox.width), round(page.mediabox.height))))
    is_small = sheet.circular == "TT 01/2018" and sheet.number and kind != FormNumber.REGISTER

    assert size == (A5 if is_small else A4)


def test_the_head_alone_signs_what_is_his_and_the_agency_everything_that_is_signed(form):
    _name, kind, _sheet, _data, pdf = form
    fields = set(pypdf.PdfReader(io.BytesIO(pdf)).get_fields() or {})

    if kind in TABLES:
        assert not fields
    elif kind in {FormNumber.APOLOGY, FormNumber.STOP}:
        assert fields == {"NguoiKy", "CoQuan"}
    else:
        assert fields == {"CoQuan"}
