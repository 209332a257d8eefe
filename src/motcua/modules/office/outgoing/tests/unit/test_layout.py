"""The paper compared with the decree by measuring the PDF: millimetres, sizes, typefaces."""

import io
from datetime import date
from pathlib import Path

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader

from motcua.kernel.documents import api as documents
from motcua.modules.office.outgoing import queries
from motcua.modules.office.outgoing.queries.papers import TEMPLATE
from motcua.modules.office.outgoing.rules import parse_body
from motcua.modules.office.outgoing.tests.measuring import Line, lines_of

BODY = "\n".join(
    [
        (
            "Thực hiện Kế hoạch của Ủy ban nhân dân thành phố về chuyển đổi số, Ủy ban nhân dân "
            "quận đề nghị Ủy ban nhân dân các phường thực hiện một số nội dung sau:"
        ),
        "Điều 1. Rà soát danh mục thủ tục hành chính.",
        "1. Thủ tục về hộ tịch.",
        "a) Khai sinh;",
        *[f"{n}. Nội dung thứ {n} cần báo cáo về Ủy ban nhân dân quận." for n in range(2, 40)],
    ]
)
SIGNER = {
    "authority": "TM. ỦY BAN NHÂN DÂN",
    "on_behalf": "KT. CHỦ TỊCH",
    "title": "Phó Chủ tịch",
    "name": "Lê Thị Phó",
}


def _blocks(body: str) -> list[dict[str, object]]:
    return [
        {"type": b.type, "text": b.text, "number": b.number, "rows": [list(r) for r in b.rows]}
        for b in parse_body(body)
    ]


def _draw(**changes: object) -> bytes:
    values = {
        "title": "báo cáo chuyển đổi số",
        "author": "Ủy ban nhân dân quận Hồng Bàng",
        "at": "2024-03-05T08:30+07:00",
        "unit": {
            "parent": "Ủy ban nhân dân thành phố Hải Phòng",
            "name": "Ủy ban nhân dân quận Hồng Bàng",
            "place": "Hồng Bàng",
        },
        "number": "05/UBND-TP",
        "dated": date(2024, 3, 5),
        "draft": False,
        "paper": False,
        "letter": True,
        "kind": "Công văn",
        "subject": "báo cáo chuyển đổi số",
        "addressees": ["Ủy ban nhân dân các phường"],
        "bases": [],
        "blocks": _blocks(BODY),
        "recipients": ["Như trên", "Phòng Nội vụ"],
        "filed": "VT, TP",
        "appendices": [{"title": "Danh mục thủ tục", "blocks": _blocks("1. Khai sinh")}],
        "appendix_numbers": ["I"],
        "urgency": "KHẨN",
        "circulation": "",
        "drafter_mark": "PL.(30)",
        "contact": "",
        "signer": SIGNER,
        "verify": None,
    }
    return documents.render_paper(TEMPLATE, values | changes)


@pytest.fixture(scope="module")
def letter() -> bytes:
    return _draw()


@pytest.fixture(scope="module")
def lines(letter: bytes) -> list[Line]:
    return lines_of(letter)


@pytest.fixture(scope="module")
def decision() -> list[Line]:
    return lines_of(
        _draw(
            letter=False,
            kind="Quyết định",
            subject="Về việc ban hành danh mục",
            bases=["Luật Tổ chức chính quyền địa phương", "Theo đề nghị của Phòng Tư pháp"],
            addressees=[],
            urgency="",
        )
    )


def _line(lines: list[Line], text: str) -> Line:
    return next(each for each in lines if text in each.text)


