"""Reading a document by the layout of the decree: number, day, author, kind, subject."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from motcua.foundation.text import fold

from ..types import Metadata, Urgency

_NUMBER = re.compile(
    r"Số\s*:\s*([0-9]{1,6}[a-z]?\s*/\s*[0-9A-ZĐƯÂĂÊÔƠa-zđ.&/\- ]+?)(?=\s{2,}|\n|$|,)"
)
_NUMBER_LINE = re.compile(r"^\s*Số\s*:")
_DAY = re.compile(r"ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})", re.IGNORECASE)
_SUBJECT = re.compile(r"(?im)^\s*V/v:?\s*(.+)$")
_MOTTO = re.compile(r"CỘNG\s+H[ÒO]A\s+XÃ\s+HỘI\s+CHỦ\s+NGHĨA\s+VIỆT\s+NAM", re.IGNORECASE)
_FREEDOM = re.compile(r"Độc\s+lập\s*[-–]\s*Tự\s+do\s*[-–]\s*Hạnh\s+phúc", re.IGNORECASE)
_ORGAN = re.compile(
    r"^(?:ỦY BAN|UBND|HỘI ĐỒNG|HĐND|SỞ|BỘ|CHÍNH PHỦ|VĂN PHÒNG|PHÒNG|BAN|CHI CỤC|CỤC|"
    r"TỔNG CỤC|TRUNG TÂM|"
    r"BẢO HIỂM|CÔNG AN|TÒA ÁN|VIỆN|THANH TRA|KHO BẠC|TRƯỜNG|CÔNG TY|ĐẢNG|"
    r"QUẬN ỦY|HUYỆN ỦY|ĐOÀN|LIÊN|MẶT TRẬN|"
    r"THUẾ|NGÂN HÀNG|THỦ TƯỚNG|QUỐC HỘI|BCH|ĐỘI|HẠT|TẬP ĐOÀN|TỔNG CÔNG TY)"
)
_URGENCIES = (
    (Urgency.EXPRESS, "HỎA TỐC"),
    (Urgency.EXPRESS, "HOẢ TỐC"),
    (Urgency.VERY_URGENT, "THƯỢNG KHẨN"),
    (Urgency.URGENT, "KHẨN"),
)
_SECRET = (
    ("TUYỆT MẬT", re.compile(r"(?m)(?:^|\s{2,})\W*TUYỆT MẬT\W*(?:$|\s{2,})")),
    ("TỐI MẬT", re.compile(r"(?m)(?:^|\s{2,})\W*TỐI MẬT\W*(?:$|\s{2,})")),
    ("MẬT", re.compile(r"(?m)(?:^|\s{2,})\W*MẬT\W*(?:$|\s{2,})")),
    ("MẬT", re.compile(r"(?i)\b(?:độ|mức độ|dấu)\s+mật\s*:\s*(?:tuyệt mật|tối mật|mật)\b")),
)
_FULL_LINE = 60
_PLACES = frozenset({"quận", "phường", "xã", "huyện", "tỉnh", "phố", "trấn"})
# second syllables of words that names of organisations are made of
_SECOND = """
    ban nhân dân đồng phòng thành và bộ khu thị của các cục tâm án sát vụ pháp dựng nguyên trường
    chính tế dục tạo tin thông vận tải hội động nghiệp triển thôn hóa thao lịch nghệ hoạch cáo hiểm
    an tra bạc
