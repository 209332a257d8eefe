"""Lines of a book as an Excel workbook."""

import io
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

FORMULAS = frozenset("=+@-")


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
