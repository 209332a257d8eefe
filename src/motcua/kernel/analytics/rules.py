"""Periods as reports name them."""

from datetime import date, datetime, time, timedelta

from motcua.foundation.time import LOCAL_ZONE, local_date

from .types import Period

DECEMBER = 12


def _instant(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=LOCAL_ZONE)


def _next_month(day: date) -> date:
    return date(day.year + day.month // DECEMBER, day.month % DECEMBER + 1, 1)


def between(first: date, last: date, label: str) -> Period:
    """Return the period of the days ``first`` to ``last``, both included."""
    return Period(
        start=_instant(first),
        end=_instant(last + timedelta(days=1)),
        label=label,
        first_date=first,
        last_date=last,
    )


def month(day: date) -> Period:
    """Return the calendar month that holds ``day``."""
    first = day.replace(day=1)
    return between(first, _next_month(first) - timedelta(days=1), f"{first:%m/%Y}")


def year(day: date) -> Period:
    """Return the calendar year that holds ``day``."""
    return between(date(day.year, 1, 1), date(day.year, DECEMBER, 31), str(day.year))


def parse(text: str, *, at: datetime) -> Period:
    """Read ``2024``, ``2024-03`` or nothing (the month of ``at``).

    Raises:
        ValueError: The text names no period.
    """
    if not text:
        return month(local_date(at))
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 1:
        return year(date(parts[0], 1, 1))
    if len(parts) == 2:  # noqa: PLR2004 - year and month
        return month(date(parts[0], parts[1], 1))
    raise ValueError(text)


def before(period: Period) -> Period:
    """Return the period of the same kind that ended where ``period`` begins."""
    last = period.first_date - timedelta(days=1)
    whole_year = period.last_date - period.first_date > timedelta(days=31)
    return year(last) if whole_year else month(last)
