"""Indices as the fact sheet has them, and questions as people write them down."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from .types import MOST, SATISFIED_FROM, SCALE, Factor, FactorResult, Question, Result

ALL = 100


def question_index(*, satisfied: int, answers: int) -> Fraction:
    """Return the share of those who answered satisfied or very satisfied, of 100."""
    return Fraction(ALL * satisfied, answers)


def mean(values: Sequence[Fraction]) -> Fraction:
    """Return the mean of some values."""
    return sum(values, Fraction(0)) / len(values)


def result_of(
    factors: Sequence[Factor], *, answers: int, satisfied: Mapping[str, int], minimum: int
) -> Result:
    """Return how a unit did: mean of its factors, each the mean of its questions.

    Args:
        answers: How many answered; every answer has all questions.
        satisfied: How many were satisfied, by code of the question.
        minimum: With fewer answers nothing is shown: a few voices are no index, and somebody
            might know them.
    """
    if answers < max(minimum, 1):
        return Result(answers=answers, minimum=minimum)
    found = []
    for factor in factors:
        indices = tuple(
            question_index(satisfied=satisfied.get(each.code, 0), answers=answers)
            for each in factor.questions
        )
        found.append(FactorResult(factor=factor, index=mean(indices), of_questions=indices))
    return Result(
        answers=answers,
        minimum=minimum,
        index=mean([each.index for each in found]),
        factors=tuple(found),
    )


def points_of(factors: Sequence[Factor], values: Mapping[str, int]) -> int:
    """Return what one answer adds to the index, in millionths.

    As every answer has all questions, the mean of these is the index of the unit.
    """
    satisfied = {code: int(value >= SATISFIED_FROM) for code, value in values.items()}
    result = result_of(factors, answers=1, satisfied=satisfied, minimum=1)
    return round((result.index or Fraction(0)) * int(10**SCALE))


def read_factors(text: str) -> tuple[Factor, ...]:
    """Read questions as people write them: a line with # begins a factor, others are questions.

    Raises:
        ValueError: Too few or too many, or a question before the first factor; the message is
            ``empty``, ``many`` or ``loose``.
    """
    blocks: list[tuple[str, list[str]]] = []
    for line in filter(None, map(str.strip, text.splitlines())):
        if line.startswith("#"):
            blocks.append((line.lstrip("# ").strip(), []))
        elif not blocks:
            raise ValueError("loose")
        else:
            blocks[-1][1].append(line.lstrip("-• ").strip())
    if not blocks or not all(title and questions for title, questions in blocks):
        raise ValueError("empty")
    if len(blocks) > MOST or any(len(questions) > MOST for _title, questions in blocks):
        raise ValueError("many")
    return tuple(
        Factor(
            title=title,
            questions=tuple(
                Question(code=f"{nth}-{number}", text=question)
                for number, question in enumerate(questions, start=1)
            ),
        )
        for nth, (title, questions) in enumerate(blocks, start=1)
    )


def write_factors(factors: Sequence[Factor]) -> str:
    """Return questions as :func:`read_factors` takes them."""
    lines = []
    for factor in factors:
        lines += [f"# {factor.title}", *(each.text for each in factor.questions), ""]
    return "\n".join(lines)
