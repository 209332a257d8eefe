"""Months of evaluation: by the calendar, or closed on a day of the month as reports are."""

import calendar
from datetime import date, datetime, time, timedelta

from motcua.foundation.time import LOCAL_ZONE

from ..types import Period


def period_of(year: int, month: int, *, closing_day: int = 0) -> Period:
    """Return the period of a month; with a closing day it begins the day after that before.

    Law:
        ND 09/2019
    """
    if not closing_day:
        first, last = date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
    else:
        before = date(year, month, 1) - timedelta(days=1)
        first = before.replace(day=closing_day) + timedelta(days=1)
        last = date(year, month, closing_day)
    start, end = (
        datetime.combine(day, time(0), LOCAL_ZONE) for day in (first, last + timedelta(days=1))
    )
    return Period(year=year, month=month, start=start, end=end)
