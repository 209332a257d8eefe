"""The calendar changes by document: a day, or the working week from a day on."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.foundation import events
from motcua.foundation.actors import Actor
from motcua.foundation.errors import Fault, Invalid, NotPermitted

from .. import permissions
from ..errors import ImpossibleCalendar
from ..events import CalendarDayChanged, WorkingHoursSet
from ..models import CalendarDay, CalendarVersion, WorkingHours, of_unit
from ..queries.calendar import keeps_country, read_segments
from ..types import Certainty, DayKind

Stored = Sequence[Sequence[str]]
CUT_OFF = time(15)


def _lock_calendar(actor: Actor, unit_id: UUID | None) -> None:
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


def _checked(segments: Stored | None) -> list[list[str]] | None:
    if segments is None:
        return None
    try:
        return [[f"{s.start:%H:%M}", f"{s.end:%H:%M}"] for s in read_segments(segments)]
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
    _lock_calendar(actor, unit_id)
    if faults := _faults(segments=segments, kind=kind, legal_basis=legal_basis):
        raise Invalid(faults=faults)
    stored = _checked(segments)
    current = CalendarDay.objects.filter(of_unit(unit_id), day=day, replaced_at=None)
    wanted = (kind, name, stored, legal_basis, certainty)
    if (
        current.values_list("kind", "name", "segments", "legal_basis", "certainty").first()
        == wanted
    ):
        return False

    current.update(replaced_at=at)
    CalendarDay.objects.create(
        day=day,
        unit_id=unit_id,
        kind=kind,
        name=name,
        segments=stored,
        legal_basis=legal_basis,
        certainty=certainty,
        recorded_at=at,
    )
    changed = CalendarDayChanged(
        day=day, kind=str(kind), legal_basis=legal_basis, for_unit_id=unit_id, name=name
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
    _lock_calendar(actor, unit_id)
    if faults := _faults(segments=None, kind=DayKind.WORK, legal_basis=legal_basis):
        raise Invalid(faults=faults)
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
    _lock_calendar(actor, unit_id)
    if faults := _faults(segments=None, kind=DayKind.WORK, legal_basis=legal_basis):
        raise Invalid(faults=faults)
    stored = [_checked(each) for each in week]
    if len(stored) != 7 or not any(stored):  # noqa: PLR2004 - days of a week
        raise ImpossibleCalendar(
            reason=_("a week has seven days, and work on one of them at least")
        )
    wanted: dict[str, Any] = {
        "week": stored,
        "same_day_cut_off": same_day_cut_off,
        "legal_basis": legal_basis,
    }
    same_start = WorkingHours.objects.filter(of_unit(unit_id), valid_from=valid_from)
    if same_start.filter(**wanted).exists():
        return False

    if not same_start.update(**wanted):
        WorkingHours.objects.create(unit_id=unit_id, valid_from=valid_from, **wanted)
    hours_set = WorkingHoursSet(valid_from=valid_from, legal_basis=legal_basis, for_unit_id=unit_id)
    events.publish(hours_set, by=actor, at=at, unit_id=unit_id)
    return True
