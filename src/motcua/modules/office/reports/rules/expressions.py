"""The small language of formulas: + − × ÷, brackets, SUM of cells and ranges.

Read by a parser of our own; nothing is ever executed. ``C5`` is a cell, ``C`` the cell of column C
in the same row, ``B2!C5`` one of another sheet. Ranges stand in SUM alone. A decimal has a comma
or a point; arguments are parted by semicolons.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from ..types import Faulty, Wrong
from .places import column_of, letters_of

LONGEST = 400
DEEPEST = 40  # brackets within brackets
_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:[.,]\d+)?)"
    r"|(?P<sum>(?:SUM|TỔNG)\s*\()"
    r"|(?P<ref>(?:(?P<sheet>[A-Z0-9]+)!)?(?P<column>[A-Z]{1,2})(?P<row>\d{1,4})?)"
    r"|(?P<sign>[-+−*×/÷();:]))"
)
_SAME = {"−": "-", "×": "*", "÷": "/"}
_SHOWN = {"-": "−", "*": "×", "/": "÷", "+": "+"}
_RANK = {"+": 1, "-": 1, "*": 2, "/": 2}


@dataclass(frozen=True, slots=True)
class Number:
    """A number that stands in the formula itself."""

    value: Fraction


@dataclass(frozen=True, slots=True)
class Ref:
    """A cell; without a sheet of this sheet, without a row of this row (counted from 0)."""

    column: int
    row: int | None = None
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class Range:
    """All cells of the rectangle between two."""

    first: Ref
    last: Ref


@dataclass(frozen=True, slots=True)
class Sum:
    """The sum of parts, ranges among them."""

    parts: "tuple[Expression | Range, ...]"


@dataclass(frozen=True, slots=True)
class Negative:
    """What stands behind a minus."""

    of: "Expression"


@dataclass(frozen=True, slots=True)
class Both:
    """Two parts with one of + - * / between them."""

    sign: str
    left: "Expression"
    right: "Expression"


Expression = Number | Ref | Sum | Negative | Both


def parse(text: str) -> Expression:
    """Read a formula, without the = before it.

    Raises:
        Faulty: It cannot be read; the fault names the part.
    """
    if not text.strip():
        raise Faulty(Wrong.EMPTY)
    if len(text) > LONGEST:
        raise Faulty(Wrong.TOO_LONG)
    reader = _Reader(list(_tokens(text.upper())))
    found = reader.sum_of_terms()
    reader.end()
    return found


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    value: "Number | Ref | None" = None


def _tokens(text: str) -> Iterator[_Token]:
    at = 0
    text = text.rstrip()
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise Faulty(Wrong.UNREADABLE, text[at:].strip()[:12])
        at = match.end()
        yield _token(match)


def _token(match: re.Match[str]) -> _Token:
    text = match[0].strip()
    if match["number"]:
        return _Token("number", text, Number(Fraction(text.replace(",", "."))))
    if match["sum"]:
        return _Token("sum", text)
    if match["ref"]:
        row = int(match["row"]) - 1 if match["row"] else None
        return _Token("ref", text, Ref(column_of(match["column"]), row, match["sheet"] or ""))
    return _Token(_SAME.get(text, text), text)


class _Reader:
    """Reads tokens from left to right; each method reads what its name says."""

    def __init__(self, tokens: list[_Token]) -> None:
        self._tokens = tokens
        self._at = 0
        self._depth = 0

    def _next(self) -> str:
        return self._tokens[self._at].kind if self._at < len(self._tokens) else ""

    def _take(self, *kinds: str) -> _Token:
        if self._at >= len(self._tokens):
            raise Faulty(Wrong.UNFINISHED)
        token = self._tokens[self._at]
        if kinds and token.kind not in kinds:
            wrong = Wrong.RANGE_ALONE if token.kind == ":" else Wrong.UNREADABLE
            raise Faulty(wrong, token.text)
        self._at += 1
        return token

    def end(self) -> None:
        if self._next():
            self._take("nothing")

    def sum_of_terms(self) -> Expression:
        found = self._term()
        while self._next() in {"+", "-"}:
            found = Both(self._take().kind, found, self._term())
        return found

    def _term(self) -> Expression:
        found = self._factor()
        while self._next() in {"*", "/"}:
            found = Both(self._take().kind, found, self._factor())
        return found

    def _factor(self) -> Expression:
        token = self._take("number", "ref", "sum", "(", "-")
        if token.value is not None:
            return token.value
        self._depth += 1
        if self._depth > DEEPEST:
            raise Faulty(Wrong.TOO_LONG)
        found = self._within(token.kind)
        self._depth -= 1
        return found

    def _within(self, opened: str) -> Expression:
        if opened == "-":
            return Negative(self._factor())
        found = self.sum_of_terms() if opened == "(" else self._parts()
        self._take(")")
        return found

    def _parts(self) -> Sum:
        parts = [self._part()]
        while self._next() == ";":
            self._take()
            parts.append(self._part())
        return Sum(tuple(parts))

    def _part(self) -> Expression | Range:
        first = self.sum_of_terms()
        if self._next() != ":":
            return first
        colon = self._take()
        last = self._take("ref").value
        if not isinstance(first, Ref) or not isinstance(last, Ref) or last.sheet:
            raise Faulty(Wrong.UNREADABLE, colon.text)
        return _range(first, last)


def _range(first: Ref, last: Ref) -> Range:
    found = Range(first, Ref(last.column, last.row, first.sheet))
    same_row = first.row is None and last.row is None
    rows_fit = same_row or (
        first.row is not None and last.row is not None and first.row <= last.row
    )
    if not rows_fit or first.column > last.column:
        raise Faulty(Wrong.RANGE_CROOKED, f"{shown(first)}:{shown(last)}")
    return found


def refs(expression: Expression | Range) -> Iterator[Ref]:
    """Yield every cell that a formula names, those of ranges one by one."""
    match expression:
        case Ref():
            yield expression
        case Range():
            yield from _refs_of_range(expression)
        case Sum(parts):
            for part in parts:
                yield from refs(part)
        case Negative(of):
            yield from refs(of)
        case Both(_, left, right):
            yield from refs(left)
            yield from refs(right)


def _refs_of_range(given: Range) -> Iterator[Ref]:
    first, last = given.first, given.last
    rows: list[int | None] = [None]
    if first.row is not None and last.row is not None:
        rows = list(range(first.row, last.row + 1))
    for row in rows:
        for column in range(first.column, last.column + 1):
            yield Ref(column, row, first.sheet)


def shown(expression: Expression | Range) -> str:
    """Return a formula as people write it; read again it is the same."""
    match expression:
        case Number(value):
            return _number(value)
        case Ref(column, row, sheet):
            before = f"{sheet}!" if sheet else ""
            return f"{before}{letters_of(column)}{'' if row is None else row + 1}"
        case Range(first, last):
            return f"{shown(first)}:{shown(Ref(last.column, last.row))}"
        case Sum(parts):
            return f"SUM({'; '.join(map(shown, parts))})"
        case Negative(of):
            return f"−{_inside(of, rank=3)}"
        case Both(sign, left, right):
            rank = _RANK[sign]
            return f"{_inside(left, rank)} {_SHOWN[sign]} {_inside(right, rank + 1)}"


def _number(value: Fraction) -> str:
    text = f"{value.numerator / value.denominator:.12f}".rstrip("0").rstrip(".")
    return text.replace(".", ",")


def _inside(expression: Expression, rank: int) -> str:
    text = shown(expression)
    loose = isinstance(expression, Both) and _RANK[expression.sign] < rank
    return f"({text})" if loose else text
