"""What stands in the page of a form, and what its buttons do to the sheet."""

from collections.abc import Mapping
from dataclasses import replace

from ..types import Column, Sheet

WIDEST, LONGEST = 40, 300


def read_sheet(given: Mapping[str, str], before: Sheet) -> Sheet:
    """Return a sheet as it is typed; it has as many rows and columns as before."""

    def text(name: str) -> str:
        return " ".join(given.get(name, "").split())

    columns = tuple(
        Column(text(f"column.{n}.title"), text(f"column.{n}.group"))
        for n in range(len(before.columns))
    )
    rows = tuple(
        tuple(text(f"cell.{row}.{n}") for n in range(len(columns)))
        for row in range(len(before.rows))
    )
    return Sheet(
        code=text("code").upper() or before.code,
        title=text("title"),
        note=text("note"),
        columns=columns,
        rows=rows,
        checks=tuple(line.strip() for line in given.get("checks", "").splitlines() if line.strip()),
    )


def acted(sheets: list[Sheet], nth: int, act: str) -> tuple[list[Sheet], int]:
    """Return sheets after a button, and which to show: rows, columns and sheets come and go."""
    what, _dot, number = act.partition(".")
    at = int(number) if number.isdigit() else 0
    sheet = sheets[nth]
    if what == "add-sheet":
        code = f"B{len(sheets) + 1}"
        fresh = Sheet(code=code, title="", columns=(Column(""),) * 4, rows=(("",) * 4,) * 3)
        return [*sheets, fresh], len(sheets)
    if what == "drop-sheet" and len(sheets) > 1:
        return [each for n, each in enumerate(sheets) if n != nth], max(0, nth - 1)
    change = _with_rows if what.endswith("row") else _with_columns
    changed = change(sheet, what, at)
    return [changed if n == nth else each for n, each in enumerate(sheets)], nth


def _with_rows(sheet: Sheet, what: str, at: int) -> Sheet:
    rows = list(sheet.rows)
    if what == "add-row" and len(rows) < LONGEST:
        rows.insert(at, ("",) * len(sheet.columns))
    elif what == "drop-row" and len(rows) > 1:
        del rows[at : at + 1]
    return replace(sheet, rows=tuple(rows))


def _with_columns(sheet: Sheet, what: str, at: int) -> Sheet:
    columns, rows = list(sheet.columns), [list(row) for row in sheet.rows]
    if what == "add-column" and len(columns) < WIDEST:
        columns.insert(at, Column("", columns[at - 1].group if at else ""))
        for row in rows:
            row.insert(at, "")
    elif what == "drop-column" and len(columns) > 1:
        del columns[at : at + 1]
        for row in rows:
            del row[at : at + 1]
    return replace(sheet, columns=tuple(columns), rows=tuple(map(tuple, rows)))
