"""The language of formulas: read, shown, computed as Python's own arithmetic does."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from motcua.modules.office.reports import rules
from motcua.modules.office.reports.rules.expressions import (
    Both,
    Negative,
    Number,
    Range,
    Ref,
    Sum,
)
from motcua.modules.office.reports.types import Faulty, Wrong

CELLS = {Ref(n, row): Fraction(n * 7 + (row or 0) * 3 + 1) for n in range(4) for row in range(4)}
_refs = some.sampled_from(sorted(CELLS, key=repr))
_ranges = some.builds(
    lambda a, b: Range(
        Ref(min(a.column, b.column), min(a.row, b.row)),
        Ref(max(a.column, b.column), max(a.row, b.row)),
    ),
    _refs,
    _refs,
)
_numbers = some.integers(0, 9999).map(lambda n: Number(Fraction(n, 10)))
_formulas = some.recursive(
    _refs | _numbers,
    lambda inner: (
        some.builds(Both, some.sampled_from("+-*/"), inner, inner)
        | some.builds(Negative, inner)
        | some.builds(Sum, some.lists(inner | _ranges, min_size=1, max_size=3).map(tuple))
    ),
    max_leaves=8,
)


def by_python(expression):
    match expression:
        case Number(value):
            return value
        case Ref():
            return CELLS[expression]
        case Range():
            return sum(CELLS[ref] for ref in rules.refs(expression))
        case Sum(parts):
            return sum(map(by_python, parts))
        case Negative(of):
            return -by_python(of)
        case Both(sign, left, right):
            a, b = by_python(left), by_python(right)
            return {"+": a.__add__, "-": a.__sub__, "*": a.__mul__, "/": a.__truediv__}[sign](b)


@settings(max_examples=150, deadline=None)
@given(_formulas)
def test_what_is_shown_is_read_again_as_the_same_formula(formula):
    text = rules.shown(formula)
    if len(text) <= 400:
        assert rules.parse(text) == formula
        assert rules.parse(text.lower()) == formula


@settings(max_examples=150, deadline=None)
@given(_formulas)
def test_a_formula_comes_to_what_arithmetic_says_and_nothing_where_0_divides(formula):
    try:
        expected = by_python(formula)
    except ZeroDivisionError:
        return
    assert rules.value_of(formula, CELLS.__getitem__) == expected


@settings(max_examples=200, deadline=None)
@given(some.text(alphabet="A1B2!();:+-*/., =|#x", max_size=30))
def test_whatever_is_typed_is_read_or_refused_with_words(text):
    said = ""
    try:
        formula = rules.parse(text)
    except Faulty as fault:
        said = fault.words
    assert said or rules.parse(rules.shown(formula)) == formula


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("", Wrong.EMPTY),
        ("C1 +", Wrong.UNFINISHED),
        ("C1 ; D1", Wrong.UNREADABLE),
        ("C1:C5", Wrong.RANGE_ALONE),
        ("SUM(C5:C1)", Wrong.RANGE_CROOKED),
        ("SUM(C:C5)", Wrong.RANGE_CROOKED),
        ("__import__('os')", Wrong.UNREADABLE),
        ("(" * 60 + "C1" + ")" * 60, Wrong.TOO_LONG),
        ("1" * 500, Wrong.TOO_LONG),
    ],
)
def test_a_formula_that_cannot_be_read_says_why(text, wrong):
    with pytest.raises(Faulty) as refused:
        rules.parse(text)
    assert refused.value.wrong is wrong


@pytest.mark.parametrize(
    ("typed", "places", "number"),
    [
        ("1250", 0, 1250),
        ("1.250", 0, 1250),
        (" 1 250 ", 0, 1250),
        ("1.250,5", 1, Fraction(2501, 2)),
        ("0,5", 2, Fraction(1, 2)),
        ("", 0, None),
    ],
)
def test_numbers_are_read_as_people_write_them(typed, places, number):
    assert rules.read_number(typed, places=places) == number


@pytest.mark.parametrize(
    ("typed", "places", "wrong"),
    [
        ("mười", 0, Wrong.NOT_A_NUMBER),
        ("1.25.0", 0, Wrong.NOT_A_NUMBER),
        ("-5", 0, Wrong.NEGATIVE),
        ("1,5", 0, Wrong.NOT_WHOLE),
        ("1,55", 1, Wrong.TOO_FINE),
    ],
)
def test_what_is_no_such_number_is_refused(typed, places, wrong):
    with pytest.raises(Faulty) as refused:
        rules.read_number(typed, places=places)
    assert refused.value.wrong is wrong
