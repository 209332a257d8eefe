"""A form understood: what each cell is, in which order formulas are computed, what must balance.

Into a cell of a form one types

    ``?``          a whole number is typed here; ``?1`` one with a decimal, ``?chữ`` words
    ``#received``  the figure of that code is counted here
    ``=C5+D5``     a formula
    ``*lĩnh vực``  the name of a field of work: the row is repeated for each; ``*`` its number
    anything else  is a label; nothing leaves the cell empty
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from typing import Any

from ..types import VALUES, Cell, CellKind, Column, Faulty, FormFault, Sheet, Wrong
from . import expressions
from .places import key_of

_ASKED = re.compile(r"\?(?P<places>\d)?(?P<words>chữ|chu|text)?", re.IGNORECASE)
_LINE = re.compile(r"\*\s*(?P<name>lĩnh vực|linh vuc|field)?", re.IGNORECASE)
_CHECK = re.compile(
    r"(?P<left>[^=≤≥<>|]+)(?P<sign><=|>=|=|≤|≥)(?P<right>[^=≤≥<>|]+)\|(?P<words>.+)"
)
_SIGNS = {"<=": "≤", ">=": "≥"}
_CODE = re.compile(r"[A-Z][A-Z0-9]{0,11}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """Two formulas that shall stand in a relation; in each row, where they name columns only."""

    sheet: str
    row: int | None
    left: expressions.Expression
    sign: str
    right: expressions.Expression
    words: str
    line: str = ""

    @property
    def is_open(self) -> bool:
        return any(ref.row is None for ref in self.refs)

    @property
    def refs(self) -> list[expressions.Ref]:
        return [*expressions.refs(self.left), *expressions.refs(self.right)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """The sheets of a form, and what was understood of them.

    Attributes:
        order: Formulas, those first that others need.
        repeated: Rows that are repeated for each field of work: sheet and row.
    """

    sheets: tuple[Sheet, ...]
    cells: Mapping[str, Cell]
    repeated: frozenset[tuple[str, int]] = frozenset()
    order: tuple[str, ...] = ()
    checks: tuple[Check, ...] = ()
    faults: tuple[FormFault, ...] = ()

    def of_kind(self, *kinds: CellKind) -> list[Cell]:
        """Return the cells of some kinds, sheet by sheet and row by row."""
        return [each for each in self.cells.values() if each.kind in kinds]

    def is_pattern(self, cell: Cell) -> bool:
        """Tell whether a cell is not shown itself: it stands for all lines of its row together."""
        return not cell.line and (cell.sheet, cell.row) in self.repeated

    def rows_of(self, sheet: str) -> list[list[Cell]]:
        """Return the rows of a sheet as they are read, with the lines of those repeated."""
        rows: dict[tuple[int, str], list[Cell]] = {}
        for cell in self.cells.values():
            if cell.sheet == sheet and not self.is_pattern(cell):
                rows.setdefault((cell.row, cell.line), []).append(cell)
        return list(rows.values())


def sheets_from(stored: Iterable[Mapping[str, Any]]) -> tuple[Sheet, ...]:
    """Read sheets as they are stored."""
    return tuple(
        Sheet(
            code=each["code"],
            title=each["title"],
            note=each.get("note", ""),
            columns=tuple(Column(*one) for one in each["columns"]),
            rows=tuple(tuple(row) for row in each["rows"]),
            checks=tuple(each.get("checks", ())),
        )
        for each in stored
    )


def stored_sheets(sheets: Iterable[Sheet]) -> list[dict[str, Any]]:
    """Return sheets as they are stored."""
    return [
        {
            "code": each.code,
            "title": each.title,
            "note": each.note,
            "columns": [[one.title, one.group] for one in each.columns],
            "rows": [list(row) for row in each.rows],
            "checks": list(each.checks),
        }
        for each in sheets
    ]


def understand(sheets: Sequence[Sheet], *, indicators: Mapping[str, bool] | None = None) -> Form:
    """Read a form; what is wrong with it is in its ``faults``, all at once.

    Args:
        indicators: By code, the figures that there are, and whether they can be counted for each
            field of work; None: take any.
    """
    faults = list(_faults_of_codes(sheets))
    cells = {each.key: each for each in _cells(sheets, faults)}
    repeated = frozenset(
        (each.sheet, each.row) for each in cells.values() if each.kind is CellKind.LINE
    )
    for cell in cells.values():
        faults += _faults_of_filling(cell, indicators, by_field=(cell.sheet, cell.row) in repeated)
    formulas = [each for each in cells.values() if each.kind is CellKind.FORMULA]
    for cell in formulas:
        faults += _faults_of_refs(expressions.refs(cell.expression), cell, cells, cell.key)
    order = () if faults else _order(formulas, cells, faults)
    checks = tuple(_checks(sheets, cells, faults))
    return Form(
        sheets=tuple(sheets),
        cells=cells,
        repeated=repeated,
        order=order,
        checks=checks,
        faults=tuple(faults),
    )


def _fault(path: str, wrong: Wrong, part: object = "") -> FormFault:
    return FormFault(path, Faulty(wrong, part).words)


def _faults_of_codes(sheets: Sequence[Sheet]) -> Iterator[FormFault]:
    if not any(each.columns and each.rows for each in sheets):
        yield _fault("", Wrong.NO_SHEET)
    seen = set[str]()
    for each in sheets:
        if not _CODE.fullmatch(each.code):
            yield _fault(f"{each.code}!", Wrong.BAD_CODE, each.code)
        if each.code in seen:
            yield _fault(f"{each.code}!", Wrong.TWICE, each.code)
        seen.add(each.code)


def _cells(sheets: Sequence[Sheet], faults: list[FormFault]) -> Iterator[Cell]:
    for sheet in sheets:
        for row, texts in enumerate(sheet.rows):
            for column in range(len(sheet.columns)):
                text = texts[column].strip() if column < len(texts) else ""
                key = key_of(sheet.code, row, column)
                where: dict[str, Any] = {
                    "key": key,
                    "sheet": sheet.code,
                    "row": row,
                    "column": column,
                }
                try:
                    yield Cell(**where, **_content(text))
                except Faulty as fault:
                    faults.append(FormFault(key, fault.words))
                    yield Cell(**where, kind=CellKind.LABEL, text=text)


def _faults_of_filling(
    cell: Cell, indicators: Mapping[str, bool] | None, *, by_field: bool
) -> Iterator[FormFault]:
    if by_field and cell.kind in {CellKind.NUMBER, CellKind.WORDS}:
        yield _fault(cell.key, Wrong.TYPED_BY_FIELD)
    if indicators is None or cell.kind is not CellKind.COUNTED:
        return
    if cell.text not in indicators:
        yield _fault(cell.key, Wrong.NO_INDICATOR, cell.text)
    elif by_field and not indicators[cell.text]:
        yield _fault(cell.key, Wrong.NOT_BY_FIELD, cell.text)


def _content(text: str) -> dict[str, Any]:
    if not text:
        return {"kind": CellKind.EMPTY}
    if text.startswith("#"):
        return {"kind": CellKind.COUNTED, "text": text[1:].strip()}
    if text.startswith("="):
        expression = expressions.parse(text[1:])
        return {"kind": CellKind.FORMULA, "text": text[1:], "expression": expression}
    if named := _LINE.fullmatch(text):
        return {"kind": CellKind.LINE, "text": named["name"] or ""}
    return _asked(text) or {"kind": CellKind.LABEL, "text": text}


def _asked(text: str) -> dict[str, Any]:
    asked = _ASKED.fullmatch(text)
    if asked is None or asked["words"]:
        return {"kind": CellKind.WORDS} if asked else {}
    return {"kind": CellKind.NUMBER, "places": int(asked["places"] or 0)}


def key_at(ref: expressions.Ref, *, sheet: str, row: int, line: str = "") -> str:
    """Return the cell that is meant by a name in a formula of some row, or of a line of it.

    Within a line the own row is the line; from outside, a repeated row is all its lines together.
    """
    of, at = ref.sheet or sheet, row if ref.row is None else ref.row
    return key_of(of, at, ref.column, line if (of, at) == (sheet, row) else "")


def _faults_of_refs(
    refs: Iterable[expressions.Ref], at: Cell, cells: Mapping[str, Cell], path: str
) -> Iterator[FormFault]:
    for ref in refs:
        found = cells.get(key_at(ref, sheet=at.sheet, row=at.row))
        if found is None:
            yield _fault(path, Wrong.NO_CELL, expressions.shown(ref))
        elif found.kind in {CellKind.LABEL, CellKind.WORDS, CellKind.LINE}:
            yield _fault(path, Wrong.NO_NUMBER, expressions.shown(ref))


def _order(
    formulas: Iterable[Cell], cells: Mapping[str, Cell], faults: list[FormFault]
) -> tuple[str, ...]:
    """Return formulas so that each comes after those it needs; a circle is a fault."""
    needs = {
        each.key: {
            key_at(ref, sheet=each.sheet, row=each.row) for ref in expressions.refs(each.expression)
        }
        for each in formulas
    }
    try:
        found = tuple(TopologicalSorter(needs).static_order())
    except CycleError as error:
        circle = error.args[1]
        faults.append(_fault(circle[0], Wrong.CIRCLE, " → ".join(circle)))
        return ()
    return tuple(key for key in found if key in needs and key in cells)


def _checks(
    sheets: Sequence[Sheet], cells: Mapping[str, Cell], faults: list[FormFault]
) -> Iterator[Check]:
    for sheet in sheets:
        for nth, line in enumerate(sheet.checks, start=1):
            path = f"{sheet.code}!checks-{nth}"
            try:
                check = read_check(line, sheet.code)
            except Faulty as fault:
                faults.append(FormFault(path, fault.words))
                continue
            found = list(_in_rows(check, len(sheet.rows), cells))
            if not found:
                faults.append(_fault(path, Wrong.NO_NUMBER, line.partition("|")[0].strip()))
            yield from found


def read_check(line: str, sheet: str) -> Check:
    """Read ``C = D + E | words``; its row is open.

    Raises:
        Faulty: It cannot be read.
    """
    found = _CHECK.fullmatch(line.strip())
    if found is None or not found["words"].strip():
        raise Faulty(Wrong.NO_RELATION, line.strip()[:40])
    return Check(
        sheet=sheet,
        row=None,
        left=expressions.parse(found["left"]),
        sign=_SIGNS.get(found["sign"], found["sign"]),
        right=expressions.parse(found["right"]),
        words=found["words"].strip(),
    )


def _in_rows(check: Check, rows: int, cells: Mapping[str, Cell]) -> Iterator[Check]:
    """Yield a check for each row in which all it names are numbers; once, if it names cells."""
    for row in range(rows) if check.is_open else (0,):
        keys = [key_at(ref, sheet=check.sheet, row=row) for ref in check.refs]
        if keys and all(key in cells and cells[key].kind in VALUES for key in keys):
            yield Check(
                sheet=check.sheet,
                row=row,
                left=check.left,
                sign=check.sign,
                right=check.right,
                words=check.words,
            )
