"""Indices are those of the fact sheet, whatever people answer."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.modules.public_services.surveys import rules
from motcua.modules.public_services.surveys.types import SCALE

FACTORS = rules.read_factors("# A\na\nb\nc\n# B\nd\n# C\ne\nf")
CODES = [each.code for factor in FACTORS for each in factor.questions]
answers = st.lists(
    st.fixed_dictionaries({code: st.integers(1, 5) for code in CODES}), min_size=1, max_size=12
)


def slowly(found):
    """Return the index as the sheet says it, question by question."""
    factors = []
    for factor in FACTORS:
        indices = [
            Fraction(100 * sum(each[question.code] >= 4 for each in found), len(found))
            for question in factor.questions
        ]
        factors.append(sum(indices) / len(indices))
    return sum(factors) / len(factors)


def result(found, minimum=1):
    satisfied = {code: sum(each[code] >= 4 for each in found) for code in CODES}
    return rules.result_of(FACTORS, answers=len(found), satisfied=satisfied, minimum=minimum)


@settings(max_examples=60)
@given(answers)
def test_the_index_of_a_unit_is_the_mean_of_means(found):
    assert result(found).index == slowly(found)
    assert 0 <= result(found).index <= 100


@settings(max_examples=60)
@given(answers)
def test_the_figure_counted_from_single_answers_is_the_same(found):
    points = sum(rules.points_of(FACTORS, each) for each in found)

    counted = Fraction(points, len(found)) / 10**SCALE

    assert abs(counted - slowly(found)) < Fraction(1, 10**5)


@settings(max_examples=30)
@given(answers, st.integers(1, 20))
def test_fewer_answers_than_the_minimum_are_not_shown(found, minimum):
    assert result(found, minimum).is_shown == (len(found) >= minimum)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "empty"),
        ("# A", "empty"),
        ("a\n# A\nb", "loose"),
        ("# A\n" + "a\n" * 11, "many"),
        ("# A\na\n" * 11, "many"),
    ],
)
def test_questions_that_nobody_could_answer_are_refused(text, why):
    with pytest.raises(ValueError, match=why):
        rules.read_factors(text)


def test_questions_are_written_as_they_are_read():
    assert rules.read_factors(rules.write_factors(FACTORS)) == FACTORS
