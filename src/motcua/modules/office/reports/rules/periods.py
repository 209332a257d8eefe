"""The days that a report counts, and the code by which a period is named."""

from collections.abc import Iterator
from datetime import date, timedelta

from ..types import MONTHS, Closing, Frequency

CLOSES = 14  # of the month, by ND 09/2019
YEAR = 12


def code_of(first_month: date, frequency: Frequency, closing: Closing) -> str:
    """Return the name of a period as figures take it: ``2024-Q1@14``."""
    ends = {
        Frequency.MONTH: f"-{first_month:%m}",
        Frequency.QUARTER: f"-Q{(first_month.month + 2) // 3}",
        Frequency.HALF_YEAR: f"-H{(first_month.month + 5) // 6}",
        Frequency.YEAR: "",
    }
    closed = "@14" if closing is Closing.FOURTEENTH else ""
    return f"{first_month.year}{ends[frequency]}{closed}"


def words_of(code: str) -> str:
    """Return a period in words: ``quý I/2024``."""
    plain = code.partition("@")[0]
    year, _dash, part = plain.partition("-")
    if not part:
        return f"năm {year}"
    if part.startswith("Q"):
        return f"quý {('I', 'II', 'III', 'IV')[int(part[1]) - 1]}/{year}"
    if part.startswith("H"):
        return f"6 tháng {('đầu', 'cuối')[int(part[1]) - 1]} năm {year}"
    return f"tháng {int(part)}/{year}"


def _shift(month: date, months: int) -> date:
    nth = month.year * YEAR + month.month - 1 + months
    return date(nth // YEAR, nth % YEAR + 1, 1)


def last_day(first_month: date, frequency: Frequency, closing: Closing) -> date:
    """Return the last day that a period counts."""
    after = _shift(first_month, MONTHS[frequency])
    if closing is Closing.FOURTEENTH:
        return _shift(after, -1).replace(day=CLOSES)
    return after - timedelta(days=1)


def ended(
    on: date, frequency: Frequency, closing: Closing, *, since: date
) -> Iterator[tuple[str, date]]:
    """Yield the code and the last day of the periods over before ``on``, the latest first.

    Args:
        since: Those that ended before this day are not wanted any more.
    """
    months = MONTHS[frequency]
    month = date(on.year, (on.month - 1) // months * months + 1, 1)
    while (last := last_day(month, frequency, closing)) >= since:
        if last < on:
            yield code_of(month, frequency, closing), last
        month = _shift(month, -months)
