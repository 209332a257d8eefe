"""The calendar changes by document: a day, or the working week from a day on."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.foundation import events
from motcua.foundation.actors import Actor
from motcua.foundation.errors import Fault, Invalid, NotPermitted
from motcua.foundation.ids import uuid7

from .. import permissions
from ..errors import ImpossibleCalendar
from ..events import CalendarApproved, CalendarDayChanged, WorkingHoursSet
from ..models import CalendarDay, CalendarVersion, WorkingHours, of_unit
from ..queries.calendar import keeps_country, read_segments
from ..queries.drafts import faults_of_draft
from ..types import CalendarDraft, Certainty, DayKind, DayRule, Hours, Recount, Segments

Stored = Sequence[Sequence[str]]
CUT_OFF = time(15)


def lock_calendar(actor: Actor, unit_id: UUID | None) -> None:
    """Lock the calendar and ask for the right over it.

    The calendar of the whole country belongs to those who keep a unit that nothing stands above.
    """
    CalendarVersion.objects.select_for_update().get(id=1)
    if unit_id is not None:
        permissions.MANAGE.require(actor, unit_id=unit_id)
        return
    if not keeps_country(actor):
        raise NotPermitted


def _faults(*, segments: Stored | None, kind: DayKind, legal_basis: str) -> tuple[Fault, ...]:
    faults = []
    if not legal_basis.strip():
        faults.append(Fault("legal_basis", _("Name the document that this follows from.")))
    if segments is not None and not kind.is_working:
        faults.append(Fault("segments", _("A day off has no hours of work.")))
    if segments is not None and not segments:
        faults.append(Fault("segments", _("A working day needs hours of work.")))
    return tuple(faults)


def _stored(segments: Segments | None) -> list[list[str]] | None:
    if segments is None:
        return None
    return [[f"{each.start:%H:%M}", f"{each.end:%H:%M}"] for each in segments]


def _checked(segments: Stored | None) -> Segments | None:
    if segments is None:
        return None
    try:
        return read_segments(segments)
    except ValueError as error:
        raise ImpossibleCalendar(reason=str(error)) from error


@transaction.atomic
def set_day(
    *,
    actor: Actor,
    day: date,
    kind: DayKind,
    legal_basis: str,
    at: datetime,
    unit_id: UUID | None = None,
    name: str = "",
    segments: Stored | None = None,
    certainty: Certainty = Certainty.DOCUMENT,
) -> bool:
    """Say what a day is, for everybody or for a unit and all below it.

    Due instants that were promised already stay as they are.

    Args:
        segments: Hours of work of that day (``[["08:00", "12:00"]]``); None: the ordinary ones.
        legal_basis: The document; it is shown beside the day.

    Returns:
        Whether anything changed.

    Raises:
        NotPermitted: The actor does not keep that calendar.
        Invalid: No document is named, or the hours do not fit the kind of day.
        ImpossibleCalendar: The hours overlap or end before they begin.

    Publishes:
        CalendarDayChanged

    Law:
        L 45/2019, Art. 111-112.
    """
    lock_calendar(actor, unit_id)
    if faults := _faults(segments=segments, kind=kind, legal_basis=legal_basis):
        raise Invalid(faults=faults)
    rule = DayRule(
        day=day,
        kind=kind,
        name=name,
        segments=_checked(segments),
        legal_basis=legal_basis,
        certainty=certainty,
    )
    return _put_day(actor, rule, unit_id=unit_id, at=at)


def _put_day(actor: Actor, rule: DayRule, *, unit_id: UUID | None, at: datetime) -> bool:
    stored = _stored(rule.segments)
    current = CalendarDay.objects.filter(of_unit(unit_id), day=rule.day, replaced_at=None)
    wanted = (rule.kind, rule.name, stored, rule.legal_basis, rule.certainty)
    if (
        current.values_list("kind", "name", "segments", "legal_basis", "certainty").first()
        == wanted
    ):
        return False

    current.update(replaced_at=at)
    CalendarDay.objects.create(
        day=rule.day,
        unit_id=unit_id,
        kind=rule.kind,
        name=rule.name,
        segments=stored,
        legal_basis=rule.legal_basis,
        certainty=rule.certainty,
        recorded_at=at,
    )
    changed = CalendarDayChanged(
        day=rule.day,
        kind=str(rule.kind),
        legal_basis=rule.legal_basis,
        for_unit_id=unit_id,
        name=rule.name,
    )
    events.publish(changed, by=actor, at=at, unit_id=unit_id)
    return True


@transaction.atomic
def forget_day(
    *, actor: Actor, day: date, legal_basis: str, at: datetime, unit_id: UUID | None = None
) -> bool:
    """Take back what was said about a day: the ordinary week, or the line above, holds again.

    Returns:
        Whether anything changed.

    Raises:
        NotPermitted: The actor does not keep that calendar.
        Invalid: No document is named.

    Publishes:
        CalendarDayChanged

    Law:
        L 45/2019, Art. 111-112.
    """
    lock_calendar(actor, unit_id)
    if faults := _faults(segments=None, kind=DayKind.WORK, legal_basis=legal_basis):
        raise Invalid(faults=faults)
    return _forget_day(actor, day, unit_id=unit_id, legal_basis=legal_basis, at=at)


def _forget_day(
    actor: Actor, day: date, *, unit_id: UUID | None, legal_basis: str, at: datetime
) -> bool:
    current = CalendarDay.objects.filter(of_unit(unit_id), day=day, replaced_at=None)
    if not current.update(replaced_at=at):
        return False
    changed = CalendarDayChanged(day=day, kind="", legal_basis=legal_basis, for_unit_id=unit_id)
    events.publish(changed, by=actor, at=at, unit_id=unit_id)
    return True


@transaction.atomic
def set_hours(
    *,
    actor: Actor,
    week: Sequence[Stored],
    valid_from: date,
    legal_basis: str,
    at: datetime,
    unit_id: UUID | None = None,
    same_day_cut_off: time = CUT_OFF,
) -> bool:
    """Set the working week from a day on, for everybody or for a unit and all below it.

    Args:
        week: Seven lists of stretches of work, Monday first; an empty list is a day off.
        same_day_cut_off: Same-day procedures accepted later than this are due the next working day.

    Returns:
        Whether anything changed.

    Raises:
        NotPermitted: The actor does not keep that calendar.
        Invalid: No document is named.
        ImpossibleCalendar: The week has not seven days, no work, or impossible hours.

    Publishes:
        WorkingHoursSet

    Law:
        L 45/2019, Art. 105; QD 188/1999.
    """
    lock_calendar(actor, unit_id)
    if faults := _faults(segments=None, kind=DayKind.WORK, legal_basis=legal_basis):
        raise Invalid(faults=faults)
    hours = Hours(
        valid_from=valid_from,
        week=tuple(_checked(each) or () for each in week),
        same_day_cut_off=same_day_cut_off,
        legal_basis=legal_basis,
    )
    return _put_hours(actor, hours, unit_id=unit_id, at=at)


def _put_hours(actor: Actor, hours: Hours, *, unit_id: UUID | None, at: datetime) -> bool:
    if len(hours.week) != 7 or not any(hours.week):  # noqa: PLR2004 - days of a week
        raise ImpossibleCalendar(
            reason=_("a week has seven days, and work on one of them at least")
        )
    wanted: dict[str, Any] = {
        "week": [_stored(each) for each in hours.week],
        "same_day_cut_off": hours.same_day_cut_off,
        "legal_basis": hours.legal_basis,
    }
    current = WorkingHours.objects.filter(
        of_unit(unit_id), valid_from=hours.valid_from, replaced_at=None
    )
    if current.filter(**wanted).exists():
        return False

    current.update(replaced_at=at)
    WorkingHours.objects.create(
        unit_id=unit_id, valid_from=hours.valid_from, recorded_at=at, **wanted
    )
    hours_set = WorkingHoursSet(
        valid_from=hours.valid_from, legal_basis=hours.legal_basis, for_unit_id=unit_id
    )
    events.publish(hours_set, by=actor, at=at, unit_id=unit_id)
    return True


@transaction.atomic
def approve_calendar(
    *,
    actor: Actor,
    draft: CalendarDraft,
    legal_basis: str,
    recount: Recount = Recount.EARLIER,
    complete_until: date | None = None,
    at: datetime,
) -> bool:
    """Put a change of the calendar into force as a whole, and say what becomes of promises.

    Promises given before are counted again in the background, each with an event; what was
    promised at acceptance is kept beside. Nothing moves later unless the document says so.

    Args:
        legal_basis: The document; it stands beside each day that names none of its own.
        complete_until: The last day for which the holidays are in the table with this change.

    Returns:
        Whether anything changed.

    Raises:
        NotPermitted: The actor does not keep that calendar.
        Invalid: No document is named, or the hours do not fit the kind of day.
        ImpossibleCalendar: The week has no work.

    Publishes:
        CalendarDayChanged, WorkingHoursSet, CalendarApproved

    Law:
        L 45/2019, Art. 111-112; ND 118/2025.
    """
    lock_calendar(actor, draft.unit_id)
    return put_into_force(
        actor, draft, legal_basis=legal_basis, recount=recount, complete_until=complete_until, at=at
    )


def put_into_force(
    actor: Actor,
    draft: CalendarDraft,
    *,
    legal_basis: str,
    recount: Recount,
    complete_until: date | None,
    at: datetime,
) -> bool:
    """Write a change of a calendar that is locked; return whether anything changed."""
    if faults := faults_of_draft(draft, legal_basis=legal_basis):
        raise Invalid(faults=faults)
    unit_id, basis = draft.unit_id, legal_basis.strip()
    done = [
        _forget_day(actor, day, unit_id=unit_id, legal_basis=basis, at=at)
        for day in draft.forgotten
    ]
    for rule in draft.days:
        named = replace(rule, legal_basis=rule.legal_basis or basis)
        done.append(_put_day(actor, named, unit_id=unit_id, at=at))
    if draft.hours is not None:
        named_hours = replace(draft.hours, legal_basis=draft.hours.legal_basis or basis)
        done.append(_put_hours(actor, named_hours, unit_id=unit_id, at=at))
    if complete_until is not None and unit_id is None:
        CalendarVersion.objects.filter(complete_until__lt=complete_until).update(
            complete_until=complete_until
        )
    if not any(done):
        return False
    approved = CalendarApproved(
        change_id=uuid7(),
        first=draft.first,
        last=draft.last,
        recount=str(recount.value),
        legal_basis=basis,
        for_unit_id=unit_id,
    )
    events.publish(approved, by=actor, at=at, unit_id=unit_id)
    return True
