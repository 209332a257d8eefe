"""A count in words: one line for each day on the way, in the language of the reader."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils.formats import number_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from motcua.foundation.time import TimeLimit, TimeUnit, local_date
from motcua.ui import words

from ..types import Count, DayLine, ExplainedDay, Explanation, Mark, Reappointment
from .calendar import Clock, clock


def explain_due(
    *,
    unit_id: UUID | None,
    start: datetime,
    limit: TimeLimit,
    pauses: Sequence[tuple[datetime, datetime]] = (),
    reappointed: Reappointment | None = None,
    of_unit: Clock | None = None,
) -> Explanation:
    """Return when a limit that runs from ``start`` ends, and how that was counted, day by day.

    Args:
        pauses: Times of waiting for the applicant, in order, each from and to.
        reappointed: The date given anew, if one was.
        of_unit: The clock of the unit, where it is at hand.

    Raises:
        NoSuchUnit: There is no such unit.
        NoWorkingTime: The calendar has no working time within reach.
    """
    of_unit = of_unit or clock(unit_id)
    counted = of_unit.count_with_pauses(
        start=start, limit=limit, pauses=pauses, reappointed=reappointed
    )
    opening = _("Accepted at %(instant)s. Time limit: %(limit)s.") % {
        "instant": show_instant(start),
        "limit": limit_in_words(limit),
    }
    return replace(explain_count(counted, of_unit), opening=opening)


def explain_count(count: Count, of_unit: Clock) -> Explanation:
    """Put a count into words."""
    warning = ""
    if local_date(count.due_at) > of_unit.calendar.complete_until:
        warning = _(
            "The public holidays are announced only until %(day)s; a count beyond may still change."
        ) % {"day": show_day(of_unit.calendar.complete_until)}
    original, first = count.due_original_at or count.due_at, ""
    if original != count.due_at:
        first = _("First promise: %(instant)s.") % {"instant": show_instant(original)}
    return Explanation(
        due_at=count.due_at,
        lines=tuple(line(day) for day in count.days),
        rows=tuple(_row(day) for day in count.days),
        due_original_at=original,
        first_promise=first,
        closing=_("Due at %(instant)s.") % {"instant": show_instant(count.due_at)},
        days=count.days,
        warning=warning,
    )


def limit_in_words(limit: TimeLimit) -> str:
    """Return a time limit as people say it: ``5 working days``."""
    if limit.unit is TimeUnit.SAME_DAY:
        return _("within the day")
    plural = int(limit.amount) if limit.amount == int(limit.amount) else 2
    shown = number_format(limit.amount.normalize(), use_l10n=True)
    return _UNITS[limit.unit](plural) % {"count": shown}


_UNITS: dict[TimeUnit, Callable[[int], str]] = {
    TimeUnit.WORKING_HOUR: lambda n: ngettext(
        "%(count)s working hour", "%(count)s working hours", n
    ),
    TimeUnit.WORKING_DAY: lambda n: ngettext("%(count)s working day", "%(count)s working days", n),
    TimeUnit.CALENDAR_DAY: lambda n: ngettext("%(count)s day", "%(count)s days", n),
    TimeUnit.MONTH: lambda n: ngettext("%(count)s month", "%(count)s months", n),
}


def show_instant(at: datetime) -> str:
    """Return an instant with clock and weekday, on the clock of Việt Nam."""
    return words.as_instant(at)


def show_day(day: date) -> str:
    """Return a day with its weekday, as people say it."""
    return f"{capfirst(words.weekday(day))} {words.as_date(day)}"


_COUNTING = {
    Mark.COUNTED,
    Mark.HOURS_COUNTED,
    Mark.CALENDAR_COUNTED,
    Mark.MONTHS_COUNTED,
    Mark.SAME_DAY,
    Mark.PARTLY,
}


def _row(day: DayLine) -> ExplainedDay:
    counts = day.mark in _COUNTING
    return ExplainedDay(
        day=show_day(day.day), note=note(day), basis=day.basis, mark=day.mark, counts=counts
    )


def line(day: DayLine) -> str:
    """Return the sentence for one day."""
    return f"{show_day(day.day)}: {note(day)}"


def note(day: DayLine) -> str:
    """Return what happened to the count on one day."""
    return _NOTES[day.mark](day)


def show_time(span: timedelta) -> str:
    """Return hours and minutes, such as ``7 hours 30 minutes``."""
    hours, rest = divmod(round(span.total_seconds() / 60), 60)
    parts = []
    if hours:
        parts.append(ngettext("%(count)s hour", "%(count)s hours", hours) % {"count": hours})
    if rest or not hours:
        parts.append(ngettext("%(count)s minute", "%(count)s minutes", rest) % {"count": rest})
    return " ".join(parts)


def _reason(day: DayLine) -> str:
    return f"{day.kind.label}, {day.name}" if day.name else str(day.kind.label)


def _day_counted(day: DayLine) -> str:
    counted = _("working day %(number)s") % {"number": day.number}
    return f"{counted} ({_reason(day)})" if day.name else counted


def _hours_counted(day: DayLine) -> str:
    if not day.left:
        return _("%(counted)s counted; this is the end") % {"counted": show_time(day.counted)}
    return _("%(counted)s counted, %(left)s left") % {
        "counted": show_time(day.counted),
        "left": show_time(day.left),
    }


def _calendar_counted(day: DayLine) -> str:
    return ngettext(
        "%(count)s day of the calendar, to %(last)s",
        "%(count)s days of the calendar, to %(last)s",
        day.number or 0,
    ) % {"count": day.number, "last": show_day(day.until or day.day)}


def _months_counted(day: DayLine) -> str:
    return ngettext(
        "%(count)s month, to %(last)s", "%(count)s months, to %(last)s", day.number or 0
    ) % {"count": day.number, "last": show_day(day.until or day.day)}


def _paused(day: DayLine) -> str:
    standing = _("the clock stands until %(last)s") % {"last": show_day(day.until or day.day)}
    if day.left is None:
        return standing
    return standing + "; " + _("%(left)s of working time left") % {"left": show_time(day.left)}


def _partly(day: DayLine) -> str:
    return _("%(counted)s counted before the clock stopped") % {"counted": show_time(day.counted)}


def _reappointed(day: DayLine) -> str:
    return _("the result was promised anew, for %(last)s") % {
        "last": show_day(day.until or day.day)
    }


def _rolled(day: DayLine) -> str:
    if day.kind.is_working:
        return _("the period ends on this next working day")
    return _("%(reason)s: the end moves on") % {"reason": _reason(day)}


_NOTES: dict[Mark, Callable[[DayLine], str]] = {
    Mark.START_NOT_COUNTED: lambda _day: _("day of acceptance, not counted"),
    Mark.COUNTED: _day_counted,
    Mark.HOURS_COUNTED: _hours_counted,
    Mark.AFTER_HOURS: lambda _day: _("no working time left on this day"),
    Mark.NOT_WORKING: lambda day: _("%(reason)s: not counted") % {"reason": _reason(day)},
    Mark.CALENDAR_COUNTED: _calendar_counted,
    Mark.MONTHS_COUNTED: _months_counted,
    Mark.ROLLED_FORWARD: _rolled,
    Mark.SAME_DAY: lambda _day: _("result by the end of this day"),
    Mark.AFTER_CUT_OFF: lambda _day: _("accepted too late for a result on the same day"),
    Mark.PARTLY: _partly,
    Mark.PAUSED: _paused,
    Mark.REAPPOINTED: _reappointed,
}
