"""Counting the time that a law or a process gives, over an immutable calendar.

Instants are aware. Việt Nam has had one clock without summer time since 1975, so that local
arithmetic is exact.
"""

from calendar import monthrange
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from motcua.foundation.time import TimeLimit, TimeUnit, local

from ..types import HOURS_OF_A_DAY, Count, DayLine, DayPolicy, Mark, Pause, Reappointment
from .calendar import ONE_DAY, Calendar, WorkDay

NOTHING = timedelta()
CUT_OFF = time(15)
_MICROSECONDS_OF_AN_HOUR = 3_600_000_000
_CALENDAR_UNITS = {TimeUnit.CALENDAR_DAY, TimeUnit.MONTH}


def count(
    calendar: Calendar,
    *,
    start: datetime,
    limit: TimeLimit,
    policy: DayPolicy = DayPolicy.END_OF_DAY,
) -> Count:
    """Count a limit from ``start`` and keep every day on the way.

    Law:
        L 91/2015 (Bộ luật Dân sự), Art. 147-148; ND 61/2018.
    """
    at = local(start)
    if limit.unit is TimeUnit.WORKING_HOUR:
        return _hours(calendar, at, _span(limit.amount))
    if limit.unit is TimeUnit.WORKING_DAY and policy is DayPolicy.SAME_CLOCK_TIME:
        return _hours(calendar, at, _span(limit.amount * HOURS_OF_A_DAY))
    counter = _COUNTERS[limit.unit]
    return counter(calendar, at, limit.amount)


def _span(hours: Decimal) -> timedelta:
    return timedelta(microseconds=int((hours * _MICROSECONDS_OF_AN_HOUR).to_integral_value()))


def add_hours(calendar: Calendar, *, start: datetime, span: timedelta) -> datetime:
    """Return the instant at which ``span`` of working time from ``start`` has been used up."""
    return _hours(calendar, local(start), span).due_at


def _hours(calendar: Calendar, at: datetime, span: timedelta) -> Count:
    """Use up working time; outside working hours the clock waits for the next ones."""
    if span <= NOTHING:
        return Count(due_at=at, days=())
    days: list[DayLine] = []
    left = span
    for day in calendar.days_from(at.date()):
        used, reached = _use(day, at, left)
        left -= used
        days.append(_hour_line(day, used, left))
        if reached is not None:
            return Count(due_at=reached, days=tuple(days))
    raise AssertionError("days_from never ends quietly")


def _use(day: WorkDay, at: datetime, wanted: timedelta) -> tuple[timedelta, datetime | None]:
    """Return how much of the day was used, and the instant at which the need was met, if it was."""
    used = NOTHING
    for opens, closes in day.spans:
        start = max(opens, at)
        if closes - start >= wanted - used:
            return wanted, start + (wanted - used)
        if closes > start:
            used += closes - start
    return used, None


def _hour_line(day: WorkDay, used: timedelta, left: timedelta) -> DayLine:
    if used:
        return DayLine(
            day=day.day,
            mark=Mark.HOURS_COUNTED,
            kind=day.kind,
            name=day.name,
            counted=used,
            left=left,
            basis=day.basis,
        )
    return _line(day, Mark.AFTER_HOURS) if day.spans else _off_line(day)


def _working_days(calendar: Calendar, at: datetime, amount: Decimal) -> Count:
    """Count working days; the day of acceptance is not one, and the last one counts to its end.

    A fraction is working time after the whole days: 1.5 days end four hours into the second.
    """
    whole = int(amount)
    rest = _span((amount - whole) * HOURS_OF_A_DAY)
    if not whole:
        return _hours(calendar, at, rest)
    days = [_start_line(calendar.day(at.date()))]
    number = 0
    for day in calendar.days_from(at.date() + ONE_DAY):
        if not day.spans:
            days.append(_off_line(day))
            continue
        number += 1
        days.append(_line(day, Mark.COUNTED, number=number))
        if number == whole:
            break
    end = day.end
    if rest:
        remainder = _hours(calendar, end, rest)
        # The first line would say again that the day which was counted is over.
        return Count(due_at=remainder.due_at, days=(*days, *remainder.days[1:]))
    return Count(due_at=end, days=tuple(days))


def _line(day: WorkDay, mark: Mark, *, number: int | None = None) -> DayLine:
    return DayLine(
        day=day.day, mark=mark, kind=day.kind, name=day.name, number=number, basis=day.basis
    )


def _off_line(day: WorkDay) -> DayLine:
    """Return the line of a day off; an ordinary weekend follows from the working week."""
    ordinary = day.hours.legal_basis if day.hours and not day.rule else day.basis
    return replace(_line(day, Mark.NOT_WORKING), basis=ordinary)


def _start_line(day: WorkDay) -> DayLine:
    return _line(day, Mark.START_NOT_COUNTED)


def _calendar_days(calendar: Calendar, at: datetime, amount: Decimal) -> Count:
    """Count days of the calendar; the last one rolls forward to a working day."""
    last = at.date() + timedelta(days=int(amount))
    return _until(calendar, at.date(), last, Mark.CALENDAR_COUNTED, int(amount))


