"""Periods in words, and those that a page offers."""

from datetime import date
from functools import lru_cache

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from motcua.kernel.analytics import api as analytics
from motcua.ui import words

from .. import rules
from ..rules.asking import CLOSING, HALF, QUARTER, YEAR

MONTHS_TO_CHOOSE, QUARTERS_TO_CHOOSE = 12, 8
_NINE = 9


def in_words(period: analytics.Period) -> str:
    """Return a period as it stands inside a sentence: tháng 3/2024, quý 1/2024."""
    return _in_words(period, get_language())


@lru_cache(maxsize=256)  # a page names the same periods hundreds of times
def _in_words(period: analytics.Period, _language: str | None) -> str:
    if not period.months:
        days = {"first": words.as_date(period.first_date), "last": words.as_date(period.last_date)}
        if days["first"] == days["last"]:
            return days["first"]
        return _("%(first)s to %(last)s") % days
    last = period.last_date
    given = {"month": last.month, "quarter": last.month // QUARTER, "year": last.year}
    if period.months == HALF:
        text = _("first half of %(year)s") if last.month == HALF else _("second half of %(year)s")
    else:
        text = {
            1: _("month %(month)s/%(year)s"),
            QUARTER: _("quarter %(quarter)s/%(year)s"),
            _NINE: _("nine months of %(year)s"),
            YEAR: _("year %(year)s"),
        }[period.months]
    named = text % given
    return _("%(period)s (15th to 14th)") % {"period": named} if last.day == CLOSING else named


def in_short(period: analytics.Period) -> str:
    """Return a period as it stands under a chart: 3/24, Q1/24, 2024, 15/3."""
    first, last = period.first_date, period.last_date
    if period.months == 1:
        return f"{last.month}/{last:%y}"
    if period.months == QUARTER:
        return f"Q{last.month // QUARTER}/{last:%y}"
    return str(last.year) if period.months else f"{first.day}/{first.month}"


def choices(on: date) -> list[tuple[str, str]]:
    """Return the calendar periods to choose from, the nearest first."""
    found = [
        *_backwards(analytics.month(on), MONTHS_TO_CHOOSE),
        *_backwards(_holding(on, QUARTER), QUARTERS_TO_CHOOSE),
        *_backwards(_holding(on, HALF), 4),
        analytics.span(date(on.year, 1, 1), _NINE),
        analytics.span(date(on.year - 1, 1, 1), _NINE),
        *_backwards(analytics.year(on), 3),
    ]
    return [(rules.name_of(each), _capital(in_words(each))) for each in found]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _holding(on: date, months: int) -> analytics.Period:
    return analytics.span(on.replace(month=(on.month - 1) // months * months + 1, day=1), months)


def _backwards(period: analytics.Period, amount: int) -> list[analytics.Period]:
    return analytics.last_periods(period, amount)[::-1]


def days_left(period: analytics.Period, on: date) -> int:
    """Return how many days of a period are still to come; 0 once it is over."""
    return max((period.last_date - on).days, 0)
