"""Periods as reports name them.

Two systems stand side by side: calendar periods, as the national dashboard has them, and those of
administrative reports, which close on the 14th (ND 09/2019).
"""

import re
from datetime import date, datetime, time, timedelta

from motcua.foundation.time import LOCAL_ZONE, local_date

from ..types import Period

YEAR = 12
CLOSING = 14  # of the last month, for administrative reports
_NAMED = re.compile(
    r"(?P<year>\d{4})(-((?P<month>\d\d)|Q(?P<quarter>[1-4])|H(?P<half>[12])|(?P<nine>9M)))?"
    r"(?P<closed>@14)?"
)
_RANGE = re.compile(r"(\d{4}-\d\d-\d\d)\.\.(\d{4}-\d\d-\d\d)")


def _instant(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=LOCAL_ZONE)


def _shift(day: date, months: int) -> date:
    """Return the first of the month so many months after that of ``day``."""
    nth = day.year * YEAR + day.month - 1 + months
    return date(nth // YEAR, nth % YEAR + 1, 1)


def between(first: date, last: date, label: str = "", *, months: int = 0) -> Period:
    """Return the period of the days ``first`` to ``last``, both included.

    Raises:
        ValueError: It ends before it begins.
    """
    if last < first:
        raise ValueError(f"{first}..{last}")
    return Period(
        start=_instant(first),
        end=_instant(last + timedelta(days=1)),
        label=label or f"{first:%d/%m/%Y}–{last:%d/%m/%Y}",
        first_date=first,
        last_date=last,
        months=months,
    )


def span(first: date, months: int, *, closed: bool = False) -> Period:
    """Return so many months from the one that holds ``first``.

    Args:
        closed: As administrative reports count: from the 15th of the month before to the 14th.
    """
    start, end = _shift(first, 0), _shift(first, months)
    label = _label(start, months)
    if not closed:
        return between(start, end - timedelta(days=1), label, months=months)
    first_date = _shift(start, -1).replace(day=CLOSING + 1)
    last_date = _shift(end, -1).replace(day=CLOSING)
    return between(first_date, last_date, f"{label} (15–14)", months=months)


def _label(start: date, months: int) -> str:
    if months == 1:
        return f"{start:%m/%Y}"
    if months == YEAR:
        return str(start.year)
    if months == 3:  # noqa: PLR2004 - a quarter
        return f"Q{(start.month + 2) // 3}/{start.year}"
    return f"{start:%m}–{_shift(start, months - 1):%m/%Y}"


def month(day: date) -> Period:
    """Return the calendar month that holds ``day``."""
    return span(day, 1)


def year(day: date) -> Period:
    """Return the calendar year that holds ``day``."""
    return span(date(day.year, 1, 1), YEAR)


def parse(text: str, *, at: datetime) -> Period:
    """Read a period; nothing is the month of ``at``.

    ``2024``, ``2024-03``, ``2024-Q1``, ``2024-H1``, ``2024-9M``, each with ``@14`` behind it for
    the period of an administrative report, or the days ``2024-01-15..2024-02-14``.

    Raises:
        ValueError: The text names no period.
    """
    if not text:
        return month(local_date(at))
    if days := _RANGE.fullmatch(text):
        return between(date.fromisoformat(days[1]), date.fromisoformat(days[2]))
    named = _NAMED.fullmatch(text)
    if named is None:
        raise ValueError(text)
    first, months = _named(named)
    return span(first, months, closed=bool(named["closed"]))


def _named(named: re.Match[str]) -> tuple[date, int]:
    january = date(int(named["year"]), 1, 1)
    if named["month"]:
        return january.replace(month=int(named["month"])), 1
    if named["quarter"]:
        return _shift(january, 3 * int(named["quarter"]) - 3), 3
    if named["half"]:
        return _shift(january, 6 * int(named["half"]) - 6), 6
    return january, 9 if named["nine"] else YEAR


def before(period: Period) -> Period:
    """Return the period of the same kind that ended where ``period`` begins."""
    if period.months:
        return _moved(period, -period.months)
    length = period.last_date - period.first_date
    last = period.first_date - timedelta(days=1)
    return between(last - length, last)


def last_periods(period: Period, amount: int) -> list[Period]:
    """Return so many periods of its kind that end with ``period``, the earliest first."""
    found = [period]
    while len(found) < amount:
        found.append(before(found[-1]))
    return found[::-1]


def a_year_before(period: Period) -> Period:
    """Return the same period of the year before."""
    if period.months:
        return _moved(period, -YEAR)
    return between(_a_year_before(period.first_date), _a_year_before(period.last_date))


def _moved(period: Period, months: int) -> Period:
    closed = period.last_date.day == CLOSING
    first = _shift(period.first_date, months + closed)
    return span(first, period.months, closed=closed)


def _a_year_before(day: date) -> date:
    is_leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - 1, day=28 if is_leap_day else day.day)
