"""Values of desk surveys."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy

SATISFIED_FROM, MARKS = 4, range(1, 6)  # the five answers of a rating; its words are shown
MOST = 10  # factors, and questions of each: more nobody answers
SCALE = 6  # points are kept in millionths

# What is counted of surveys; others may build figures on it.
ANSWERS, POINTS = "surveys.answers", "surveys.points"


class Channel(TextChoices):
    """Where somebody answered."""

    QR = "QR", pgettext_lazy("survey", "QR code at the desk")
    KIOSK = "KIOSK", pgettext_lazy("survey", "Screen at the desk")
    LINK = "LINK", pgettext_lazy("survey", "Link after a result")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One thing to say how satisfied one was with."""

    code: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Factor:
    """Questions that belong together."""

    title: str
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyInfo:
    """A version of the questions: published once, never changed.

    Attributes:
        minimum: From how many answers on a result is shown.
    """

    id: UUID
    unit_id: UUID
    version: int
    title: str
    factors: tuple[Factor, ...]
    minimum: int
    valid_from: date

    @property
    def questions(self) -> Iterator[Question]:
        """Yield every question, in order."""
        for factor in self.factors:
            yield from factor.questions


@dataclass(frozen=True, slots=True, kw_only=True)
class FactorResult:
    """How a factor did: its index, and that of each of its questions."""

    factor: Factor
    index: Fraction
    of_questions: tuple[Fraction, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """How a unit did; without an index too few have answered for it to be shown."""

    answers: int
    minimum: int
    index: Fraction | None = None
    factors: tuple[FactorResult, ...] = ()

    @property
    def is_shown(self) -> bool:
        return self.index is not None
