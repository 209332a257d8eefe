"""A working calendar as an immutable value: what each day is, and its stretches of work."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from motcua.foundation.time import LOCAL_ZONE

from ..errors import NoWorkingTime
from ..types import DayKind, DayRule, Hours, Segments

ONE_DAY = timedelta(days=1)
FARTHEST = 731  # days without any working time before a calendar counts as empty


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """What one unit says, or the whole country: single days, and hours in order of their start."""

    days: Mapping[date, DayRule]
    hours: tuple[Hours, ...]

    @classmethod
    def of(cls, *, days: Iterable[DayRule] = (), hours: Iterable[Hours] = ()) -> "Layer":
        """Make a layer of loose lines."""
        in_order = sorted(hours, key=lambda each: each.valid_from)
        return cls(days={each.day: each for each in days}, hours=tuple(in_order))

    def hours_on(self, day: date) -> Hours | None:
        """Return the hours in force on ``day``."""
        place = bisect_right(self.hours, day, key=lambda each: each.valid_from)
        return self.hours[place - 1] if place else None


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkDay:
    """A day: what it is, why, and its stretches of work as instants in local time."""

    day: date
    kind: DayKind
    rule: DayRule | None
    hours: Hours | None
    segments: Segments
    spans: tuple[tuple[datetime, datetime], ...]
    length: timedelta

    @property
    def name(self) -> str:
        return self.rule.name if self.rule else ""

    @property
    def basis(self) -> str:
        return self.rule.legal_basis if self.rule else ""

    @property
    def end(self) -> datetime:
        """Return the end of work; only a working day has one."""
        return self.spans[-1][1]


@dataclass(frozen=True, slots=True)
class Calendar:
    """Layers of days and hours, the nearest first: the unit's own, then those above, then all.

    Attributes:
        complete_until: The last day for which the holidays are in the table; counting goes on
            beyond it, but the reader should be warned.
    """

    layers: tuple[Layer, ...]
    complete_until: date = date.max
    _seen: dict[date, WorkDay] = field(default_factory=dict, compare=False, repr=False)

    def day(self, day: date) -> WorkDay:
        """Return what ``day`` is. Reckoned once and remembered: the value never changes."""
        found = self._seen.get(day)
        if found is None:
            found = self._seen[day] = self._reckon(day)
        return found

    def _reckon(self, day: date) -> WorkDay:
        rules = (layer.days.get(day) for layer in self.layers)
        rule = next((each for each in rules if each), None)
        in_force = (layer.hours_on(day) for layer in self.layers)
        hours = next((each for each in in_force if each), None)
        ordinary = hours.week[day.weekday()] if hours else ()
        kind = rule.kind if rule else DayKind.WORK if ordinary else DayKind.WEEKEND
        segments = _segments(kind, rule, ordinary, hours)
        spans = tuple(
            (
                datetime.combine(day, each.start, LOCAL_ZONE),
                datetime.combine(day, each.end, LOCAL_ZONE),
            )
            for each in segments
        )
        return WorkDay(
            day=day,
            kind=kind,
            rule=rule,
            hours=hours,
            segments=segments,
            spans=spans,
            length=sum((end - start for start, end in spans), timedelta()),
        )

    def days_from(self, day: date) -> Iterator[WorkDay]:
        """Yield the days from ``day`` on, for as long as work is in sight.

        Raises:
            NoWorkingTime: Two years in a row have no working time.
        """
        idle = 0
        current = day
        while idle <= FARTHEST:
            found = self.day(current)
            yield found
            idle = 0 if found.spans else idle + 1
            current += ONE_DAY
        raise NoWorkingTime(day=day.isoformat())


def _segments(
    kind: DayKind, rule: DayRule | None, ordinary: Segments, hours: Hours | None
) -> Segments:
    if not kind.is_working:
        return ()
    if rule and rule.segments is not None:
        return rule.segments
    if ordinary or hours is None:
        return ordinary
    # A Saturday worked in exchange has no ordinary hours: it takes those of a working day.
    return next((each for each in hours.week if each), ())
