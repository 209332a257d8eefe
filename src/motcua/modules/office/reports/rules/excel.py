"""Where the cells of a form stand in a workbook, and what its formulas are called there.

A row that is repeated for each field stands over its lines, unseen, and adds them up.
"""

from ..types import Cell, CellKind
from .expressions import Both, Expression, Negative, Number, Range, Ref, Sum, refs
from .places import letters_of
from .sheets import Form, key_at

HEAD = 4  # lines over the cells: title, whose, groups, columns


class Layout:
    """Where the rows of a form, and the lines of those repeated, stand in their tabs."""

    def __init__(self, form: Form) -> None:
        self._form = form
        self._lines: dict[tuple[str, int, str], int] = {}
        for sheet in form.sheets:
            cells = (each for each in form.cells.values() if each.sheet == sheet.code)
            rows = dict.fromkeys((each.sheet, each.row, each.line) for each in cells)
            self._lines |= {row: nth for nth, row in enumerate(rows, start=HEAD + 1)}

    def place_of(self, cell: Cell) -> str:
        """Return where a cell stands in its tab: ``C9``."""
        return f"{letters_of(cell.column)}{self._lines[cell.sheet, cell.row, cell.line]}"

    def rows_of(self, sheet: str) -> dict[int, int]:
        """Return in which line each row of a sheet stands, without the lines of those repeated."""
        return {
            row: nth
            for (code, row, line), nth in self._lines.items()
            if (code, line) == (sheet, "")
        }

    def formula_of(self, cell: Cell) -> str | None:
        """Return what Excel computes in a cell: its formula, or the sum of the lines of its row."""
        if cell.kind is CellKind.FORMULA:
            return f'=IFERROR({self._written(cell.expression, cell)},"")'
        lines = [
            self.place_of(each)
            for each in self._form.cells.values()
            if each.line
            and (each.sheet, each.row, each.column) == (cell.sheet, cell.row, cell.column)
        ]
        return f"=SUM({lines[0]}:{lines[-1]})" if lines and cell.kind is CellKind.COUNTED else None

    def _written(self, expression: Expression | Range, at: Cell) -> str:
        match expression:
            case Number(value):
                return str(float(value)).removesuffix(".0")
            case Ref():
                return self._sheet_of(expression) + self._place_at(expression, at)
            case Range():
                return self._range(expression, at)
            case Sum(parts):
                return f"SUM({','.join(self._written(part, at) for part in parts)})"
            case Negative(of):
                return f"-({self._written(of, at)})"
            case Both(sign, left, right):
                return f"({self._written(left, at)}{sign}{self._written(right, at)})"

    def _sheet_of(self, ref: Ref) -> str:
        return f"'{ref.sheet}'!" if ref.sheet else ""

    def _place_at(self, ref: Ref, at: Cell) -> str:
        key = key_at(ref, sheet=at.sheet, row=at.row, line=at.line)
        return self.place_of(self._form.cells[key])

    def _range(self, given: Range, at: Cell) -> str:
        """Return a range, or its cells one by one where lines stand between them."""
        if self._has_lines_within(given, at.sheet):
            return ",".join(self._written(ref, at) for ref in refs(given))
        return f"{self._written(given.first, at)}:{self._place_at(given.last, at)}"

    def _has_lines_within(self, given: Range, sheet: str) -> bool:
        first, last = given.first.row, given.last.row
        if first is None or last is None:
            return False
        code = given.first.sheet or sheet
        return any(of == code and first <= row < last for of, row in self._form.repeated)
