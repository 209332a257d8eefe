"""What the readings of many series say of many units and periods: one query."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from uuid import UUID

from motcua.foundation.time import LOCAL_ZONE
from motcua.kernel.analytics import api as analytics

from .. import rules
from ..types import OF_PLAN, Every, Kind
from .tallies import Tallies, tallies

_ONE_DAY = timedelta(days=1)
_NEVER = date.min  # the day up to which a unit has given its values that gave none


def measure_series(
    indicators: Collection[analytics.Indicator],
    unit_ids: Collection[UUID],
    periods: Collection[analytics.Period],
    reach: analytics.Reach,
) -> analytics.Measures:
    """Return what readings say of configured indicators: one query, whatever their number."""
    wanted = {each.code: each.code.removesuffix(OF_PLAN) for each in indicators}
    plans = {series for code, series in wanted.items() if code != series}
    firsts = {each.first_date for each in periods}
    if plans:
        firsts |= {_new_year(each) for each in periods}
    found = {
        each.code: each
        for each in tallies(
            set(wanted.values()),
            plans=plans,
            unit_ids=unit_ids,
            days={each.last_date for each in periods} | {each - _ONE_DAY for each in firsts},
            reach=reach,
        )
    }
    return {
        (code, period): (_OfPlan if code != series else _OfPeriod)(found[series], period)
        for code, series in wanted.items()
        for period in periods
        if series in found
    }


class _OfPeriod(Mapping[UUID, analytics.Measure]):
    """The measures of a series and a period, each made when somebody looks at it.

    A page asks for thousands in one query, and shows hundreds.
    """

    def __init__(self, found: Tallies, period: analytics.Period) -> None:
        self._found, self._first, self._last = found, self._begin(period), period.last_date
        self._now, self._before = found.nth(self._last), found.nth(self._first - _ONE_DAY)

    def _begin(self, period: analytics.Period) -> date:
        return period.first_date

    def __getitem__(self, unit_id: UUID) -> analytics.Measure:
        measure = self._measure(self._found.begins[unit_id]) if self._now >= 0 else None
        if measure is None:
            raise KeyError(unit_id)
        return measure

    def __iter__(self) -> Iterator[UUID]:
        return (unit_id for unit_id in self._found.begins if self.get(unit_id) is not None)

    def __len__(self) -> int:
        return sum(1 for _unit_id in self)

    def _measure(self, begin: int) -> analytics.Measure | None:
        """Return the figure of a unit, None where nothing was given."""
        upper, lower = self._sums(begin)
        if not lower:
            return None
        under = lower if self._found.kind == Kind.AVERAGE else 1
        return analytics.Measure(upper, under, self._as_of(begin + self._now))

    def _sums(self, begin: int) -> tuple[int, int]:
        uppers, lowers, now = self._found.upper, self._found.lower, begin + self._now
        if self._found.kind == Kind.STOCK or self._before < 0:
            return uppers[now], lowers[now]
        before = begin + self._before
        return uppers[now] - uppers[before], lowers[now] - lowers[before]

    def _as_of(self, now: int) -> datetime | None:
        """Return how old the figure is: as the oldest unit that owes a value; None owes none."""
        given_to = self._found.least_day[now]
        if given_to is None:
            return None
        if given_to == _NEVER:
            return _midnight(self._first)
        if _next_due(given_to, self._found.every) > self._last:
            return None
        early_at = self._found.early_at
        return (early_at and early_at[now]) or _midnight(given_to + _ONE_DAY)


class _OfPlan(_OfPeriod):
    """What was reached since New Year, against the plan of the year up to the last value."""

    def _begin(self, period: analytics.Period) -> date:
        return _new_year(period)

    def _measure(self, begin: int) -> analytics.Measure | None:
        found, now = self._found, begin + self._now
        target, last_day = found.targets.get(str(self._last.year)), found.last_day[now]
        total, amount = self._sums(begin)
        if target is None or last_day is None or not amount or not found.whole[now]:
            return None
        passed = (last_day - self._first).days + 1
        days = (date(self._first.year + 1, 1, 1) - self._first).days
        due = target * found.weight[now] * passed / (found.whole[now] * days)
        return analytics.Measure(total, round(due), self._as_of(now))


def _new_year(period: analytics.Period) -> date:
    return date(period.last_date.year, 1, 1)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, LOCAL_ZONE)


@lru_cache(maxsize=1024)  # a page asks of the same days for each of its units
def _next_due(given_to: date, every: str) -> date:
    """Return the last day of what is due after the values up to a day."""
    return rules.slot_of(given_to + _ONE_DAY, Every(every)).last
