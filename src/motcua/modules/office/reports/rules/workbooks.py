"""A report as an Excel workbook, to be filled in there and taken back.

A tab for each sheet: three lines of heads, then the cells as in the form. Only cells that are typed
may be changed; formulas are live. The workbook carries which report it is of.
"""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.worksheet.worksheet import Worksheet

from motcua.kernel.documents import api as documents

from ..types import Cell, CellKind, Sheet
from .expressions import Both, Expression, Negative, Number, Range, Ref, Sum
from .places import letters_of
from .sheets import Form

HEAD = 4  # lines over the cells: title, whose, groups, columns
LONGEST_WORDS = 2000
_TYPED = (CellKind.NUMBER, CellKind.WORDS)
_THIN = Side(style="thin", color="999999")
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_TO_FILL = PatternFill("solid", fgColor="FFF9DB")
_COUNTED = PatternFill("solid", fgColor="E8F1F8")
_BOLD = Font(bold=True)
_WRAP = Alignment(wrap_text=True, vertical="center", horizontal="center")


class NotAWorkbook(ValueError):
    """The bytes are no Excel workbook."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What a workbook says: of which report it is, what is typed, in which of its cells."""

    stamp: str
    typed: Mapping[str, str]
    places: Mapping[str, str] = field(default_factory=dict)
    missing: tuple[str, ...] = ()  # codes of sheets that it lacks


def place_of(cell: Cell) -> str:
    """Return where a cell of a form stands in the workbook: ``B1!C9``."""
    return f"{cell.sheet}!{letters_of(cell.column)}{cell.row + 1 + HEAD}"


# ---------------------------------------------------------------------------------------- writing
def write_workbook(
    form: Form,
    *,
    stamp: str,
    under: str,
    typed: Mapping[str, str],
    values: Mapping[str, Fraction | None],
) -> bytes:
    """Return a report as a workbook.

    Args:
        stamp: Says of which report it is when it comes back.
        under: Whose it is, and of which period: the line under the title.
        typed: As it was typed, right or wrong.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.identifier = stamp
    for sheet in form.sheets:
        page = book.create_sheet(sheet.code)
        _write_heads(page, sheet, under)
        for cell in form.cells.values():
            if cell.sheet == sheet.code:
                _write_cell(page, cell, typed, values)
        page.protection.sheet = True
        page.freeze_panes = f"B{HEAD + 1}"
        page.page_setup.orientation = "landscape"
        page.print_title_rows = f"3:{HEAD}"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _write_heads(page: Worksheet, sheet: Sheet, under: str) -> None:
    page["A1"] = sheet.title
    page["A1"].font = Font(bold=True, size=14)
    page["A2"] = under
    for nth, column in enumerate(sheet.columns):
        letters = letters_of(nth)
        page[f"{letters}3"], page[f"{letters}{HEAD}"] = column.group, column.title
        for line in (3, HEAD):
            head = page[f"{letters}{line}"]
            head.font, head.alignment, head.border = _BOLD, _WRAP, _BOX
        page.column_dimensions[letters].width = 36 if _is_wide(sheet, nth) else 14


def _is_wide(sheet: Sheet, column: int) -> bool:
    texts = [row[column] for row in sheet.rows if column < len(row)]
    return any(len(each) > 16 and not each.startswith(("=", "#", "?")) for each in texts)  # noqa: PLR2004 - letters


def _write_cell(
    page: Worksheet, cell: Cell, typed: Mapping[str, str], values: Mapping[str, Fraction | None]
) -> None:
    into = page[place_of(cell).partition("!")[2]]
    into.border = _BOX
    into.alignment = Alignment(wrap_text=True, vertical="center")
    if cell.kind is CellKind.LABEL:
        into.value = _plain(cell.text)
    elif cell.kind is CellKind.FORMULA:
        into.value = f'=IFERROR({_in_excel(cell.expression, cell)},"")'
    elif cell.kind is CellKind.COUNTED:
        into.value, into.fill = _as_number(values.get(cell.key)), _COUNTED
    elif cell.kind in _TYPED:
        into.fill, into.protection = _TO_FILL, Protection(locked=False)
        value = values.get(cell.key)
        into.value = _as_number(value) if value is not None else _plain(typed.get(cell.key, ""))


def _plain(text: str) -> str | None:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in "=+@-" and text else text or None


def _as_number(value: Fraction | None) -> int | float | None:
    if value is None:
        return None
    return value.numerator if value.denominator == 1 else float(value)


def _in_excel(expression: Expression | Range, at: Cell) -> str:
    match expression:
        case Number(value):
            return str(float(value)).removesuffix(".0")
        case Ref(column, row, sheet):
            line = (at.row if row is None else row) + 1 + HEAD
            before = f"'{sheet}'!" if sheet else ""
            return f"{before}{letters_of(column)}{line}"
        case Range(first, last):
            return f"{_in_excel(first, at)}:{_in_excel(Ref(last.column, last.row), at)}"
        case Sum(parts):
            return f"SUM({','.join(_in_excel(part, at) for part in parts)})"
        case Negative(of):
            return f"-({_in_excel(of, at)})"
        case Both(sign, left, right):
            return f"({_in_excel(left, at)}{sign}{_in_excel(right, at)})"


# ---------------------------------------------------------------------------------------- reading
def read_workbook(content: bytes, form: Form) -> Read:
    """Return what was typed into a workbook.

    Raises:
        NotAWorkbook: The bytes are no Excel workbook.
    """
    book = documents.read_book(content, names=[each.code for each in form.sheets])
    if book is None:
        raise NotAWorkbook
    missing = tuple(each.code for each in form.sheets if each.code not in book.sheets)
    places = {each.key: place_of(each) for each in form.of_kind(*_TYPED)}
    return Read(stamp=book.stamp, typed=_typed(book.sheets, form), places=places, missing=missing)


def _typed(sheets: Mapping[str, Sequence[Sequence[str]]], form: Form) -> dict[str, str]:
    return {
        cell.key: _text_at(sheets[cell.sheet], row=HEAD + cell.row, column=cell.column)
        for cell in form.of_kind(*_TYPED)
        if cell.sheet in sheets
    }


def _text_at(lines: Sequence[Sequence[str]], *, row: int, column: int) -> str:
    line = lines[row] if row < len(lines) else ()
    return line[column][:LONGEST_WORDS] if column < len(line) else ""
