"""The days for which one value stands."""

import re
from contextlib import suppress
from datetime import date, datetime, timedelta

from motcua.foundation.time import local_date
from motcua.kernel.analytics import api as analytics
from motcua.ui import words

from ..types import Every, Slot

_MONTH = re.compile(r"(\d{1,2})/(\d{4})|(\d{4})-(\d{1,2})")
_QUARTER = re.compile(r"(?:Q|quý )([1-4])/(\d{4})|(\d{4})-Q([1-4])", re.IGNORECASE)
_YEAR = re.compile(r"\d{4}")
_ONE_DAY = timedelta(days=1)


def slot_of(day: date, every: Every) -> Slot:
    """Return the days for which a value stands that is due as often, ``day`` among them."""
    months = every.months
    if not months:
        return Slot(first=day, last=day)
    first = date(day.year, (day.month - 1) // months * months + 1, 1)
    period = analytics.span(first, months)
    return Slot(first=period.first_date, last=period.last_date)


def next_slot(slot: Slot, every: Every) -> Slot:
    """Return the slot after one."""
    return slot_of(slot.last + _ONE_DAY, every)


def last_slots(on: date, every: Every, amount: int) -> list[Slot]:
    """Return so many slots up to the one that holds a day, the earliest first."""
    found = [slot_of(on, every)]
    while len(found) < amount:
        found.append(slot_of(found[-1].first - _ONE_DAY, every))
    return found[::-1]


def label_of(slot: Slot, every: Every) -> str:
    """Return how people name a slot: ``26/11/2026``, ``11/2026``, ``Q4/2026``, ``2026``."""
    if every is Every.DAY:
        return f"{slot.last:%d/%m/%Y}"
    return analytics.span(slot.first, every.months).label


def read_slot(text: str, every: Every) -> Slot | None:
    """Read a day or a period as people and machines write it; None of anything else."""
    text = text.strip()
    with suppress(ValueError, OverflowError):
        day = words.read_date(text) or _read_period(text)
        if day is None:
            at = datetime.fromisoformat(text)
            day = local_date(at) if at.tzinfo else at.date()
        return slot_of(day, every)
    return None


def _read_period(text: str) -> date | None:
    if found := _QUARTER.fullmatch(text):
        quarter, year = int(found[1] or found[4]), int(found[2] or found[3])
        return date(year, 3 * quarter - 2, 1)
    if found := _MONTH.fullmatch(text):
        return date(int(found[2] or found[3]), int(found[1] or found[4]), 1)
    return date(int(text), 1, 1) if _YEAR.fullmatch(text) else None
