"""Days of a calendar page, and the calendar as phones read it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from motcua.foundation.time import LOCAL_ZONE

from .types import View

_LONGEST = 75  # octets of a line, RFC 5545
_WEEK = 7
_LENGTH = timedelta(minutes=15)


def span_of(view: View, on: date) -> tuple[date, date]:
    """Return the first and the last day of the page of a calendar that holds a day."""
    if view is View.DAY:
        return on, on
    if view is View.WEEK:
        first = on - timedelta(days=on.weekday())
        return first, first + timedelta(days=_WEEK - 1)
    first = on.replace(day=1)
    return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def neighbours(view: View, on: date) -> tuple[date, date]:
    """Return a day of the page before, and one of the page after."""
    first, last = span_of(view, on)
    return first - timedelta(days=1), last + timedelta(days=1)


def instants(first: date, last: date) -> tuple[datetime, datetime]:
    """Return when a run of days begins, and when it is over."""
    return (
        datetime.combine(first, time.min, LOCAL_ZONE),
        datetime.combine(last + timedelta(days=1), time.min, LOCAL_ZONE),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of a phone's calendar."""

    uid: str
    at: datetime
    summary: str
    url: str


def _escaped(text: str) -> str:
    kept = "".join(each for each in text if each >= " " or each == "\n")
    for char, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        kept = kept.replace(char, written)
    return kept


def _folded(line: str) -> Iterable[str]:
    """Part a line after at most 75 octets, never within a letter."""
    piece, size = "", 0
    for char in line:
        octets = len(char.encode())
        if size + octets > _LONGEST:
            yield piece
            piece, size = " ", 1
        piece, size = piece + char, size + octets
    yield piece


def as_calendar(title: str, entries: Sequence[Entry], *, at: datetime) -> str:
    """Return entries as an iCalendar file, each a quarter of an hour that ends when it is due."""

    def instant(value: datetime) -> str:
        return f"{value.astimezone(UTC):%Y%m%dT%H%M%SZ}"

    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Mot Cua//Desk//VI",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_escaped(title)}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "X-PUBLISHED-TTL:PT1H",
    ]
    for each in entries:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{_escaped(each.uid)}",
            f"DTSTAMP:{instant(at)}",
            f"DTSTART:{instant(each.at - _LENGTH)}",
            f"DTEND:{instant(each.at)}",
            f"SUMMARY:{_escaped(each.summary)}",
            f"URL:{each.url}",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return "".join(f"{piece}\r\n" for line in lines for piece in _folded(line))


def share(amounts: Mapping[str, int], room: int) -> dict[str, int]:
    """Part the lines of a sheet: who needs little gets it, the rest is shared evenly."""
    given = dict.fromkeys(amounts, 0)
    while room > 0 and (hungry := [name for name in amounts if given[name] < amounts[name]]):
        for name in hungry[:room]:
            given[name] += 1
        room -= len(hungry)
    return given
