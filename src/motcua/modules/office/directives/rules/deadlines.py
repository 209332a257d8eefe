"""Deadlines in Vietnamese sentences: days, weeks, months, quarters, spans to be counted."""

import calendar
import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal

from motcua.foundation.time import TimeLimit, TimeUnit

from ..types import Deadline
from .folding import composed, flatten

_CENTURY = 2000
_DECEMBER = 12
_FRIDAY = 4
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_WEEKDAYS = {"hai": 0, "ba": 1, "tu": 2, "nam": 3, "sau": 4, "bay": 5}
_NUMBERS = {
    "mot": 1,
    "hai": 2,
    "ba": 3,
    "bon": 4,
    "nam": 5,
    "sau": 6,
    "bay": 7,
    "tam": 8,
    "chin": 9,
    "muoi": 10,
    "muoi lam": 15,
    "hai muoi": 20,
    "ba muoi": 30,
}
# What comes before a day that is a deadline; “tính đến ngày” is the day of figures, no deadline.
_LEAD = (
    r"(?P<lead>(?:cham|muon) nhat(?: la)?(?: vao| den| truoc| trong)?|truoc het|truoc"
    r"|(?<!tinh )den het|(?<!tinh )den cuoi|(?<!tinh )den|het|xong|hoan thanh"
    r"|han cuoi(?: la)?|han(?: la)?|thoi han|trong|vao|cuoi|ngay trong)"
    r"(?:\s*:)?\s+"
)
_HOUR = r"(?:\d{1,2}\s*(?:gio|h|:)\s*(?:\d{2})?\s*(?:phut)?,?\s*)?"
_WEEKDAY = r"(?:thu (?:hai|ba|tu|nam|sau|bay|[2-7])|chu nhat)"
_DAY = rf"{_LEAD}{_HOUR}(?:{_WEEKDAY},?\s*)?(?:ngay\s+)?"
_YEAR = r"(?:(?:\s*/\s*|\s+nam\s+)(?P<y>\d{4}))?"
_PAST = r"(?! vua qua| qua\b)"
Found = tuple[date | None, TimeLimit | None]
Reader = Callable[[re.Match[str], date], Found]


def _whole(year: str | None) -> int | None:
    if not year:
        return None
    return int(year) if len(year) > 2 else _CENTURY + int(year)  # noqa: PLR2004 - “26” is 2026


def _next(day: int, month: int, year: int | None, on: date) -> date | None:
    """Return the day named; without a year the next one that comes."""
    for each in (year,) if year else (on.year, on.year + 1):
        try:
            found = date(each, month, day)
        except ValueError:
            continue
        if year or found >= on:
            return found
    return None


