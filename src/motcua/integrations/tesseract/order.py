"""Words with their places become a text in the order in which people read."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from statistics import mean, median

from motcua.kernel.documents import api as documents

_SURE = 30  # below it, what looks like a word is dirt
_SURE_OF_SIGN = 70  # a word without a letter or a figure: more often dirt than a sign
_SURE_OF_MARK = 70  # what is read in coloured ink: the ring of a seal makes words of its own
_GAP = 1.6  # a blank wider than so many heights of a line parts two columns
_APART = 1.1  # rows farther apart than so many heights do not belong together
_WIDTH = 100  # of the page laid out, in letters


@dataclass(frozen=True, slots=True)
class Word:
    """A word, its edges in pixels, and how sure the recogniser is, of 100."""

    text: str
    left: int
    top: int
    right: int
    bottom: int
    confidence: float


@dataclass(frozen=True, slots=True)
class Cell:
    """Words beside each other without a wide blank between them."""

    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        return " ".join(each.text for each in self.words)

    @property
    def left(self) -> int:
        return self.words[0].left

    @property
    def right(self) -> int:
        return self.words[-1].right


@dataclass(frozen=True, slots=True)
class Row:
    """Cells on one line of the page, from left to right."""

    cells: tuple[Cell, ...]

    @property
    def top(self) -> float:
        return median(word.top for cell in self.cells for word in cell.words)

    @property
    def bottom(self) -> float:
        return median(word.bottom for cell in self.cells for word in cell.words)


def read_words(table: str) -> list[Word]:
    """Return the words of tesseract's table, without dirt."""
    rows = csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE)
    return [
        Word(
            text=row["text"].strip(),
            left=int(row["left"]),
            top=int(row["top"]),
            right=int(row["left"]) + int(row["width"]),
            bottom=int(row["top"]) + int(row["height"]),
            confidence=float(row["conf"]),
        )
        for row in rows
        if row["level"] == "5" and _is_word(row["text"].strip(), float(row["conf"]))
    ]


def _is_word(text: str, confidence: float) -> bool:
    has_letters = any(each.isalnum() for each in text)
    return bool(text) and confidence >= (_SURE if has_letters else _SURE_OF_SIGN)


def marks_among(words: Iterable[Word], *, scale: float) -> list[Word]:
    """Return the words in coloured ink that are marks such as HỎA TỐC, not parts of a seal.

    Args:
        scale: How much larger than the page the picture was from which they were read.
    """
    return [
        replace(
            each,
            left=round(each.left / scale),
            top=round(each.top / scale),
            right=round(each.right / scale),
            bottom=round(each.bottom / scale),
        )
        for each in words
        if each.confidence >= _SURE_OF_MARK and len(each.text) > 1 and each.text.isupper()
    ]


def page_text(words: Sequence[Word]) -> documents.PageText:
    """Return the text of a page, its layout, and how sure the recogniser is."""
    if not words:
        return documents.PageText(text="", layout="", confidence=0)
    height = median(each.bottom - each.top for each in words)
    rows = _rows(words, height)
    return documents.PageText(
        text="\n".join(_in_order(rows, height)),
        layout=_laid_out(rows),
        confidence=round(mean(each.confidence for each in words)),
    )


def _rows(words: Iterable[Word], height: float) -> list[Row]:
    """Return the rows from top to bottom; a word belongs where its middle lies."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda each: each.top + each.bottom):
        middle = (word.top + word.bottom) / 2
        if lines and abs(_middle(lines[-1]) - middle) < 0.5 * height:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [Row(_cells(line, height)) for line in lines]


def _middle(line: Sequence[Word]) -> float:
    return median((each.top + each.bottom) / 2 for each in line)


def _cells(line: Iterable[Word], height: float) -> tuple[Cell, ...]:
    cells: list[list[Word]] = []
    for word in sorted(line, key=lambda each: each.left):
        if cells and word.left - cells[-1][-1].right < _GAP * height:
            cells[-1].append(word)
        else:
            cells.append([word])
    return tuple(Cell(tuple(each)) for each in cells)


def _laid_out(rows: Sequence[Row]) -> str:
    right = max(cell.right for row in rows for cell in row.cells) or 1
    lines = []
    for row in rows:
        line = ""
        for cell in row.cells:
            column = round(cell.left / right * _WIDTH)
            line = f"{line}{' ' * max(column - len(line), 2 if line else 0)}{cell.text}"
        lines.append(line)
    return "\n".join(lines)


def _in_order(rows: Sequence[Row], height: float) -> list[str]:
    """Return the lines as people read: of two columns first the left one, then the right one.

    The head of an official document has its authority on the left and the country on the right,
    then number and subject on the left and the day on the right.
    """
    lines: list[str] = []
    band: list[Row] = []
    for row in rows:
        if band and not _goes_on(band, row, height):
            lines += _columns(band)
            band = []
        band.append(row)
    return lines + _columns(band)


def _goes_on(band: Sequence[Row], row: Row, height: float) -> bool:
    """Tell whether a row belongs to the columns of the rows above it."""
    gutter = _gutter(band)
    if gutter is None or row.top - band[-1].bottom > _APART * height:
        return False
    if row.cells[0].text.startswith("Số"):
        return False
    return all(cell.right < gutter or cell.left > gutter for cell in row.cells)


def _gutter(band: Sequence[Row]) -> float | None:
    """Return where the blank between two columns is; None of rows in one column."""
    parted = [row.cells for row in band if len(row.cells) == 2]  # noqa: PLR2004 - two columns
    if not parted:
        return None
    left = max(cells[0].right for cells in parted)
    right = min(cells[1].left for cells in parted)
    return (left + right) / 2 if left < right else None


def _columns(band: Sequence[Row]) -> list[str]:
    gutter = _gutter(band)
    if gutter is None:
        return [" ".join(cell.text for cell in row.cells) for row in band]
    cells = [cell for row in band for cell in row.cells]
    left = [cell.text for cell in cells if cell.right <= gutter]
    return left + [cell.text for cell in cells if cell.right > gutter]
