"""What a figure is made of."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction
from typing import Any
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
    """From ``start`` up to but not including ``end``; both aware instants."""

    start: datetime
    end: datetime
    label: str
    first_date: date
    last_date: date


@dataclass(frozen=True, slots=True)
class Measure:
    """The counts behind a figure; a count has the denominator 1."""

    numerator: int = 0
    denominator: int = 0

    def __add__(self, other: "Measure") -> "Measure":
        return Measure(self.numerator + other.numerator, self.denominator + other.denominator)

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


MeasureMany = Callable[[Collection[UUID], Period], Mapping[UUID, Measure]]
ListRows = Callable[[Actor, UUID, Period, str, int], Sequence[Row]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """A declared figure.

    Attributes:
        measure: Takes unit ids and a period; returns a measure for each unit that has any,
            in one query whatever the number of units.
        rows: Takes an actor, a unit, a period, the code after which to go on, and a limit;
            returns what the figure counts, denominator included.
    """

    code: str
    title: Any
    meaning: Any
    formula: Any
    source: str
    kind: Kind
    measure: MeasureMany
    rows: ListRows
    direction: Direction = Direction.NONE
    target: Fraction | None = None
    order: int = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """An indicator measured: now, before, and against its target."""

    indicator: Indicator
    measure: Measure
    before: Measure
    measured_at: datetime

    @property
    def value(self) -> Fraction | None:
        return self.measure.value(self.indicator.kind)

    @property
    def value_before(self) -> Fraction | None:
        return self.before.value(self.indicator.kind)

    @property
    def misses_target(self) -> bool:
        """Tell whether somebody must act."""
        target, value = self.indicator.target, self.value
        if target is None or value is None:
            return False
        return value < target if self.indicator.direction is Direction.UP else value > target