def _months(calendar: Calendar, at: datetime, amount: Decimal) -> Count:
    """Count months to the day of the same number, or to the last day of a shorter month."""
    last = _months_later(at.date(), int(amount))
    return _until(calendar, at.date(), last, Mark.MONTHS_COUNTED, int(amount))


def _months_later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _until(calendar: Calendar, first: date, last: date, mark: Mark, number: int) -> Count:
    run = _line(calendar.day(first + ONE_DAY), mark)
    days = [_start_line(calendar.day(first)), replace(run, number=number, until=last, basis="")]
    for day in calendar.days_from(last):
        if day.day != last:
            days.append(_line(day, Mark.ROLLED_FORWARD))
        if day.spans:
            return Count(due_at=day.end, days=tuple(days))
    raise AssertionError("days_from never ends quietly")


def _same_day(calendar: Calendar, at: datetime, amount: Decimal) -> Count:  # noqa: ARG001 - always one
    """Promise the end of today, or of the next working day after the cut-off."""
    days: list[DayLine] = []
    for day in calendar.days_from(at.date()):
        if not day.spans:
            days.append(_off_line(day))
        elif day.day == at.date() and _too_late(day, at):
            days.append(_line(day, Mark.AFTER_CUT_OFF))
        else:
            days.append(_line(day, Mark.SAME_DAY))
            return Count(due_at=day.end, days=tuple(days))
    raise AssertionError("days_from never ends quietly")


def _too_late(day: WorkDay, at: datetime) -> bool:
    """Tell whether the day is over for same-day procedures, to the minute that a receipt prints."""
    cut_off = day.hours.same_day_cut_off if day.hours else CUT_OFF
    return at.time().replace(second=0, microsecond=0) > cut_off or at >= day.end


_COUNTERS: dict[TimeUnit, Callable[[Calendar, datetime, Decimal], Count]] = {
    TimeUnit.WORKING_DAY: _working_days,
    TimeUnit.CALENDAR_DAY: _calendar_days,
    TimeUnit.MONTH: _months,
    TimeUnit.SAME_DAY: _same_day,
}


def resume(
    calendar: Calendar,
    *,
    due_at: datetime,
    paused_at: datetime,
    resumed_at: datetime,
    unit: TimeUnit,
    ends_on: date | None = None,
) -> Count:
    """Count what was left of a limit when it paused, from the instant at which it runs again.

    Where days of the calendar or months were given, the days that were left are counted; in all
    other cases the working time that was left, to the minute. What was late already stays late.

    Args:
        ends_on: Where days of the calendar or months were given, the day on which the period ends
            before it moves on to a working day (:func:`period_end`): days off at its end are not
            part of what is left.

    Law:
        ND 61/2018; ND 118/2025.
    """
    if paused_at >= due_at:
        return Count(due_at=local(due_at), days=())
    waiting = _pause_line(calendar, paused_at, resumed_at)
    if unit in _CALENDAR_UNITS:
        left = ((ends_on or local(due_at).date()) - local(paused_at).date()).days
        again = local(resumed_at)
        rest = _calendar_days(calendar, again, Decimal(left)) if left > 0 else None
        if rest is None:
            rest = _until_today(calendar, again)
        return Count(due_at=rest.due_at, days=(waiting, *rest.days[1:]))
    span = working_time(calendar, start=paused_at, end=due_at)
    counted = _hours(calendar, local(resumed_at), span)
    return Count(due_at=counted.due_at, days=(replace(waiting, left=span), *counted.days))


def period_end(
    *,
    start: datetime,
    limit: TimeLimit,
    pauses: Iterable[tuple[datetime, datetime]] = (),
    reappointed: Reappointment | None = None,
) -> date | None:
    """Return the day on which a period of the calendar ends, before it moves on to a working day.

    Args:
        pauses: Times of waiting so far, in order; each adds its days.

    Returns:
        None where working time is counted.
    """
    if limit.unit not in _CALENDAR_UNITS:
        return None
    begins = local(start).date()
    if limit.unit is TimeUnit.MONTH:
        end = _months_later(begins, int(limit.amount))
    else:
        end = begins + timedelta(days=int(limit.amount))
    for event in _in_order(pauses, reappointed):
        if isinstance(event, Reappointment):
            end = local(event.due_at).date()
        else:
            end = _after_pause(end, event)
    return end


def _after_pause(end: date, pause: tuple[datetime, datetime]) -> date:
    stopped, again = (local(each).date() for each in pause)
    return again + max(end - stopped, timedelta())


def _in_order(
    pauses: Iterable[tuple[datetime, datetime]], reappointed: Reappointment | None
) -> list[tuple[datetime, datetime] | Reappointment]:
    events: list[tuple[datetime, datetime] | Reappointment] = list(pauses)
    if reappointed is not None:
        before = sum(begins <= reappointed.at for begins, _ends in pauses)
        events.insert(before, reappointed)
    return events


