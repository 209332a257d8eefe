"""Word files read safely and compared with the decree."""

import io
import zipfile

import pytest

from motcua.modules.office.outgoing import queries
from motcua.modules.office.outgoing.errors import DocxUnreadable
from motcua.modules.office.outgoing.types import Content

_NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_PAGE = (
    '<w:sectPr>{title}<w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1134" w:bottom="1134" w:left="{left}" w:right="1020"/></w:sectPr>'
)
_STYLES = (
    f"<w:styles {_NS}><w:docDefaults><w:rPrDefault><w:rPr>"
    '<w:rFonts w:ascii="Times New Roman"/><w:sz w:val="28"/></w:rPr></w:rPrDefault></w:docDefaults>'
    "</w:styles>"
)
_HEADER = f"<w:hdr {_NS}><w:p><w:r><w:instrText> PAGE </w:instrText></w:r></w:p></w:hdr>"


def _p(
    text: str, *, size: int = 28, bold: bool = False, italic: bool = False, more: str = ""
) -> str:
    look = f'{"<w:b/>" * bold}{"<w:i/>" * italic}<w:sz w:val="{size}"/>'
    return f"<w:p>{more}<w:r><w:rPr>{look}</w:rPr><w:t>{text}</w:t></w:r></w:p>"


_BOMB = " " * 21_000_000 + "</w:body></w:document>"


def _table(*paragraphs: str) -> str:
    return f"<w:tbl><w:tr><w:tc>{''.join(paragraphs)}</w:tc></w:tr></w:tbl>"


_LONG = (
    "Thực hiện kế hoạch, quận đề nghị các phường báo cáo một số nội dung sau đây về quận "
    "trước ngày 20:"
)
_JUSTIFIED = '<w:pPr><w:ind w:firstLine="720"/><w:jc w:val="both"/></w:pPr>'


def _letter(
    *, number: str = "Số: 05/UBND-VX", date: str = "", left: int = 1701, more: str = ""
) -> bytes:
    date = date or "Hồng Bàng, ngày 05 tháng 3 năm 2024"
    body = "".join(
        [
            _table(
                _p("ỦY BAN NHÂN DÂN QUẬN HỒNG BÀNG", size=24, bold=True),
                _p("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", size=24, bold=True),
                _p("Độc lập - Tự do - Hạnh phúc", size=26, bold=True),
                _p(number, size=26),
                _p("V/v báo cáo chuyển đổi số", size=24),
                _p(date, size=26, italic=True),
            ),
            _p("Kính gửi: Ủy ban nhân dân các phường."),
            _p(_LONG, more=_JUSTIFIED),
            _p("a) Kết quả;", more=_JUSTIFIED),
            more,
            _p("Đề nghị các phường thực hiện./.", more=_JUSTIFIED),
            _table(
                _p("Nơi nhận:", size=24, bold=True, italic=True),
                _p("- Như trên;", size=22),
                _p("- Lưu: VT, VX.", size=22),
                _p("CHỦ TỊCH", bold=True),
            ),
            _PAGE.format(title="<w:titlePg/>", left=left),
        ]
    )
    return _zip({"word/document.xml": f"<w:document {_NS}><w:body>{body}</w:body></w:document>"})


def _zip(parts: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, xml in {"word/styles.xml": _STYLES, "word/header1.xml": _HEADER, **parts}.items():
            archive.writestr(name, xml)
    return out.getvalue()


def _found(content: bytes) -> dict[str, str]:
    read = queries.read_word(content, before=Content(kind="BC"))
    return {each["part"]: each["found"] for each in read.findings}


def test_a_letter_after_the_decree_has_nothing_off():
    assert _found(_letter()) == {}


def test_its_words_are_taken_over():
    content = queries.read_word(_letter(), before=Content(kind="BC")).content

    assert (content.kind, content.subject) == ("CV", "báo cáo chuyển đổi số")
    assert content.addressees == ("Ủy ban nhân dân các phường",)
    assert content.body.splitlines()[1:] == ["a) Kết quả;", "Đề nghị các phường thực hiện"]
    assert content.recipients == ("Như trên",)


@pytest.mark.parametrize(
    ("changes", "part", "found"),
    [
        ({"left": 1134}, "Lề trái", "20.0 mm"),
        ({"number": "Số: 5/UBND-VX"}, "Số, ký hiệu", "5"),
        ({"number": "Số: 05 UBND - VX"}, "Số, ký hiệu", "Số: 05 UBND - VX"),
        ({"date": "Hồng Bàng, ngày 5 tháng 3 năm 2024"}, "Địa danh và thời gian", "5"),
        ({"date": "Hồng Bàng, ngày 05 tháng 03 năm 2024"}, "Địa danh và thời gian", "03"),
        ({"date": "Hồng Bàng ngày 05 tháng 3 năm 2024"}, "Địa danh và thời gian", "Hồng Bàng"),
        ({"more": _p("b) Nội dung", size=24, more=_JUSTIFIED)}, "Nội dung văn bản", "12"),
        ({"more": _p("d) Nội dung", more=_JUSTIFIED)}, "Điểm", "d)"),
    ],
)
def test_what_is_off_is_named_with_what_stands_there(changes, part, found):
    assert _found(_letter(**changes)) == {part: found}


def test_another_typeface_is_named():
    odd = '<w:p><w:r><w:rPr><w:rFonts w:ascii="Arial"/></w:rPr><w:t>Xin chào</w:t></w:r></w:p>'

    assert _found(_letter(more=odd))["Phông chữ"] == "Arial"


@pytest.mark.parametrize(
    "content",
    [
        b"PK no archive",
        _zip({"other.xml": "<a/>"}),
        _zip(
            {
                "word/document.xml": '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'
            }
        ),
        _zip({"word/document.xml": f"<w:document {_NS}><w:body>{_BOMB}"}),
    ],
    ids=["no archive", "no document", "entity", "bomb"],
)
def test_what_is_no_word_file_or_unpacks_to_too_much_is_refused(content):
    with pytest.raises(DocxUnreadable):
        queries.read_word(content, before=Content(kind="CV"))
