"""Sets of indicators as data, and what a unit reaches of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from uuid import UUID

from motcua.kernel.analytics import api as analytics
from motcua.modules.public_services.dossiers import api as dossiers
from motcua.modules.public_services.procedures import api as procedures

DOSSIER_TALE, RATING_TALE = "dossier", "rating"
Terms = tuple[analytics.Term, ...]
Span = tuple[date, date]


class Shown(StrEnum):
    """How a ratio reads."""

    SHARE = "SHARE"
    DAYS = "DAYS"  # minutes ÷ dossiers
    COUNT = "COUNT"


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """A criterion of a set.

    Attributes:
        number: As the decision numbers it.
        numerator, denominator: What is divided, in words.
        max_points: 0: it informs and gives no points.
        ratio: The name of what measures it; empty while nothing does.
        full_at: The ratio that gives all points.
        when_empty: Points where there is nothing to divide by.
        lacks: What a measure would need, while nothing measures it.
        note: What a reader has to know of how it is measured.
    """

    number: str
    title: str
    numerator: str
    denominator: str
    max_points: Fraction = Fraction(0)
    ratio: str = ""
    full_at: Fraction = Fraction(1)
    when_empty: Fraction = Fraction(0)
    shown: Shown = Shown.SHARE
    code: str = ""
    lacks: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A group of criteria; its maximum is that of the decision."""

    number: str
    title: str
    criteria: tuple[Criterion, ...]

    @property
    def max_points(self) -> Fraction:
        return sum((each.max_points for each in self.criteria), Fraction(0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """A grade, from so many points on."""

    title: str
    points: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorSet:
    """A version of a set of indicators, in force since a day."""

    code: str
    version: int
    since: date
    title: str
    short_title: str
    source: str
    groups: tuple[Group, ...]
    grades: tuple[Grade, ...] = ()

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        return tuple(each for group in self.groups for each in group.criteria)

    @property
    def max_points(self) -> Fraction:
        return sum((each.max_points for each in self.groups), Fraction(0))


@dataclass(frozen=True, slots=True)
class Share:
    """What a ratio divides."""

    numerator: int
    denominator: int

    @property
    def value(self) -> Fraction | None:
        return Fraction(self.numerator, self.denominator) if self.denominator else None


Shares = Mapping[str, Share]  # by the name of the ratio


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A ratio of facts; ``among`` are the dossiers that it opens down to."""

    numerator: Terms
    denominator: Terms
    among: dossiers.Among = dossiers.Among.RECEIVED
    tales: tuple[str, ...] = (DOSSIER_TALE,)


Of = Callable[[procedures.VersionInfo, bool], bool]  # a procedure, and whether it was used


@dataclass(frozen=True, slots=True, kw_only=True)
class OfCatalogue:
    """A ratio of the procedures in competence; ``fact`` says, by procedure, which were used."""

    numerator: Of
    denominator: Of
    fact: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfIndicator:
    """The measure of an indicator that another module declares."""

    code: str


Ratio = Counted | OfCatalogue | OfIndicator


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A criterion, measured or missing; without points only while it is missing."""

    criterion: Criterion
    share: Share | None = None
    points: Fraction | None = None

    @property
    def is_missing(self) -> bool:
        return self.share is None

    @property
    def gap(self) -> Fraction:
        """Return how many of its points are not reached, those nobody can measure included."""
        return self.criterion.max_points - (self.points or 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupScore:
    """What a unit reaches of a group."""

    group: Group
    lines: tuple[Line, ...]

    @property
    def points(self) -> Fraction:
        return sum((line.points or Fraction(0) for line in self.lines), Fraction(0))

    @property
    def measurable(self) -> Fraction:
        """Return the points that can be measured today."""
        known = (each.criterion.max_points for each in self.lines if not each.is_missing)
        return sum(known, Fraction(0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """What a unit with those below it reaches of a set in a period.

    Attributes:
        lowest, highest: The grade if every missing criterion gave nothing, or everything.
    """

    unit_id: UUID
    of: IndicatorSet
    period: analytics.Period
    groups: tuple[GroupScore, ...]
    lowest: Grade | None
    highest: Grade | None

    @property
    def lines(self) -> tuple[Line, ...]:
        return tuple(line for group in self.groups for line in group.lines)

    @property
    def points(self) -> Fraction:
        return sum((each.points for each in self.groups), Fraction(0))

    @property
    def measurable(self) -> Fraction:
        return sum((each.measurable for each in self.groups), Fraction(0))

    @property
    def possible(self) -> Fraction:
        """Return the points if every missing criterion gave all it can."""
        return self.points + self.of.max_points - self.measurable

    @property
    def missing(self) -> tuple[Line, ...]:
        return tuple(each for each in self.lines if each.is_missing)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gain:
    """A dossier in hand, and the points that closing it now would bring, by criterion."""

    dossier: dossiers.CountedDossier
    points: Mapping[str, Fraction]
    keeps_promise: bool

    @property
    def total(self) -> Fraction:
        return sum(self.points.values(), Fraction(0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Gains:
    """What closing dossiers now would bring, the best first.

    Attributes:
        together: Points by criterion if all of them were closed.
        is_cut: There are more dossiers than were weighed.
    """

    gains: tuple[Gain, ...]
    together: Mapping[str, Fraction]
    weighed: int
    is_cut: bool = False

    @property
    def total(self) -> Fraction:
        return sum(self.together.values(), Fraction(0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One thing that a ratio counts."""

    code: str
    title: str
    unit_id: UUID | None
    at: date | None
    counted: bool
    note: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows, and the code after which the next ones come; empty at the end."""

    rows: tuple[Row, ...]
    after: str = ""
