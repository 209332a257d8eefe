"""Record plans as they are typed, pasted and printed."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..types import Line

_SYMBOL = re.compile(r"^\s*(\d{1,4})\s*[./-]\s*(\S.*?)\s*$")
_FOR_EVER = {"vĩnh viễn", "vinh vien", "vv", "bảo quản vĩnh viễn"}
_MOST_YEARS = 70


@dataclass(frozen=True, slots=True)
class LineFault:
    """What is wrong in a line of a plan; ``what`` is a code that the page puts into words."""

    line: int
    what: str


def symbol_of(serial: int, mark: str) -> str:
    """Return the symbol of a file: ``05.TCCB``.

    Law:
        ND 30/2020, annex V
    """
    return f"{serial:02d}.{mark}"


def read_years(text: str) -> int | None:
    """Read a period: “Vĩnh viễn” is None.

    Raises:
        ValueError: It is no period.
    """
    tidy = " ".join(text.lower().split())
    if tidy in _FOR_EVER:
        return None
    years = int(tidy.removesuffix("năm").removesuffix("nam").strip())
    if not 0 < years <= _MOST_YEARS:
        raise ValueError(text)
    return years


def parse_lines(rows: Iterable[Sequence[str]]) -> tuple[tuple[Line, ...], tuple[LineFault, ...]]:
    """Read lines of a plan in the columns of annex V; a line with a title alone is a group.

    Args:
        rows: Symbol, title, period, who makes the file, note; later cells may be missing.

    Law:
        ND 30/2020, art. 28, annex V
    """
    lines: list[Line] = []
    faults: list[LineFault] = []
    group = ""
    for number, row in enumerate(rows, start=1):
        symbol, title, period, keeper, note = (*(str(each).strip() for each in row[:5]), *[""] * 5)[
            :5
        ]
        if not any((symbol, title, period, keeper, note)) or _is_head(symbol):
            continue
        if not period and not _SYMBOL.match(symbol):
            group = title or symbol
            continue
        line = _line(number, (symbol, title, period), faults)
        if line is not None:
            serial, mark, years = line
            lines.append(
                Line(
                    group=group,
                    serial=serial,
                    mark=mark,
                    title=" ".join(title.split()),
                    years=years,
                    keeper=keeper,
                    note=note,
                )
            )
    return tuple(lines), tuple(faults)


def _is_head(symbol: str) -> bool:
    return symbol.lower().startswith(("số, ký hiệu", "số ký hiệu", "số và ký hiệu"))


def _line(
    number: int, cells: tuple[str, str, str], faults: list[LineFault]
) -> tuple[int, str, int | None] | None:
    symbol, title, period = cells
    found = _SYMBOL.match(symbol)
    before = len(faults)
    if found is None:
        faults.append(LineFault(number, "SYMBOL"))
    if not title:
        faults.append(LineFault(number, "TITLE"))
    years: int | None = None
    try:
        years = read_years(period)
    except ValueError:
        faults.append(LineFault(number, "YEARS"))
    if found is None or len(faults) > before:
        return None
    return int(found[1]), found[2], years


def faults_of(lines: Sequence[Line]) -> tuple[LineFault, ...]:
    """Name what keeps a plan from being proposed: no line, or two lines with one symbol."""
    if not lines:
        return (LineFault(0, "EMPTY"),)
    seen: set[str] = set()
    faults = []
    for number, line in enumerate(lines, start=1):
        symbol = symbol_of(line.serial, line.mark)
        if symbol in seen:
            faults.append(LineFault(number, "TWICE"))
        seen.add(symbol)
    return tuple(faults)
