"""Any range of days as few cells: whole years, then whole months, then days."""

from collections.abc import Iterator
from datetime import date, timedelta

from ..types import Grain, Piece

ONE_DAY = timedelta(days=1)
DECEMBER = 12


def pieces(first: date, last: date) -> Iterator[Piece]:
    """Yield pieces that hold each day from ``first`` to ``last`` once: five at most."""
    years = _whole(first, last, Grain.YEAR)
    if years is None:
        yield from _months(first, last)
        return
    yield from _months(first, years.first - ONE_DAY)
    yield years
    yield from _months(_end(years.last, Grain.YEAR) + ONE_DAY, last)


def _months(first: date, last: date) -> Iterator[Piece]:
    months = _whole(first, last, Grain.MONTH)
    if months is None:
        yield from _days(first, last)
        return
    yield from _days(first, months.first - ONE_DAY)
    yield months
    yield from _days(_end(months.last, Grain.MONTH) + ONE_DAY, last)


def _days(first: date, last: date) -> Iterator[Piece]:
    if first <= last:
        yield Piece(Grain.DAY, first, last)


def _whole(first: date, last: date, grain: Grain) -> Piece | None:
    """Return the whole years or months between two days, if there are any."""
    begins = _start(first, grain)
    if begins < first:
        begins = _end(first, grain) + ONE_DAY
    ends = _start(last, grain)
    if _end(last, grain) > last:
        ends = _start(ends - ONE_DAY, grain)
    return Piece(grain, begins, ends) if begins <= ends else None


def _start(day: date, grain: Grain) -> date:
    return day.replace(month=1, day=1) if grain is Grain.YEAR else day.replace(day=1)


def _end(day: date, grain: Grain) -> date:
    if grain is Grain.YEAR:
        return day.replace(month=DECEMBER, day=31)
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - ONE_DAY
