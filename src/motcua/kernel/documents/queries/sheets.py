"""Lines of a book as an Excel workbook, and back."""

import io
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zipfile import BadZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from motcua.foundation.text import fold

FORMULAS = frozenset("=+@-")
MOST_LINES = 5000


def draw_sheet(
    *,
    title: str,
    name: str,
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    widths: Sequence[float],
) -> bytes:
    """Return a workbook of one sheet: its title, the heads of the columns, the lines.

    A cell that a spreadsheet would read as a formula stands there as text.

    Args:
        name: What the tab of the sheet says.
        widths: Of the columns, in characters.
    """
    book = Workbook()
    sheet = book.active or book.create_sheet()
    sheet.title = name
    sheet.append([title])
    sheet["A1"].font = Font(bold=True, size=14)
    sheet.append(list(heads))
    for cell in sheet[2]:
        cell.font = Font(bold=True)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    for line in rows:
        sheet.append([f"'{cell}" if cell[:1] in FORMULAS else cell for cell in line])
    for nth, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(nth)].width = width
    sheet.freeze_panes = "A3"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadBook:
    """The texts of a workbook.

    Attributes:
        stamp: What whoever wrote it left in its properties, to know it again.
        sheets: By name, in their order: the texts of each row, from the first row on.
    """

    stamp: str
    sheets: Mapping[str, Sequence[Sequence[str]]]

    @property
    def first(self) -> Sequence[Sequence[str]]:
        """The rows of the first sheet that was read."""
        return next(iter(self.sheets.values()), ())


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadSheet:
    """The lines of a sheet below its heads.

    Attributes:
        lines: Number of the row, and its texts by head; lines without any text are left out.
        letters: In which column each head stands; a head that is missing has none.
    """

    lines: Sequence[tuple[int, Mapping[str, str]]]
    letters: Mapping[str, str]

    def cell(self, head: str, row: int) -> str:
        """Return how people name a cell: E7; of a column that is missing its head and row."""
        return f"{self.letters[head]}{row}" if head in self.letters else f"{head}, {row}"


def read_book(content: bytes, *, names: Collection[str] = ()) -> ReadBook | None:
    """Read the named sheets of a workbook, or its first.

    Days are written as people write them: 31/12/2024.

    Returns:
        None of what is no workbook.
    """
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        wanted = [each for each in book.worksheets if each.title in names or not names]
        sheets = {
            each.title: [
                [_text(cell) for cell in row]
                for row in each.iter_rows(max_row=MOST_LINES, values_only=True)
            ]
            for each in wanted[: len(names) or 1]
        }
        book.close()
    except (BadZipFile, InvalidFileException, KeyError, OSError, ValueError, IndexError):
        return None
    return ReadBook(stamp=book.properties.identifier or "", sheets=sheets)


def read_sheet(content: bytes, *, heads: Sequence[str]) -> ReadSheet | None:
    """Read the first sheet of a workbook below its heads; columns may stand in any order.

    Returns:
        None of what is no workbook, or has no line with the first head.
    """
    book = read_book(content)
    lines = book.first if book else ()
    wanted = {fold(head): head for head in heads}
    for above, line in enumerate(lines, start=1):
        named = [wanted.get(fold(cell), "") for cell in line]
        if heads[0] in named:
            below = [
                (row, {name: cell for name, cell in zip(named, cells, strict=False) if name})
                for row, cells in enumerate(lines[above:], start=above + 1)
            ]
            return ReadSheet(
                lines=[(row, found) for row, found in below if any(found.values())],
                letters={
                    name: get_column_letter(nth) for nth, name in enumerate(named, start=1) if name
                },
            )
    return None


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return f"{cell:%d/%m/%Y}"
    if isinstance(cell, float):
        return f"{cell:.6f}".rstrip("0").rstrip(".").replace(".", ",")
    return str(cell).strip().removeprefix("'")
