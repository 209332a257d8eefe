"""A report as an Excel workbook, to be filled in there and taken back.

A tab for each sheet: four lines of heads, then the rows as they are read. Only cells that are typed
may be changed; formulas are live. A row that is repeated for each field stands over its lines,
unseen, and adds them up; a column, unseen too, says which row of the form a line is, for there may
be other fields when the workbook comes back. The workbook carries which report it is of.
"""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.worksheet.worksheet import Worksheet

from motcua.kernel.documents import api as documents

from ..types import Cell, CellKind, Sheet
from .excel import HEAD, Layout
from .places import letters_of
from .sheets import Form

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


def _mark(row: int) -> str:
    return f"#{row + 1}"


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
    layout = Layout(form)
    for sheet in form.sheets:
        page = book.create_sheet(sheet.code)
        _write_heads(page, sheet, under)
        _mark_rows(page, sheet, form, layout)
        for cell in form.cells.values():
            if cell.sheet == sheet.code:
                into = page[layout.place_of(cell)]
                _write_cell(into, cell, typed, values)
                if cell.kind is CellKind.FORMULA or form.is_pattern(cell):
                    into.value = layout.formula_of(cell)
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


def _mark_rows(page: Worksheet, sheet: Sheet, form: Form, layout: Layout) -> None:
    """Write unseen which row each line is, where rows are repeated, and hide these."""
    if not any(code == sheet.code for code, _row in form.repeated):
        return
    letters = letters_of(len(sheet.columns))
    page.column_dimensions[letters].hidden = True
    for row, line in layout.rows_of(sheet.code).items():
        page[f"{letters}{line}"] = _mark(row)
        page.row_dimensions[line].hidden = (sheet.code, row) in form.repeated


def _write_cell(
    into: Any, cell: Cell, typed: Mapping[str, str], values: Mapping[str, Fraction | None]
) -> None:
    into.border = _BOX
    into.alignment = Alignment(wrap_text=True, vertical="center")
    if cell.kind is CellKind.LABEL:
        into.value = _plain(cell.text)
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
    lines = {each.code: _rows_in(book.sheets.get(each.code, ()), each) for each in form.sheets}
    cells = form.of_kind(*_TYPED)
    return Read(
        stamp=book.stamp,
        typed={
            each.key: _text_at(
                book.sheets[each.sheet], line=lines[each.sheet][each.row], column=each.column
            )
            for each in cells
            if each.sheet in book.sheets
        },
        places={
            each.key: f"{each.sheet}!{letters_of(each.column)}{lines[each.sheet][each.row]}"
            for each in cells
        },
        missing=missing,
    )


def _rows_in(lines: Sequence[Sequence[str]], sheet: Sheet) -> Mapping[int, int]:
    """Return in which line of a tab each row stands: where it is marked, or one under the other."""
    column = len(sheet.columns)
    marks = {each[column]: nth for nth, each in enumerate(lines, start=1) if len(each) > column}
    return {row: marks.get(_mark(row), HEAD + 1 + row) for row in range(len(sheet.rows))}


def _text_at(lines: Sequence[Sequence[str]], *, line: int, column: int) -> str:
    found = lines[line - 1] if line <= len(lines) else ()
    return found[column][:LONGEST_WORDS] if column < len(found) else ""
