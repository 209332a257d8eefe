"""Values as an Excel workbook: a sheet for each series, a row for each unit, a column a period."""

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from zipfile import BadZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

HEAD = 3  # the row that names the periods; title and hint stand above
CODE, NAME = "Mã đơn vị", "Đơn vị"
FIRST = 3  # column of the first period
MOST_ROWS, MOST_COLUMNS = 5000, 400
_THIN = Side(style="thin", color="999999")
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_TO_FILL = PatternFill("solid", fgColor="FFF9DB")
_BOLD = Font(bold=True)


class NoWorkbook(ValueError):
    """The bytes are no Excel workbook."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A sheet of the template: its values stand as rows of units by periods."""

    code: str
    title: str
    hint: str
    periods: Sequence[str]
    rows: Sequence[tuple[str, str, Sequence[Decimal | None]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell that says something, with the unit of its row and the period of its column."""

    sheet: str
    place: str
    unit: str
    unit_place: str
    period: str
    period_place: str
    text: str


def write_workbook(pages: Iterable[Page]) -> bytes:
    """Return a workbook to be filled in."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for page in pages:
        _write(book.create_sheet(page.code), page)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _write(sheet: Worksheet, page: Page) -> None:
    sheet["A1"], sheet["A2"] = _plain(page.title), _plain(page.hint)
    sheet["A1"].font = Font(bold=True, size=14)
    heads = [CODE, NAME, *page.periods]
    for nth, head in enumerate(heads, start=1):
        cell = sheet.cell(row=HEAD, column=nth, value=head)
        cell.font, cell.border = _BOLD, _BOX
        cell.number_format = "@"  # a period stays what it is, and becomes no day
        cell.alignment = Alignment(horizontal="center", wrap_text=True)
        sheet.column_dimensions[get_column_letter(nth)].width = {1: 14, 2: 44}.get(nth, 13)
    for line, (code, name, values) in enumerate(page.rows, start=HEAD + 1):
        sheet.cell(row=line, column=1, value=code)
        sheet.cell(row=line, column=2, value=_plain(name))
        for nth, value in enumerate(values, start=FIRST):
            box = sheet.cell(row=line, column=nth, value=value)
            box.fill, box.border = _TO_FILL, _BOX
    sheet.freeze_panes = f"{get_column_letter(FIRST)}{HEAD + 1}"


def _plain(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in {"=", "+", "@", "-"} else text


def read_workbook(content: bytes) -> Iterator[tuple[str, list[Cell]]]:
    """Yield the name of each sheet with its cells below the periods that say something.

    Raises:
        NoWorkbook: The bytes are none.
    """
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheets = [
            (
                sheet.title,
                list(sheet.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS, values_only=True)),
            )
            for sheet in book.worksheets
        ]
        book.close()
    except (BadZipFile, InvalidFileException, KeyError, OSError, ValueError, IndexError) as error:
        raise NoWorkbook from error
    for title, rows in sheets:
        yield title, list(_cells(title, rows))


def _cells(title: str, rows: Sequence[Sequence[Any]]) -> Iterator[Cell]:
    if len(rows) < HEAD:
        return
    periods = [_text(each) for each in rows[HEAD - 1]]
    for line, row in enumerate(rows[HEAD:], start=HEAD + 1):
        unit = _text(row[0]) if row else ""
        for nth, value in enumerate(row[FIRST - 1 :], start=FIRST):
            if text := _text(value):
                letters = get_column_letter(nth)
                yield Cell(
                    sheet=title,
                    place=f"{letters}{line}",
                    unit=unit,
                    unit_place=f"A{line}",
                    period=periods[nth - 1],
                    period_place=f"{letters}{HEAD}",
                    text=text,
                )


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, float):  # 0.1 + 0.2 of a formula is what its cell shows: 0,3
        return f"{Decimal(repr(round(value, 9))):f}".removesuffix(".0").replace(".", ",")
    return str(value).strip().removeprefix("'")
