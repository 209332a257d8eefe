"""Formulas computed and balances checked, exactly: fractions, never floats."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction

from ..types import GIVEN, Broken, Cell, Figures
from . import expressions
from .expressions import Both, Expression, Negative, Number, Range, Ref, Sum
from .places import parted
from .sheets import Check, Form, key_at

Value = Fraction | None
Look = Callable[[Ref], Value]


def value_of(expression: Expression | Range, look: Look) -> Value:
    """Return what a formula comes to; None where nothing is filled in, or 0 would divide.

    What is empty counts as 0 in sums and differences, as in any sheet; where all is empty, so is
    the sum.
    """
    match expression:
        case Number(value):
            return value
        case Ref():
            return look(expression)
        case Range():
            return _added(look(ref) for ref in expressions.refs(expression))
        case Sum(parts):
            return _added(value_of(part, look) for part in parts)
        case Negative(of):
            found = value_of(of, look)
            return None if found is None else -found
        case Both(sign, left, right):
            return _both(sign, value_of(left, look), value_of(right, look))


def _added(values: Iterable[Value]) -> Value:
    found = [each for each in values if each is not None]
    return sum(found, Fraction(0)) if found else None


def _both(sign: str, left: Value, right: Value) -> Value:
    if sign == "+":
        return _added((left, right))
    if sign == "-":
        return _added((left, None if right is None else -right))
    if left is None or right is None:
        return None
    if sign == "*":
        return left * right
    return left / right if right else None


def compute(form: Form, given: Mapping[str, Value]) -> dict[str, Value]:
    """Return the numbers of all cells: those given, and those of formulas.

    A row that is repeated is the sum of its lines, its formulas are computed from the sums.
    """
    values = {each.key: given.get(each.key) for each in form.of_kind(*GIVEN)}
    values |= _of_lines_together(form, values)
    for key in form.order:
        cell = form.cells[key]

        def look(ref: Ref, at: Cell = cell) -> Value:
            return values.get(key_at(ref, sheet=at.sheet, row=at.row, line=at.line))

        values[key] = value_of(cell.expression, look)
    return values


def _of_lines_together(form: Form, values: Mapping[str, Value]) -> dict[str, Value]:
    lines: defaultdict[str, list[Value]] = defaultdict(list)
    for cell in form.of_kind(*GIVEN):
        if cell.line:
            lines[parted(cell.key)[0]].append(values[cell.key])
    return {key: _added(parts) for key, parts in lines.items()}


def add_up(form: Form, own: Mapping[str, Value], below: Iterable[Mapping[str, Value]]) -> Figures:
    """Return the numbers of a unit, of those below it, and of all together.

    What is typed or counted is added cell by cell; formulas are computed from the sums, so that a
    share of all is not the sum of shares.
    """
    parts = list(below)
    given = {
        each.key: _added(part.get(each.key) for part in parts) for each in form.of_kind(*GIVEN)
    }
    both = {key: _added((own.get(key), given[key])) for key in given}
    return Figures(
        own=compute(form, own),
        below=compute(form, given) if parts else {},
        together=compute(form, both),
    )


def broken(form: Form, values: Mapping[str, Value]) -> list[Broken]:
    """Return the balance checks that do not hold; where nothing is filled in, nothing is broken."""
    return [found for each in form.checks if (found := _broken(form, each, values)) is not None]


def _broken(form: Form, check: Check, values: Mapping[str, Value]) -> Broken | None:
    row = check.row or 0

    def look(ref: Ref) -> Value:
        return values.get(key_at(ref, sheet=check.sheet, row=row, line=check.line))

    left, right = value_of(check.left, look), value_of(check.right, look)
    if left is None and right is None:
        return None
    left, right = left or Fraction(0), right or Fraction(0)
    holds = {"=": left == right, "≤": left <= right, "≥": left >= right}[check.sign]
    if holds:
        return None
    keys = [key_at(ref, sheet=check.sheet, row=row, line=check.line) for ref in check.refs]
    seen = next((key for key in keys if not form.is_pattern(form.cells[key])), keys[0])
    return Broken(key=seen, words=check.words, left=left, right=right)
