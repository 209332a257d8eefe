"""Lines copied from a sheet: cells divided by tabs, one line for each step."""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from motcua.foundation.text import fold

from ..types import Row

Names = Mapping[str, Mapping[str, str]]  # column → folded word → code
MOST_LINES = 200
_ORDER = ("name", "kind", "role", "hours", "unit_code", "group", "condition", "papers_in")
_ORDER_END = ("papers_out",)
_HEADS = (
    ("name", r"\b(noi dung|ten buoc|cong viec|buoc|trinh tu|name|step)\b"),
    ("kind", r"\b(loai|kind)\b"),
    ("role", r"\b(vi tri|trach nhiem|nguoi thuc hien|nguoi giai quyet|post|role)\b"),
    ("hours", r"\b(thoi gian|thoi han|gio|hours?)\b"),
    ("unit_code", r"\b(co quan|don vi|ma don vi|agency|unit)\b"),
    ("group", r"\b(nhom|group)\b"),
    ("condition", r"\b(dieu kien|condition)\b"),
    ("papers_in", r"\b(giay to vao|dau vao|papers in)\b"),
    ("papers_out", r"\b(giay to ra|dau ra|ket qua|bieu mau|papers out)\b"),
)
_NUMBER = re.compile(r"(?:b\s*)?\d{1,3}[.)]?", re.IGNORECASE)


def read_pasted(text: str, names: Names) -> tuple[Row, ...]:
    """Return the lines of a sheet as lines of a table.

    A first line that names columns says their order; without one they stand as in our own table.
    A leading running number is left out. Words of a list are understood with or without marks;
    what is not understood stays as it is written and is told with the other faults.

    Args:
        names: For columns with a list, what people write for each code.
    """
    lines = [cells for cells in _cells(text) if any(cell.strip() for cell in cells)]
    if not lines:
        return ()
    heads = _columns(lines[0])
    if heads:
        lines = lines[1:]
    return tuple(_row(cells, heads, names) for cells in lines[:MOST_LINES])


def _cells(text: str) -> Iterator[list[str]]:
    yield from csv.reader(io.StringIO(text.strip("\r\n")), delimiter="\t", quotechar='"')


def _columns(cells: Sequence[str]) -> dict[int, str]:
    """Return which column each cell of a head names; nothing if the line is no head."""
    found: dict[int, str] = {}
    for at, cell in enumerate(cells):
        folded = fold(cell)
        for column, pattern in _HEADS:
            if column not in found.values() and re.search(pattern, folded):
                found[at] = column
                break
    enough = 2
    is_head = len(found) >= enough and not any(_has_time(cell) for cell in cells)
    return found if is_head else {}


def _has_time(cell: str) -> bool:
    return bool(re.fullmatch(r"\d+([.,]\d+)?( \w+)?", cell.strip()))


def _row(cells: Sequence[str], heads: Mapping[int, str], names: Names) -> Row:
    given = list(cells)
    if not heads:
        several = 2
        if len(given) > several and _NUMBER.fullmatch(given[0].strip()):
            given = given[1:]
        heads = dict(enumerate((*_ORDER, *_ORDER_END)))
    values = {
        column: _value(column, given[at], names) for at, column in heads.items() if at < len(given)
    }
    return _guessed(Row.from_json(values))


def _value(column: str, cell: str, names: Names) -> str:
    text = " ".join(cell.split())
    return names.get(column, {}).get(fold(text), text)


def _guessed(row: Row) -> Row:
    """Add the kind where a sheet has none, from the words of the step."""
    if row.kind:
        return row
    folded = fold(row.name)
    for kind, pattern in _KINDS:
        if re.search(pattern, folded):
            return replace(row, kind=kind)
    return replace(row, kind="HANDLE")


_KINDS = (
    ("RETURN", r"\b(tra ket qua|tra ho so)\b"),
    ("RECEIVE", r"^tiep nhan\b"),
    ("CONSULT", r"\b(lay y kien|xin y kien|cho y kien)\b"),
    ("ISSUE", r"\b(vao so|dong dau|phat hanh)\b"),
    ("SIGN", r"\b(ky|phe duyet|quyet dinh)\b"),
    ("REVIEW", r"\b(duyet|kiem tra|xem xet|tham tra)\b"),
)
