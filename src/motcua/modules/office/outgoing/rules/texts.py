"""Words of a document: what a line of the body is, what changed, what must not stand here."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from ..types import Block, Content

# Points follow the Vietnamese alphabet: đ after d, no f, j, w, z.
POINTS = "abcdđeghiklmnopqrstuvxy"
_SECRET = (
    ("TUYỆT MẬT", re.compile(r"(?m)^\W*TUYỆT MẬT\W*$")),
    ("TỐI MẬT", re.compile(r"(?m)^\W*TỐI MẬT\W*$")),
    ("MẬT", re.compile(r"(?m)^\W*MẬT\W*$")),
    ("MẬT", re.compile(r"(?i)\b(?:độ|mức độ|dấu)\s+mật\s*:\s*(?:tuyệt mật|tối mật|mật)\b")),
)
_LINES = (
    ("part", re.compile(r"^(?:Phần|PHẦN)\s+(?:thứ\s+)?([IVXLC]+|\w+)\.?$")),
    ("chapter", re.compile(r"^(?:Chương|CHƯƠNG)\s+([IVXLC]+)\.?$")),
    ("section", re.compile(r"^(?:Mục|MỤC|Tiểu mục|TIỂU MỤC)\s+(\d+)\.?$")),
    ("article", re.compile(r"^Điều\s+(\d+)\.\s+(.*)$")),
    ("heading", re.compile(r"^([IVX]+)\.\s+(.*)$")),
    ("clause", re.compile(r"^(\d+)\.\s+(.*)$")),
    ("point", re.compile(rf"^([{POINTS}])\)\s+(.*)$")),
)
_HEADED = {"part", "chapter", "section"}


def mark_of_secrecy(text: str) -> str:
    """Return the mark of secrecy that a text bears, or nothing.

    A mark stands alone on its line in capitals, or is named as such; the word alone, as in
    "bí mật đời tư", is none.

    Law:
        ND 30/2020, art. 15; L 29/2018
    """
    text = unicodedata.normalize("NFC", text)
    return next((mark for mark, pattern in _SECRET if pattern.search(text)), "")


def parse_body(text: str) -> tuple[Block, ...]:
    """Tell the lines of a body by how they begin: one paragraph a line.

    ``Chương I`` and its like take the next line as their title; lines that begin with ``|`` are
    rows of a table.

    Law:
        ND 30/2020, annex I
    """
    blocks: list[Block] = []
    rows: list[tuple[str, ...]] = []
    pending: tuple[str, str] | None = None
    for raw in [*text.splitlines(), ""]:
        line = " ".join(raw.split())
        if rows and not line.startswith("|"):
            blocks.append(Block(type="table", rows=tuple(rows)))
            rows = []
        if not line:
            continue
        if line.startswith("|"):
            rows.append(_cells(line))
        elif pending is not None:
            blocks.append(Block(type=pending[0], number=pending[1], text=line))
            pending = None
        else:
            pending = _read_line(line, blocks)
    return tuple(blocks)


def _cells(line: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in line.strip("|").split("|"))


def _read_line(line: str, blocks: list[Block]) -> tuple[str, str] | None:
    """Add the block of a line; a heading whose title follows is returned instead."""
    for kind, pattern in _LINES:
        found = pattern.match(line)
        if found and kind in _HEADED:
            return kind, line.rstrip(".")
        if found:
            blocks.append(Block(type=kind, number=found.group(1), text=found.group(2)))
            return None
    if line.startswith(("- ", "– ")):
        blocks.append(Block(type="dash", text=line[2:]))
    else:
        blocks.append(Block(type="text", text=line))
    return None


def points_out_of_order(blocks: Iterable[Block]) -> tuple[str, ...]:
    """Return the points that do not follow the Vietnamese alphabet, such as f) after e)."""
    wrong: list[str] = []
    expected = 0
    for block in blocks:
        if block.type != "point":
            if block.type in {"clause", "article", "heading"}:
                expected = 0
            continue
        if block.number == POINTS[0]:
            expected = 0
        if expected < len(POINTS) and block.number != POINTS[expected]:
            wrong.append(block.number)
        expected = POINTS.index(block.number) + 1
    return tuple(wrong)


def plain_lines(content: Content) -> tuple[str, ...]:
    """Return a content as lines of text, for search and comparison."""
    lines = [content.subject]
    lines += [f"Kính gửi: {each}" for each in content.addressees]
    lines += [*content.bases, *(line for line in content.body.splitlines() if line.strip())]
    for appendix in content.appendices:
        lines += [appendix.title, *(line for line in appendix.body.splitlines() if line.strip())]
    lines += [f"- {each}" for each in content.recipients]
    lines += [
        f"Tệp phụ lục: {each.title} ({each.filename}, {each.pages} trang, {each.sha256[:12]})"
        for each in content.annexes
    ]
    return tuple(" ".join(line.split()) for line in lines if line.strip())


def compare(before: Sequence[str], after: Sequence[str]) -> tuple[tuple[tuple[str, str], ...], ...]:
    """Compare two texts word by word, line by line.

    Returns:
        Lines of pieces ``(how, words)``; ``how`` is ``same``, ``added`` or ``removed``.
    """
    lines: list[tuple[tuple[str, str], ...]] = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for how, i1, i2, j1, j2 in matcher.get_opcodes():
        if how == "equal":
            lines += [(("same", line),) for line in before[i1:i2]]
        elif how == "replace" and i2 - i1 == j2 - j1:
            pairs = zip(before[i1:i2], after[j1:j2], strict=True)
            lines += [_words(old, new) for old, new in pairs]
        else:
            lines += [(("removed", line),) for line in before[i1:i2]]
            lines += [(("added", line),) for line in after[j1:j2]]
    return tuple(lines)


def _words(before: str, after: str) -> tuple[tuple[str, str], ...]:
    old, new = before.split(), after.split()
    pieces: list[tuple[str, str]] = []
    for how, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if how == "equal":
            pieces.append(("same", " ".join(old[i1:i2])))
        else:
            pieces += [("removed", " ".join(old[i1:i2]))] if i2 > i1 else []
            pieces += [("added", " ".join(new[j1:j2]))] if j2 > j1 else []
    return tuple(pieces)


def missing_parts(content: Content, *, needs_address: bool) -> tuple[tuple[str, str], ...]:
    """Return what a draft lacks before it may go on: the field, and what is missing.

    Law:
        ND 30/2020, art. 8-9
    """
    found = [
        ("subject", "subject") if not content.subject.strip() else None,
        ("body", "body") if not content.body.strip() else None,
        ("body", "dots") if "…" in content.body else None,
        ("bases", "dots") if any("…" in each for each in content.bases) else None,
        ("addressees", "addressees") if needs_address and not content.addressees else None,
        ("recipients", "recipients") if not content.recipients else None,
    ]
    return tuple(each for each in found if each)
