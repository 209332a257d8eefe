"""What a figure is made of: terms over a period, measures, and the rows behind them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction
from uuid import UUID

from motcua.foundation.actors import Actor


class Kind(StrEnum):
    """How a measure reads."""

    COUNT = "COUNT"
    SHARE = "SHARE"  # numerator / denominator, shown in per cent
    AVERAGE = "AVERAGE"  # numerator / denominator, shown as it is


class Direction(StrEnum):
    """Which way is better."""

    UP = "UP"
    DOWN = "DOWN"
    NONE = "NONE"


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """From ``start`` up to but not including ``end``; both aware instants.

    Attributes:
        months: How many months it has; 0 for a mere range of days.
    """

    start: datetime
    end: datetime
    label: str
    first_date: date
    last_date: date
    months: int = 0


class Over(StrEnum):
    """Of which days a term is the sum."""

    PERIOD = "PERIOD"  # those of the period
    START = "START"  # all before it
    END = "END"  # all up to its end
    PASSED = "PASSED"  # all up to its end that has come: only days that are over


@dataclass(frozen=True, slots=True)
class Term:
    """A fact within a formula; ``sign`` is 1 or -1."""

    fact: str
    over: Over = Over.PERIOD
    sign: int = 1


@dataclass(frozen=True, slots=True)
class Measure:
    """The counts behind a figure; a count has the denominator 1.

    Attributes:
        as_of: When it was measured, if that is not now; a sum is as old as its oldest part.
    """

    numerator: int = 0
    denominator: int = 0
    as_of: datetime | None = None

    def __add__(self, other: "Measure") -> "Measure":
        return Measure(
            self.numerator + other.numerator,
            self.denominator + other.denominator,
            min((at for at in (self.as_of, other.as_of) if at is not None), default=None),
        )

    def value(self, kind: Kind) -> Fraction | None:
        """Return the figure, or None where there is nothing to divide by."""
        if kind is Kind.COUNT:
            return Fraction(self.numerator)
        return Fraction(self.numerator, self.denominator) if self.denominator else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One thing that a figure counts: what it is, when, and whether it is in the numerator."""

    code: str
    title: str
    unit_id: UUID
    at: datetime
    counted: bool
    note: str = ""
    url: str = ""


ListRows = Callable[[Actor, UUID, Period, str, int], Sequence[Row]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Handled:
    """A row of a figure, and who handled it last; without an account nobody has yet."""

    row: Row
    account_id: UUID | None = None
    handler: str = ""


ListHandled = Callable[[Actor, UUID, Period], Sequence[Handled]]  # in the order of the rows' codes


@dataclass(frozen=True, slots=True, kw_only=True)
class Hand:
    """What of a figure one officer had in hand; without an account, what nobody has taken yet."""

    account_id: UUID | None
    name: str
    measure: Measure


@dataclass(frozen=True, slots=True, kw_only=True)
class Hands:
    """Through whose hands went what a figure counts, as far as the actor may see it.

    Attributes:
        list: Takes an actor, a unit and a period.
        rows_of: Takes an account, or None for nobody's; returns what lists its rows.
    """

    list: Callable[[Actor, UUID, Period], Sequence[Hand]]
    rows_of: Callable[[UUID | None], ListRows]


Measures = Mapping[tuple[str, Period], Mapping[UUID, Measure]]  # by indicator code, period, unit
