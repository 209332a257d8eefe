"""A slow counter for the worked cases: it walks minute by minute over a calendar typed anew.

Nothing here comes from the product: neither its code nor its table of days.
"""

from datetime import date, datetime, timedelta

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
_DAYS_OFF = """
2024-01-01
2024-02-08 2024-02-09 2024-02-10 2024-02-11 2024-02-12 2024-02-13 2024-02-14
2024-04-18 2024-04-29 2024-04-30 2024-05-01 2024-09-02 2024-09-03
2025-01-01
2025-01-27 2025-01-28 2025-01-29 2025-01-30 2025-01-31
2025-04-07 2025-04-30 2025-05-01 2025-05-02 2025-09-01 2025-09-02
2026-01-01 2026-01-02
2026-02-16 2026-02-17 2026-02-18 2026-02-19 2026-02-20
2026-04-27 2026-04-30 2026-05-01 2026-08-31 2026-09-01 2026-09-02 2026-11-24
"""
OFF = _DAYS_OFF.split()
SATURDAYS_AT_WORK = ["2024-05-04", "2025-04-26", "2026-01-10", "2026-08-22"]
ORDINARY = [(480, 720), (780, 1020)]  # minutes of the day


def worked(calendar: str, day: date) -> list[tuple[int, int]]:
    """Return the stretches of work of a day, in minutes after midnight."""
    iso, weekday = day.isoformat(), day.weekday()
    if iso in OFF or (calendar == "festival" and iso == "2024-03-05"):
        return []
    if calendar == "saturday":
        whole = [(450, 690), (810, 1020)]
        return whole if weekday < 5 else whole[:1] if weekday == 5 else []
    if weekday >= 5 and iso not in SATURDAYS_AT_WORK:
        return []
    if calendar == "festival" and iso in {"2024-03-06", "2024-12-24"}:
        return ORDINARY[:1]
    if calendar == "seasons" and "2025-04-16" <= iso < "2025-10-16":
        return [(420, 690), (810, 1020)]
    return ORDINARY


def is_work(calendar: str, at: datetime) -> bool:
    """Tell whether the minute that begins at ``at`` is worked."""
    minute = at.hour * 60 + at.minute
    return any(first <= minute < last for first, last in worked(calendar, at.date()))


def walk(calendar: str, at: datetime, minutes: int) -> datetime:
    """Return when so many minutes of work have passed."""
    while minutes:
        minutes -= is_work(calendar, at)
        at += MINUTE
    return at


def minutes_between(calendar: str, at: datetime, end: datetime) -> int:
    """Count the minutes of work between two instants."""
    total = 0
    while at < end:
        total += is_work(calendar, at)
        at += MINUTE
    return total


def end_of(calendar: str, day: date) -> datetime:
    """Return the end of work of a day, or of the next one that has any."""
    while not worked(calendar, day):
        day += DAY
    return datetime.combine(day, datetime.min.time()) + worked(calendar, day)[-1][1] * MINUTE


def last_day(start: date, amount: int, unit: str) -> date:
    """Return the last day of a period of the calendar, before it moves on."""
    if unit == "calendar_day":
        return start + amount * DAY
    month = start.month - 1 + amount
    year, month, day = start.year + month // 12, month % 12 + 1, start.day
    while True:
        try:
            return date(year, month, day)
        except ValueError:
            day -= 1


def first_due(calendar: str, start: datetime, amount: float, unit: str, policy: str) -> datetime:
    """Count a limit that never stops."""
    if unit == "working_hour":
        return walk(calendar, start, round(amount * 60))
    if unit == "working_day" and policy == "SAME_CLOCK_TIME":
        return walk(calendar, start, round(amount * 480))
    if unit == "working_day":
        day, left = start.date(), int(amount)
        if not left:
            return walk(calendar, start, round(amount * 480))
        while left:
            day += DAY
            left -= bool(worked(calendar, day))
        return walk(calendar, end_of(calendar, day), round((amount - int(amount)) * 480))
    if unit == "same_day":
        noon = 14 if calendar == "early" else 15
        late = start.hour * 60 + start.minute > noon * 60
        today = worked(calendar, start.date())
        closed = bool(today) and start >= end_of(calendar, start.date())
        return end_of(calendar, start.date() + DAY * (late or closed or not today))
    return end_of(calendar, last_day(start.date(), int(amount), unit))


def slow_due(
    *, start: str, limit: str, calendar: str, policy: str, pauses: str, reappointed: str
) -> datetime:
    """Return when a worked case is due."""
    begins = datetime.fromisoformat(start)
    amount, unit = f"1 {limit}".split()[-2:]
    number = float(amount)
    due = first_due(calendar, begins, number, unit, policy)
    end = due.date()
    if unit in {"calendar_day", "month"}:
        end = last_day(begins.date(), int(number), unit)
    happened = [("pause", *part.split("..")) for part in pauses.split(";") if part]
    happened += [("anew", *part.split("..")) for part in [reappointed] if part]
    for kind, first, last in sorted(happened, key=lambda each: each[1]):
        stopped, again = datetime.fromisoformat(first), datetime.fromisoformat(last)
        if kind == "anew":
            due, end = again, again.date()
        elif stopped < due and unit in {"calendar_day", "month"}:
            end = max(again.date() + (end - stopped.date()), again.date())
            day = again.date()
            due = end_of(calendar, max(day, end))
            if due <= again:
                due = end_of(calendar, day + DAY)
        elif stopped < due:
            due = walk(calendar, again, minutes_between(calendar, stopped, due))
    return due
