"""What a figure is made of."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from fractions import Fraction
from typing import Any, Generic, TypeVar
from uuid import UUID

from motcua.foundation.actors import Actor
from motcua.foundation.events import Envelope, Event


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


class Grain(StrEnum):
    """How long a cell is."""

    DAY = "D"
    MONTH = "M"
    YEAR = "Y"


@dataclass(frozen=True, slots=True)
class Piece:
    """Cells of one grain, from that which begins on ``first`` to that which does on ``last``."""

    grain: Grain
    first: date
    last: date


class Reach(StrEnum):
    """Whose figures are meant."""

    OWN = "OWN"  # the unit's alone
    TREE = "TREE"  # with all units under it; partners stand beside it


class Part(StrEnum):
    """Whose counts a cell of a unit sums up; most units have none below, and no cells for it."""

    OWN = "OWN"
    BELOW = "BELOW"  # of all units under it


PARTS = {Reach.OWN: (Part.OWN,), Reach.TREE: (Part.OWN, Part.BELOW)}


@dataclass(frozen=True, slots=True)
class Count:
    """So many of a fact: whose, on which day, of which kind."""

    fact: str
    unit_id: UUID
    day: date
    dimension: str = ""
    amount: int = 1


S = TypeVar("S")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tale(Generic[S]):
    """How the events of a stream are read, and what they count.

    A story is a frozen dataclass of plain facts with defaults. What it counts is a function of it
    alone, so that a figure can be made anew from the events at any time.

    Attributes:
        name: Never changes.
        begin: The story before anything happened.
        told_by: By event: takes the story, the event and its cover, returns the story after it.
        counts: What a story counts; the same thing is never counted by two units.
    """

    name: str
    begin: S
    told_by: Mapping[type[Event], Callable[[S, Any, Envelope], S]]
    counts: Callable[[S], Iterable[Count]]


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
    year_before: Measure = Measure()
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
        allowed = self.indicator.late_after
        return allowed is not None and self.measured_at - self.as_of > allowed

    @property
    def misses_target(self) -> bool:
        """Tell whether somebody must act."""
        target, value = self.indicator.target, self.value
        return target is not None and value is not None and self._is_worse(value, target)

    @property
    def light(self) -> Light:
        """Return how the figure stands."""
        target, value, alarm = self.indicator.target, self.value, self.indicator.alarm
        if self.is_late:
            return Light.GREY
        if target is None or value is None or self.indicator.direction is Direction.NONE:
            return Light.NONE
        if not self._is_worse(value, target):
            return Light.GREEN
        return Light.RED if alarm is None or self._is_worse(value, alarm) else Light.AMBER

    def _is_worse(self, value: Fraction, than: Fraction) -> bool:
        return value > than if self.indicator.direction is Direction.DOWN else value < than


Counts = Counter[tuple[str, UUID, date, str]]  # by fact, unit, day and dimension


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A story as far as it was told: up to which event of its stream, and what it counts."""

    stream: str
    version: int
    story: Any
    counts: Counts


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A story or a cell that is kept otherwise than the events have it."""

    what: str
    expected: str
    kept: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Recount:
    """What came out when everything was counted again."""

    streams: int
    differences: tuple[Difference, ...]
