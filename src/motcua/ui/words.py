"""Instants, spans and amounts in the words of the page's language."""

import re
from contextlib import suppress
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from django.utils.formats import number_format
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from motcua.foundation.money import Money
from motcua.foundation.time import local

_NUMBER = re.compile(r"-?[0-9]{1,20}([.,][0-9]{1,20})?")
_THOUSANDS = re.compile(r"-?[0-9]{1,3}(\.[0-9]{3})+(,[0-9]{1,20})?")
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def weekday(day: date) -> str:
    """Return the day's name as it stands inside a sentence: thứ Ba, Chủ nhật."""
    return (
        pgettext("weekday", "Monday"),
        pgettext("weekday", "Tuesday"),
        pgettext("weekday", "Wednesday"),
        pgettext("weekday", "Thursday"),
        pgettext("weekday", "Friday"),
        pgettext("weekday", "Saturday"),
        pgettext("weekday", "Sunday"),
    )[day.weekday()]


def as_date(day: date) -> str:
    """Return 12/03/2024, on the clock of Việt Nam."""
    return (local(day) if isinstance(day, datetime) else day).strftime("%d/%m/%Y")


def read_date(text: str) -> date | None:
    """Read a day as people type it, 12/03/2024, or as a browser sends it, 2024-03-12."""
    for shape in ("%d/%m/%Y", "%Y-%m-%d"):
        with suppress(ValueError):
            return datetime.strptime(text.strip(), shape).date()  # noqa: DTZ007 - a day, no instant
    return None


def read_number(text: str) -> Decimal | None:
    """Read a number as people type it: 95, 99,5, 99.5, 1.250, 1.250,5, -3,5; None of anything else.

    A dot before exactly three digits parts thousands; any other is a decimal point.
    """
    typed = "".join(text.split()).removesuffix("%").replace("−", "-")
    if _THOUSANDS.fullmatch(typed):
        typed = typed.replace(".", "")
    elif not _NUMBER.fullmatch(typed):
        return None
    return Decimal(typed.replace(",", "."))


def as_time(at: datetime) -> str:
    """Return 17:00."""
    return local(at).strftime("%H:%M")


def as_instant(at: datetime) -> str:
    """Return 17:00 thứ Ba 12/03/2024."""
    return _("%(time)s %(weekday)s %(date)s") % {
        "time": as_time(at),
        "weekday": weekday(local(at)),
        "date": as_date(at),
    }


def as_promise(due_at: datetime) -> str:
    """Return "trước 17:00 thứ Ba 12/03/2024"."""
    return _("before %(instant)s") % {"instant": as_instant(due_at)}


def as_span(span: timedelta) -> str:
    """Return a length of time in its one or two largest units."""
    if span < MINUTE:
        return _("less than a minute")
    days, rest = divmod(span, DAY)
    hours, rest = divmod(rest, HOUR)
    minutes = rest // MINUTE
    parts = [
        days and ngettext("%(count)s day", "%(count)s days", days) % {"count": days},
        hours and ngettext("%(count)s hour", "%(count)s hours", hours) % {"count": hours},
        minutes and ngettext("%(count)s minute", "%(count)s minutes", minutes) % {"count": minutes},
    ]
    shown = [part for part in parts if part][:2]
    return " ".join(shown[:1] if days >= 3 else shown)  # noqa: PLR2004 - hours stop to matter


def as_distance(due_at: datetime, at: datetime) -> str:
    """Return "còn 2 ngày 3 giờ" or "quá hạn 1 ngày", by the calendar.

    Where working days count, ask the organisation for the distance and pass its words instead.
    """
    if due_at >= at:
        return _("%(span)s left") % {"span": as_span(due_at - at)}
    return _("%(span)s late") % {"span": as_span(at - due_at)}


def as_ago(then: datetime, at: datetime) -> str:
    """Return "10:32", "hôm qua 10:32" or "10:32 12/03/2024": as near as the day is."""
    days = (local(at).date() - local(then).date()).days
    if days == 0:
        return as_time(then)
    if days == 1:
        return _("yesterday %(time)s") % {"time": as_time(then)}
    return f"{as_time(then)} {as_date(then)}"


def as_number(value: float | Decimal, places: int | None = None) -> str:
    """Return a number with the thousands and decimals of the language, rounded: 1.250,5."""
    return _number(value, places, get_language())


@lru_cache(maxsize=4096, typed=True)  # lists say the same few distances again and again
def _number(value: float | Decimal, places: int | None, _language: str | None) -> str:
    if places is not None:  # Django cuts off what does not fit
        value = Decimal(str(value)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return number_format(value, decimal_pos=places, use_l10n=True, force_grouping=True)


def as_money(amount: Money | int | Decimal) -> str:
    """Return 1.250.000 đ."""
    return f"{as_number(amount.dong if isinstance(amount, Money) else int(amount))} đ"


def as_size(octets: int) -> str:
    """Return the size of a file: 640 kB, 1,2 MB."""
    if octets >= 1_000_000:  # noqa: PLR2004
        return f"{as_number(octets / 1_000_000, 1)} MB"
    return f"{max(1, round(octets / 1000))} kB"