def _end_of_month(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _shift(year: int, month: int, by: int) -> tuple[int, int]:
    nth = year * 12 + month - 1 + by
    return nth // 12, nth % 12 + 1


def _read_day(match: re.Match[str], on: date) -> Found:
    year = _whole(match["y"])
    return _next(int(match["d"]), int(match["m"]), year, on), None


def _read_day_of_month(match: re.Match[str], on: date) -> Found:
    """Read a day whose month is this one, the next, or whichever comes."""
    day, which = int(match["d"]), match["which"] or ""
    year, month = on.year, on.month
    is_later = which.endswith(("sau", "toi")) or (not which.endswith("nay") and day < on.day)
    if is_later:
        year, month = _shift(year, month, 1)
    return _next(day, month, year, on), None


def _read_weekday(match: re.Match[str], on: date) -> Found:
    name = match["weekday"].removeprefix("thu ")
    nth = 6 if name == "chu nhat" else _WEEKDAYS.get(name, int(name) - 2 if name.isdigit() else 0)
    monday = on - timedelta(days=on.weekday())
    week = match["week"] or ""
    if "sau" in week or "toi" in week:
        return monday + timedelta(days=7 + nth), None
    found = monday + timedelta(days=nth)
    return (found if found >= on or "nay" in week else found + timedelta(days=7)), None


def _read_week(match: re.Match[str], on: date) -> Found:
    friday = on - timedelta(days=on.weekday()) + timedelta(days=_FRIDAY)
    later = (match["which"] or "").endswith(("sau", "toi")) or friday < on
    return friday + timedelta(days=7 if later else 0), None


def _read_month(match: re.Match[str], on: date) -> Found:
    which, year = match["m"], _whole(match["y"])
    if not which.isdigit():
        wanted = _shift(on.year, on.month, 0 if which == "nay" else 1)
    elif not 1 <= int(which) <= _DECEMBER:
        return None, None
    else:
        wanted = (year or (on.year if int(which) >= on.month else on.year + 1), int(which))
    if match["lead"].split()[-1] == "truoc":
        return date(*wanted, 1) - timedelta(days=1), None
    return _end_of_month(*wanted), None


def _read_quarter(match: re.Match[str], on: date) -> Found:
    which, year = match["q"], _whole(match["y"])
    now = (on.month - 1) // 3 + 1
    if which in _QUARTERS:
        quarter = _QUARTERS[which]
        year = year or (on.year if quarter >= now else on.year + 1)
    else:
        nth = on.year * 4 + now - 1 + (0 if which == "nay" else 1)
        year, quarter = nth // 4, nth % 4 + 1
    if match["lead"].split()[-1] == "truoc":
        return date(year, quarter * 3 - 2, 1) - timedelta(days=1), None
    return _end_of_month(year, quarter * 3), None


def _read_year(match: re.Match[str], on: date) -> Found:
    which = match["which"]
    year = int(which) if which.isdigit() else on.year + (which != "nay")
    return date(year, _DECEMBER, 31), None


def _read_half(match: re.Match[str], on: date) -> Found:
    month = int(match["n"])
    end = _end_of_month(_whole(match["y"]) or on.year, month)
    return (end if end >= on or match["y"] else _end_of_month(on.year + 1, month)), None


def _read_today(match: re.Match[str], on: date) -> Found:
    return on + timedelta(days="mai" in match["which"]), None


_SPANS = {
    "ngay lam viec": (1, TimeUnit.WORKING_DAY),
    "ngay": (1, TimeUnit.CALENDAR_DAY),
    "tuan": (7, TimeUnit.CALENDAR_DAY),
    "thang": (1, TimeUnit.MONTH),
    "gio lam viec": (1, TimeUnit.WORKING_HOUR),
    "gio": (1, TimeUnit.WORKING_HOUR),
}


def _read_span(match: re.Match[str], _on: date) -> Found:
    amount = int(match["n"]) if match["n"].isdigit() else _NUMBERS[match["n"]]
    if amount == 0:
        return None, None
    each, unit = _SPANS[match["unit"]]
    return None, TimeLimit(Decimal(amount * each), unit)


_WORDS = "|".join(sorted(_NUMBERS, key=len, reverse=True))
_SLASH_YEAR = r"(?:\s*[/.-]\s*(?P<y>\d{4}|\d{2}))?"
_OF_DAY = rf"(?P<d>\d{{1,2}})\s*[/.-]\s*(?P<m>\d{{1,2}}){_SLASH_YEAR}(?![\d/])"
_OF_MONTH = (
    r"ngay\s+(?P<d>\d{1,2})(?!\s*[/.-]\s*\d|\s+thang\s+\d|\d)"
    r"(?:\s+(?:cua\s+)?(?P<which>thang (?:nay|sau|toi)|hang thang))?"
)
_OF_WEEK = (
    rf"(?P<weekday>{_WEEKDAY})(?:,?\s*(?P<week>tuan (?:nay|sau|toi)|nay|toi))?"
    r"(?!,?\s*(?:ngay\s+)?\d)"
)
_SPAN = (
    r"(?:trong(?: vong)?(?: thoi (?:han|gian))?|thoi han|(?:cham|muon) nhat(?: la)?"
    rf"(?: trong| sau)?)\s*:?\s*(?P<n>\d{{1,3}}|{_WORDS})\s*(?:\([^)]*\)\s*)?"
    r"(?P<unit>ngay lam viec|ngay|tuan|thang|gio lam viec|gio)\b(?!\s*(?:dau nam|\d))"
)
_TODAY = r"(?P<lead>trong|ngay|cham nhat|truoc)?\s*(?:ngay )?(?P<which>hom nay|ngay mai)\b"
_READERS: tuple[tuple[re.Pattern[str], Reader], ...] = tuple(
    (re.compile(rf"\b{pattern}"), reader)
    for pattern, reader in (
        (_DAY + _OF_DAY, _read_day),
        (rf"{_DAY}(?P<d>\d{{1,2}})\s+thang\s+(?P<m>\d{{1,2}}){_YEAR}\b", _read_day),
        (_LEAD + _HOUR + _OF_MONTH, _read_day_of_month),
        (_LEAD + _HOUR + _OF_WEEK, _read_weekday),
        (rf"{_LEAD}(?P<which>tuan (?:nay|sau|toi)|tuan)(?!\w)", _read_week),
        (
            rf"{_LEAD}quy\s+(?P<q>iv|i{{1,3}}|[1-4]|nay|sau|toi){_YEAR}\b{_PAST}",
            _read_quarter,
        ),
        (rf"{_LEAD}thang\s+(?P<m>\d{{1,2}}|nay|sau|toi){_YEAR}\b{_PAST}", _read_month),
        (rf"{_LEAD}nam\s+(?P<which>\d{{4}}|nay|sau|toi)\b", _read_year),
        (rf"{_LEAD}(?P<n>[69])\s+thang dau nam(?:\s+(?P<y>\d{{4}}))?", _read_half),
        (_TODAY, _read_today),
        (_SPAN, _read_span),
    )
)
_REPEATS = re.compile(r"\b(?:hang|dinh ky)\s+(?:thang|quy|tuan|nam)|dinh ky")
_ENDS = re.compile(r"(?:hoan thanh|xong|thoi han|han)[\s,:]*$")


def _all(flat: str, text: str, on: date) -> Iterator[Deadline]:
    taken: list[tuple[int, int]] = []
    repeats = bool(_REPEATS.search(flat))
    for pattern, reader in _READERS:
        for match in pattern.finditer(flat):
            start, end = match.span()
            if any(start < e and s < end for s, e in taken):
                continue
            day, limit = reader(match, on)
            if day is None and limit is None:
                continue
            taken.append((start, end))
            yield Deadline(
                words=text[start:end].strip(" ,"),
                start=start,
                end=end,
                day=day,
                limit=limit,
                repeats=repeats,
            )


def find_deadline(text: str, *, on: date) -> Deadline | None:
    """Return the deadline that a sentence said on a day sets, None where it sets none.

    Of several the one for completing counts, else the last: what is asked for on the way comes
    first. A day without a year is the next one that comes.
    """
    whole = composed(text)
    flat = flatten(whole)
    found = sorted(_all(flat, whole, on), key=lambda each: each.start)
    for each in found:
        completes = flat[each.start : each.end].startswith(("hoan thanh", "xong"))
        if completes or _ENDS.search(flat[: each.start]):
            return each
    return found[-1] if found else None


def read_deadline(text: str, *, on: date) -> Deadline | None:
    """Return what somebody typed as a deadline: a day, “10 ngày làm việc”, “hết quý IV”."""
    typed = " ".join(composed(text).split())
    iso = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", typed)
    if iso:
        typed = f"{iso[3]}/{iso[2]}/{iso[1]}"
    for lead in ("", "trong ", "trước "):
        found = find_deadline(lead + typed, on=on) if typed else None
        if found is not None:
            return found
    return None
