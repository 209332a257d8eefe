"""The figures are kept for a minute: strangers ask for them, and they change slowly."""

from datetime import datetime, timedelta

from motcua.kernel.analytics import api as analytics

from .. import queries
from ..queries.figures import Groups

KEPT_FOR = timedelta(minutes=1)
MOST_PERIODS = 24
_kept: dict[analytics.Period, tuple[datetime, Groups]] = {}


def figures(period: analytics.Period, at: datetime) -> tuple[datetime, Groups]:
    """Return the figures of a period, and when they were computed: not more than a minute ago."""
    known = _kept.get(period)
    if known is None or not timedelta(0) <= at - known[0] < KEPT_FOR:
        if len(_kept) >= MOST_PERIODS:
            _kept.clear()
        known = _kept[period] = (at, queries.figures(period))
    return known


def forget() -> None:
    """Keep nothing, for tests."""
    _kept.clear()