"""
_SMALL = _PLACES | frozenset(_SECOND.split())
_ADDRESSED = re.compile(r"(?m)^\s*Kính gửi")


def mark_of_secrecy(text: str) -> str:
    """Return the mark of secrecy that a text bears, or nothing.

    A mark stands alone in capitals, or is named as such; the word alone, as in "bí mật đời tư",
    is none.

    Law:
        ND 30/2020, art. 15; L 29/2018
    """
    text = unicodedata.normalize("NFC", text)
    return next((mark for mark, pattern in _SECRET if pattern.search(text)), "")


def tidy_number(text: str) -> str:
    """Return number and symbol without blanks, as printed: ``05/UBND-VX``."""
    return re.sub(r"\s+", "", text).rstrip(".-/")


def read_layout(text: str, kinds: Mapping[str, str]) -> Metadata:
    """Propose what stands on a document laid out by the decree; what is not found stays empty.

    Args:
        text: The first page, its columns apart by two blanks or more.
        kinds: Names of the kinds by code; the longest name wins.

    Law:
        ND 30/2020, annex I
    """
    text = unicodedata.normalize("NFC", text)
    lines = [line.rstrip() for line in text.splitlines() if line.strip()]
    found = Metadata(
        author=_author(lines),
        number_symbol=_number(text),
        issued_on=_day(text),
        urgency=_urgency(lines),
    )
    kind, subject = _kind(lines, kinds)
    if letter := _letter_subject(lines):
        return replace(found, kind="CV", subject=letter)
    return replace(found, kind=kind, subject=subject)


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in re.split(r"\s{2,}", line.strip()) if cell.strip()]


def _number(text: str) -> str:
    found = _NUMBER.search(text)
    return tidy_number(found[1]) if found else ""


def _day(text: str) -> date | None:
    found = _DAY.search(text)
    if found is None:
        return None
    day, month, year = map(int, found.groups())
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _urgency(lines: Sequence[str]) -> Urgency:
    cells = {fold(cell) for line in lines for cell in _cells(line) if cell == cell.upper()}
    return next((urgency for urgency, mark in _URGENCIES if fold(mark) in cells), Urgency.NORMAL)


def _author(lines: Sequence[str]) -> str:
    """Return the organisation above the number: of two, the lower one issued the document."""
    names: list[str] = []
    for line in lines:
        if _NUMBER_LINE.match(line):
            break
        for cell in _cells(_FREEDOM.sub("  ", _MOTTO.sub("  ", line))):
            if cell != cell.upper() or not any(letter.isalpha() for letter in cell):
                continue
            if (_ORGAN.match(cell) and " " in cell) or not names:
                names.append(cell)
            else:  # a long name goes on in the next line, be it with a word that begins others
                names[-1] = f"{names[-1]} {cell}"
    organs = [name for name in names if _ORGAN.match(name)]
    return _sentence(organs[-1]) if organs else ""


def _sentence(name: str) -> str:
    """Return a name in capitals as it is written in a text: great are names and first words."""
    words, written, in_place = name.lower().split(), [], False
    for n, word in enumerate(words):
        is_small = n > 0 and word in _SMALL and not in_place
        written.append(word if is_small else word[:1].upper() + word[1:])
        if word in _PLACES and words[n + 1 : n + 2] != ["hội"]:  # a ward, not society
            in_place = True
    return " ".join(written)


def _letter_subject(lines: Sequence[str]) -> str:
    for n, line in enumerate(lines):
        for cell in _cells(line):
            if not (begun := _SUBJECT.match(cell)):
                continue
            words = [begun[1]]
            for following in lines[n + 1 : n + 4]:
                cells = _cells(following)
                if _ADDRESSED.match(following) or not cells or _is_no_subject(cells[0]):
                    break
                words.append(cells[0])
            return " ".join(words)
    return ""


def _is_no_subject(cell: str) -> bool:
    """Tell whether a cell below a subject is the day or a mark of urgency."""
    return bool(_DAY.search(cell)) or fold(cell) in {fold(mark) for _urgency, mark in _URGENCIES}


def _kind(lines: Sequence[str], kinds: Mapping[str, str]) -> tuple[str, str]:
    """Return the kind that stands alone in capitals, and the subject in the lines below it."""
    by_name = {fold(name.split(" (")[0]): code for code, name in kinds.items()}
    for n, line in enumerate(lines):
        bare = line.strip()
        code = by_name.get(fold(bare)) if bare == bare.upper() else None
        if code is None:
            continue
        words: list[str] = []
        for following in lines[n + 1 : n + 4]:
            begun = following.strip()
            if _ends_subject(begun) or (words and _is_body(begun, words[0])):
                break
            words.append(begun)
        return code, " ".join(words)
    return "", ""


def _is_body(line: str, title: str) -> bool:
    """Tell whether a line is the text below a title: it fills the page, the title did not."""
    return len(line) > _FULL_LINE and len(line) > len(title) * 1.3


def _ends_subject(line: str) -> bool:
    begins = (
        "Căn cứ",
        "Thực hiện",
        "Kính gửi",
        "I.",
        "1.",
        "Điều",
        "Ủy ban nhân dân",
        "Theo",
        "Ngày",
    )
    return line.startswith(begins) or line == line.upper() or line.endswith((":", ";"))
