"""What a page asks, as it stands in its address."""

from urllib.parse import urlencode

from motcua.kernel.analytics import api as analytics

from ..types import Asked

YEAR, QUARTER, HALF = 12, 3, 6
CLOSING = 14
_SHORT, _LONG = 12, 5  # how many periods a small history has
_OF_A_QUARTER = 8


def name_of(period: analytics.Period) -> str:
    """Return a period as ``analytics.parse_period`` reads it."""
    if not period.months:
        return f"{period.first_date:%Y-%m-%d}..{period.last_date:%Y-%m-%d}"
    last = period.last_date
    closed = "@14" if last.day == CLOSING else ""
    named = {
        1: f"{last:%Y-%m}",
        QUARTER: f"{last.year}-Q{last.month // QUARTER}",
        HALF: f"{last.year}-H{last.month // HALF}",
        9: f"{last.year}-9M",
        YEAR: str(last.year),
    }
    return f"{named[period.months]}{closed}"


def as_query(asked: Asked) -> str:
    """Return the query of an address that asks this."""
    given = {
        "unit": str(asked.unit_id),
        "period": name_of(asked.period),
        "reach": asked.reach.value.lower(),
    }
    return f"?{urlencode(given)}"


def compared(period: analytics.Period) -> list[analytics.Period]:
    """Return the periods of a small history: of its kind, up to it, the earliest first."""
    amount = {1: _SHORT, QUARTER: _OF_A_QUARTER}.get(period.months, _LONG)
    return analytics.last_periods(period, amount)
