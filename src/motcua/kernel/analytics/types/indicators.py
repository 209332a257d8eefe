"""A figure as it is declared, and as it is shown."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from fractions import Fraction
from typing import Any
from uuid import UUID

from .facts import Reach
from .measures import Direction, Hands, Kind, ListRows, Measure, Measures, Period, Term

MeasureAll = Callable[
    [Collection["Indicator"], Collection[UUID], Collection[Period], Reach], Measures
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """A declared figure, counted from facts or else measured by its module.

    Attributes:
        numerator: Facts that are added up; with them ``measured_by`` is not wanted.
        denominator: The same; a count has none.
        measured_by: Takes indicators of this source, unit ids, periods and a reach; returns what
            it has of them, in one query whatever their number.
        rows: Takes an actor, a unit, a period, the code after which to go on, and a limit;
            returns what the figure counts, denominator included.
        hands: The same parted by officer, where its module knows who handled what.
        target: From where on it is good.
        alarm: What is worse than this is bad; without it, whatever misses the target.
        measured_in: The unit of measure, in words; a share is shown in per cent.
        places: How many decimals of a count or an average are shown.
        scale: Counts are kept in 10^-scale of what they are measured in.
        owner: Who answers for it, in words.
        since: From which day on this formula counts; an earlier one is another indicator of the
            same code.
        late_after: When what it is measured from is older, the figure is grey.
    """

    code: str
    title: Any
    meaning: Any
    formula: Any
    source: str
    kind: Kind
    rows: ListRows
    hands: Hands | None = None
    measured_by: MeasureAll | None = None
    numerator: tuple[Term, ...] = ()
    denominator: tuple[Term, ...] = ()
    direction: Direction = Direction.NONE
    target: Fraction | None = None
    alarm: Fraction | None = None
    measured_in: Any = ""
    places: int = 0
    scale: int = 0
    owner: Any = ""
    version: int = 1
    since: date = date.min
    late_after: timedelta | None = None
    order: int = 100

    def value(self, measure: Measure) -> Fraction | None:
        """Return the figure in what it is measured in, or None where there is nothing to show."""
        found = measure.value(self.kind)
        if found is None or self.kind is Kind.SHARE:
            return found
        return found / int(10**self.scale)

    def is_late(self, measure: Measure, at: datetime) -> bool:
        """Tell whether what it is measured from is older than it may be."""
        allowed = self.late_after
        return allowed is not None and at - (measure.as_of or at) > allowed

    def light(self, value: Fraction | None) -> "Light":
        """Return how a figure that is not late stands."""
        if self.target is None or value is None or self.direction is Direction.NONE:
            return Light.NONE
        if not self._is_worse(value, self.target):
            return Light.GREEN
        return Light.RED if self.alarm is None or self._is_worse(value, self.alarm) else Light.AMBER

    def misses_target(self, value: Fraction | None) -> bool:
        """Tell whether somebody must act."""
        return self.target is not None and value is not None and self._is_worse(value, self.target)

    def _is_worse(self, value: Fraction, than: Fraction) -> bool:
        return value > than if self.direction is Direction.DOWN else value < than


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """Indicators that are configured and not written: a module names it in ``provides``.

    Attributes:
        indicators: Returns every version that has begun or will, in one query.
    """

    indicators: Callable[[], Sequence[Indicator]]


class Light(StrEnum):
    """How a figure stands; a page shows it in words and shape, never in colour alone."""

    GREEN = "GREEN"
    AMBER = "AMBER"
    RED = "RED"
    GREY = "GREY"  # what it is measured from is late
    NONE = "NONE"  # nothing to hold it against


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """An indicator measured: now, before, a year before, and against its target."""

    indicator: Indicator
    measure: Measure
    before: Measure
    year_before: Measure = field(default_factory=Measure)
    measured_at: datetime

    @property
    def value(self) -> Fraction | None:
        return self.indicator.value(self.measure)

    @property
    def value_before(self) -> Fraction | None:
        return self.indicator.value(self.before)

    @property
    def value_year_before(self) -> Fraction | None:
        return self.indicator.value(self.year_before)

    @property
    def as_of(self) -> datetime:
        """Return the instant for which the figure is true."""
        return self.measure.as_of or self.measured_at

    @property
    def is_late(self) -> bool:
        """Tell whether what it is measured from is older than it may be."""
        return self.indicator.is_late(self.measure, self.measured_at)

    @property
    def misses_target(self) -> bool:
        """Tell whether somebody must act."""
        return self.indicator.misses_target(self.value)

    @property
    def light(self) -> Light:
        """Return how the figure stands."""
        return Light.GREY if self.is_late else self.indicator.light(self.value)