def _until_today(calendar: Calendar, at: datetime) -> Count:
    day = next(each for each in calendar.days_from(at.date()) if each.spans and each.end > at)
    lines = (_start_line(calendar.day(at.date())), _line(day, Mark.SAME_DAY))
    return Count(due_at=day.end, days=lines)


def _pause_line(calendar: Calendar, paused_at: datetime, resumed_at: datetime) -> DayLine:
    first = calendar.day(local(paused_at).date())
    return replace(_line(first, Mark.PAUSED), until=local(resumed_at).date(), basis="")


def count_with_pauses(
    calendar: Calendar,
    *,
    start: datetime,
    limit: TimeLimit,
    pauses: Sequence[tuple[datetime, datetime]],
    reappointed: Reappointment | None = None,
    policy: DayPolicy = DayPolicy.END_OF_DAY,
) -> Count:
    """Count a limit that stopped during ``pauses``, which are given in order of time.

    Args:
        reappointed: The date given anew, if one was; pauses after it move that date.
    """
    counted = count(calendar, start=start, limit=limit, policy=policy)
    original, due_at = counted.due_at, counted.due_at
    settled: tuple[DayLine, ...] = ()
    running, since = counted.days, local(start)
    ends_on = period_end(start=start, limit=limit)
    for event in _in_order(pauses, reappointed):
        if isinstance(event, Reappointment):
            due_at, ends_on = local(event.due_at), local(event.due_at).date()
            settled, running = (*settled, *running, _new_promise(calendar, event)), ()
            continue
        paused_at, resumed_at = event
        after = resume(
            calendar,
            due_at=due_at,
            paused_at=paused_at,
            resumed_at=resumed_at,
            unit=limit.unit,
            ends_on=ends_on,
        )
        if not after.days:
            continue
        settled = (*settled, *_until_pause(calendar, running, since=since, at=local(paused_at)))
        settled, running = (*settled, after.days[0]), after.days[1:]
        due_at, since = after.due_at, local(resumed_at)
        ends_on = _after_pause(ends_on, event) if ends_on else None
    return Count(due_at=due_at, days=(*settled, *running), due_original_at=original)


def _new_promise(calendar: Calendar, event: Reappointment) -> DayLine:
    day = calendar.day(local(event.at).date())
    return replace(_line(day, Mark.REAPPOINTED), until=local(event.due_at).date(), basis="")


def _until_pause(
    calendar: Calendar, lines: Iterable[DayLine], *, since: datetime, at: datetime
) -> list[DayLine]:
    """Return what of ``lines``, which count from ``since``, was counted before ``at``."""
    kept = []
    for line in lines:
        if line.day > at.date():
            continue
        if line.mark in _RUNS:
            kept.append(_cut_run(line, at.date()))
        elif line.day == at.date() and line.mark in _SPENT:
            counted = working_time(calendar, start=max(since, _midnight(at)), end=at)
            kept.append(replace(line, mark=Mark.PARTLY, counted=counted, number=None, left=None))
        else:
            kept.append(line)
    return kept


_RUNS = {Mark.CALENDAR_COUNTED, Mark.MONTHS_COUNTED}
_SPENT = {Mark.COUNTED, Mark.HOURS_COUNTED, Mark.SAME_DAY, Mark.AFTER_HOURS}


def _cut_run(line: DayLine, last: date) -> DayLine:
    if line.until is not None and line.until <= last:
        return line
    days = (last - line.day).days + 1
    return replace(line, mark=Mark.CALENDAR_COUNTED, number=days, until=last)


def _midnight(at: datetime) -> datetime:
    return at.replace(hour=0, minute=0, second=0, microsecond=0)


def working_time(calendar: Calendar, *, start: datetime, end: datetime) -> timedelta:
    """Return the working time between two instants; negative when ``end`` comes first."""
    if end < start:
        return -working_time(calendar, start=end, end=start)
    first, last = local(start), local(end)
    day, total = first.date(), NOTHING
    while day <= last.date():
        found = calendar.day(day)
        if day in {first.date(), last.date()}:
            parts = (min(closes, last) - max(opens, first) for opens, closes in found.spans)
            total += sum((part for part in parts if part > NOTHING), NOTHING)
        else:
            total += found.length
        day += ONE_DAY
    return total


def working_days(span: timedelta) -> Decimal:
    """Return working time in days of eight hours, to a hundredth."""
    hours = Decimal(span // timedelta(microseconds=1)) / _MICROSECONDS_OF_AN_HOUR
    return (hours / HOURS_OF_A_DAY).quantize(Decimal("0.01"))


def elapsed(
    calendar: Calendar, *, start: datetime, end: datetime, pauses: Iterable[Pause] = ()
) -> timedelta:
    """Return the working time that the law counts between two instants.

    Pauses may overlap, reach beyond the period, or last still (``end`` None).

    Law:
        QD 766/2022: waiting for the applicant does not count.
    """
    total = working_time(calendar, start=start, end=end)
    reached = start
    for pause in sorted(pauses, key=lambda each: each.start):
        begins, ends = max(pause.start, reached), min(pause.end or end, end)
        if ends > begins:
            total -= working_time(calendar, start=begins, end=ends)
            reached = ends
    return total