@pytest.mark.parametrize(
    ("cell", "text", "sizes", "style"),
    [
        ("1", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", (12, 13), "Bold"),
        ("1", "Độc lập - Tự do - Hạnh phúc", (13, 14), "Bold"),
        ("2", "THÀNH PHỐ HẢI PHÒNG", (12, 13), "Regular"),
        ("2", "QUẬN HỒNG BÀNG", (12, 13), "Bold"),
        ("3", "Số: 05/UBND-TP", (13, 13), "Regular"),
        ("4", "Hồng Bàng, ngày 05 tháng 3 năm 2024", (13, 14), "Italic"),
        ("5b", "V/v báo cáo chuyển đổi số", (12, 13), "Regular"),
        ("6", "Thực hiện Kế hoạch", (13, 14), "Regular"),
        ("6", "Khai sinh;", (13, 14), "Regular"),
        ("7a", "TM. ỦY BAN NHÂN DÂN", (13, 14), "Bold"),
        ("7a", "KT. CHỦ TỊCH", (13, 14), "Bold"),
        ("7b", "Lê Thị Phó", (13, 14), "Bold"),
        ("9a", "Kính gửi: Ủy ban nhân dân các phường.", (13, 14), "Regular"),
        ("9b", "Nơi nhận:", (12, 12), "BoldItalic"),
        ("9b", "- Như trên;", (11, 11), "Regular"),
        ("9b", "- Lưu: VT, TP, PL.(30).", (11, 11), "Regular"),
        ("10b", "KHẨN", (13, 14), "Bold"),
    ],
)
def test_each_cell_of_a_letter_has_its_size_and_style(lines, cell, text, sizes, style):
    found = _line(lines, text)

    assert sizes[0] <= found.size <= sizes[1], cell
    assert found.font.endswith(style), cell


@pytest.mark.parametrize(
    ("text", "sizes", "style"),
    [
        ("QUYẾT ĐỊNH", (13, 14), "Bold"),
        ("Về việc ban hành danh mục", (13, 14), "Bold"),
        ("Luật Tổ chức chính quyền địa phương;", (13, 14), "Italic"),
        ("Theo đề nghị của Phòng Tư pháp.", (13, 14), "Italic"),
        ("Điều 1.", (13, 14), "Bold"),
    ],
)
def test_name_subject_and_bases_of_a_decision_have_their_size_and_style(
    decision, text, sizes, style
):
    found = _line(decision, text)

    assert sizes[0] <= found.size <= sizes[1]
    assert found.font.endswith(style)


def test_the_page_is_a4_with_the_margins_of_the_decree(letter, lines):
    page = PdfFileReader(io.BytesIO(letter)).root["/Pages"]["/Kids"][0]
    width, height = (float(each) * 25.4 / 72 for each in list(page["/MediaBox"])[2:])
    inside = [each for each in lines if each.page == 1]

    assert (round(width), round(height)) == (210, 297)
    assert min(each.left for each in inside) >= 30 - 0.3
    assert max(each.right for each in inside) <= 210 - 15 + 0.3
    assert min(each.top for each in inside) >= 20 - 0.5
    assert max(each.bottom for each in inside) <= 297 - 20 + 0.5


def test_paragraphs_begin_1_27_cm_in_and_lie_6_points_apart(lines):
    first = _line(lines, "Thực hiện Kế hoạch")
    second, third = _line(lines, "1. Thủ tục về hộ tịch"), _line(lines, "a) Khai sinh")

    assert first.left == pytest.approx(30 + 12.7, abs=0.3)
    pitch = (third.baseline - second.baseline) * 72 / 25.4
    within = _line(lines, "quận đề nghị").baseline - first.baseline
    assert pitch - within * 72 / 25.4 >= 6 - 0.2


def test_the_first_page_bears_no_number_and_the_second_has_it_centred_in_the_upper_margin(lines):
    numbers = [each for each in lines if each.text.strip() in {"1", "2", "3"}]
    (second,) = [each for each in numbers if each.page == 2]

    assert not [each for each in numbers if each.page == 1]
    assert second.bottom <= 20
    assert 13 <= second.size <= 14
    assert (second.left + second.right) / 2 == pytest.approx((30 + 210 - 18) / 2, abs=1)


def test_an_appendix_counts_its_own_pages_and_its_reference_stays_open_in_a_file(lines):
    last = max(each.page for each in lines)
    head = _line(lines, "Phụ lục")

    assert head.page == last
    assert not [each for each in lines if each.page == last and each.text.strip() == "3"]
    assert "05/UBND-TP" not in _line(lines, "(Kèm theo").text


def test_the_text_ends_with_its_mark_and_the_number_stands_under_the_agency(lines):
    agency, number = _line(lines, "QUẬN HỒNG BÀNG"), _line(lines, "Số: 05")
    date_line = _line(lines, "Hồng Bàng, ngày")

    assert _line(lines, "Nội dung thứ 39").text.endswith("./.")
    assert number.centre == pytest.approx(agency.centre, abs=1)
    assert number.baseline == pytest.approx(date_line.baseline, abs=0.5)
    assert _line(lines, "CỘNG HÒA").centre > 130


def test_the_seal_covers_a_third_of_the_signature_from_the_left_between_title_and_name(
    letter, lines
):
    form = PdfFileReader(io.BytesIO(letter)).root["/AcroForm"]["/Fields"]
    boxes = {
        str(each.get_object()["/T"]): [float(n) * 25.4 / 72 for n in each.get_object()["/Rect"]]
        for each in form
    }
    hand, seal = boxes["NguoiKy"], boxes["CoQuan"]
    title, name = _line(lines, "PHÓ CHỦ TỊCH"), _line(lines, "Lê Thị Phó")

    covered = (seal[2] - hand[0]) / (hand[2] - hand[0])
    assert covered == pytest.approx(1 / 3, abs=0.03)
    assert seal[2] - seal[0] == pytest.approx(36, abs=0.5)
    assert (hand[0] + hand[2]) / 2 == pytest.approx(title.centre, abs=1)
    assert title.bottom <= 297 - hand[3] <= 297 - hand[1] <= name.bottom


def test_the_frame_of_an_urgent_letter_is_red_and_20_by_8_millimetres(letter):
    content = b"".join(
        kid.get_object()["/Contents"].data
        for kid in PdfFileReader(io.BytesIO(letter)).root["/Pages"]["/Kids"]
    )

    assert b"56.69" in content  # 20 mm
    assert b"22.67" in content  # 8 mm


def test_the_paper_is_tagged_and_says_that_it_is_pdf_a(letter):
    root = PdfFileReader(io.BytesIO(letter)).root
    metadata = root["/Metadata"].data

    assert root["/MarkInfo"]["/Marked"]
    assert b"<pdfaid:part>2</pdfaid:part>" in metadata
    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in metadata


def test_there_are_29_kinds_with_their_abbreviations():
    kinds = {
        kind.name.split(" (")[0]: kind.abbreviation for kind in queries.kinds(on=date(2024, 3, 5))
    }

    assert len(kinds) == 29
    assert (kinds["Quy định"], kinds["Hợp đồng"], kinds["Hướng dẫn"]) == ("QyĐ", "HĐ", "HD")
    assert (kinds["Công văn"], kinds["Thư công"]) == ("", "")
    assert not queries.kinds(on=date(2019, 1, 1))
    assert Path(TEMPLATE).exists()
