"""Every paper that ships, rendered: its words, its structure, its stability."""

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

from motcua.kernel.documents import errors
from motcua.kernel.documents.queries.rendering import render_paper
from motcua.kernel.documents.tests.factories import HEAD, paper_samples

SAMPLES = paper_samples()
PDFTOTEXT, PDFTOPPM = (str(shutil.which(name)) for name in ("pdftotext", "pdftoppm"))
GOLDEN = Path(__file__).parent / "golden"


def text_of(pdf: bytes) -> str:
    out = subprocess.run(  # noqa: S603 - our own file
        [PDFTOTEXT, "-layout", "-", "-"], input=pdf, capture_output=True, check=True
    )
    text = unicodedata.normalize("NFC", out.stdout.decode())
    lines = (re.sub(r" {2,}", "  ", line).strip() for line in text.replace("\f", "\n").splitlines())
    return "\n".join(line for line in lines if line) + "\n"


@pytest.fixture(scope="module", params=sorted(SAMPLES))
def rendered(request):
    template, data = SAMPLES[request.param]
    return request.param, render_paper(template, data)


def test_the_words_are_as_agreed(rendered):
    name, pdf = rendered

    assert text_of(pdf) == (GOLDEN / f"{name}.txt").read_text()


def test_it_is_tagged_titled_and_in_vietnamese(rendered):
    name, pdf = rendered
    reader: Any = pypdf.PdfReader(io.BytesIO(pdf))
    root = reader.trailer["/Root"]

    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "vi-VN"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata.title == SAMPLES[name][1]["title"]
    assert reader.metadata.author == HEAD["author"]
    assert "<pdfaid:part>2" in reader.xmp_metadata.stream.get_data().decode()
    assert "<pdfaid:conformance>A" in reader.xmp_metadata.stream.get_data().decode()
    assert "<pdfuaid:part>1" in reader.xmp_metadata.stream.get_data().decode()


def test_every_font_is_embedded(rendered):
    _name, pdf = rendered
    reader: Any = pypdf.PdfReader(io.BytesIO(pdf))

    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():
            below = font.get_object()["/DescendantFonts"][0].get_object()
            assert {"/FontFile2", "/FontFile3"} & set(below["/FontDescriptor"])


def test_signature_fields_are_labelled_and_tagged(rendered):
    _name, pdf = rendered
    reader: Any = pypdf.PdfReader(io.BytesIO(pdf))
    parents = reader.trailer["/Root"]["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    tagged = dict(zip(parents[::2], parents[1::2], strict=True))

    for field in (reader.trailer["/Root"].get("/AcroForm") or {"/Fields": []})["/Fields"]:
        widget = field.get_object()
        assert widget["/FT"] == "/Sig"
        assert widget["/TU"]
        assert tagged[widget["/StructParent"]].get_object()["/S"] == "/Form"


def test_the_same_data_give_the_same_bytes(rendered):
    name, pdf = rendered

    assert render_paper(*SAMPLES[name]) == pdf


def test_the_qr_code_is_read_by_a_scanner():
    template, data = SAMPLES["giay-khai-sinh"]
    pdf = render_paper(template, data)

    shot = subprocess.run(  # noqa: S603 - our own file
        [PDFTOPPM, "-r", "150", "-png", "-singlefile", "-"],
        input=pdf,
        capture_output=True,
        check=True,
    )
    (code,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(shot.stdout)))

    assert code.text == data["verify"]["url"]
    # TT 01/2023: at the top left
    assert code.position.bottom_right.x < 240
    assert code.position.bottom_right.y < 260


def test_a_template_that_misses_data_says_so():
    template, data = SAMPLES["ket-qua"]

    with pytest.raises(errors.PaperNotRendered, match=r"ket-qua\.typ"):
        render_paper(template, {key: value for key, value in data.items() if key != "paragraphs"})
