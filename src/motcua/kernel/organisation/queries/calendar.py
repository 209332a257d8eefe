"""Asking the working calendar: when something is due, how much working time lies between.

A calendar is an immutable value, kept per process and unit under the version that a trigger of the
database renews with every change: a question costs one query for that version. For many questions
at once take :func:`clock` (one unit) or :func:`clocks` and ask the value.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import pairwise
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.db.models import Q

from motcua.foundation.actors import Actor, ActorKind
from motcua.foundation.prepared import Prepared
from motcua.foundation.time import TimeLimit, TimeUnit

from .. import permissions, rules
from ..errors import NoSuchUnit
from ..models import CalendarDay, CalendarVersion, Unit, WorkingHours, known_at, of_unit
from ..types import (
    CalendarDayInfo,
    CalendarDraft,
    Certainty,
    Count,
    DayKind,
    DayLineage,
    DayPolicy,
    DayRule,
    Hours,
    HoursInfo,
    Pause,
    Reappointment,
    Segment,
    Segments,
)

_LINE = """
with recursive line as (
    select id as start, id, parent_id, 0 as depth from organisation_unit where id = any(%s)
    union all
    select line.start, above.id, above.parent_id, depth + 1
    from organisation_unit above join line on above.id = line.parent_id
)
select start, array_agg(id order by depth) from line group by start
"""
_BELOW = """
with recursive below as (
    select id from organisation_unit where id = %s
    union all
    select unit.id from organisation_unit unit join below on unit.parent_id = below.id
)
select id from below
"""
_kept: dict[UUID | None, tuple[UUID, rules.Calendar]] = {}


@dataclass(frozen=True, slots=True)
class Clock:
    """The working time of one unit, to be asked as often as needed without a query."""

    calendar: rules.Calendar
    policy: DayPolicy

    @property
    def ends_with_the_day(self) -> bool:
        """Whether a limit in days ends with its last day, at whatever hour it began."""
        return self.policy is DayPolicy.END_OF_DAY

    def count(self, *, start: datetime, limit: TimeLimit) -> Count:
        """Count a limit and keep every day on the way."""
        return rules.count(self.calendar, start=start, limit=limit, policy=self.policy)

    def add(self, *, start: datetime, limit: TimeLimit) -> datetime:
        """Return when a limit that runs from ``start`` ends."""
        return self.count(start=start, limit=limit).due_at

    def after(self, *, start: datetime, span: timedelta) -> datetime:
        """Return when so much working time has passed since ``start``."""
        return rules.add_hours(self.calendar, start=start, span=span)

    def count_with_pauses(
        self,
        *,
        start: datetime,
        limit: TimeLimit,
        pauses: Sequence[tuple[datetime, datetime]],
        reappointed: Reappointment | None = None,
    ) -> Count:
        """Count a limit that stopped during ``pauses``, and may have been promised anew."""
        return rules.count_with_pauses(
            self.calendar,
            start=start,
            limit=limit,
            pauses=pauses,
            reappointed=reappointed,
            policy=self.policy,
        )

    def resume(
        self,
        *,
        due_at: datetime,
        paused_at: datetime,
        resumed_at: datetime,
        unit: TimeUnit,
        ends_on: date | None = None,
    ) -> datetime:
        """Return the new end of a limit that waited from ``paused_at`` to ``resumed_at``.

        Args:
            ends_on: From :func:`period_end`, where days of the calendar are counted.
        """
        return rules.resume(
            self.calendar,
            due_at=due_at,
            paused_at=paused_at,
            resumed_at=resumed_at,
            unit=unit,
            ends_on=ends_on,
        ).due_at

    def time_between(self, start: datetime, end: datetime) -> timedelta:
        """Return the working time between two instants, negative when ``end`` comes first."""
        return rules.working_time(self.calendar, start=start, end=end)

    def days_between(self, start: datetime, end: datetime) -> Decimal:
        """Return the same in days of eight hours."""
        return rules.working_days(self.time_between(start, end))

    def elapsed(self, *, start: datetime, end: datetime, pauses: Iterable[Pause] = ()) -> timedelta:
        """Return the working time between two instants without the pauses."""
        return rules.elapsed(self.calendar, start=start, end=end, pauses=pauses)

    def is_working_day(self, day: date) -> bool:
        return bool(self.calendar.day(day).spans)


def read_segments(stored: Iterable[Sequence[str]]) -> Segments:
    """Read ``[["08:00", "12:00"], …]``.

    Raises:
        ValueError: The hours are not possible.
    """
    segments = tuple(
        Segment(time.fromisoformat(start), time.fromisoformat(end)) for start, end in stored
    )
    for before, after in pairwise(segments):
        if after.start < before.end:
            raise ValueError(f"{before} and {after} overlap")
    return segments


def clock(unit_id: UUID | None) -> Clock:
    """Return the clock of a unit, or of the whole country: one query when it is at hand.

    Raises:
        NoSuchUnit: There is no such unit.
    """
    return clocks([unit_id])[unit_id]


def clocks(unit_ids: Iterable[UUID | None]) -> Mapping[UUID | None, Clock]:
    """Return the clocks of several units: one query for those at hand, four for all others.

    Raises:
        NoSuchUnit: One of the units does not exist.
    """
    wanted = set(unit_ids)
    version, complete_until = _version()
    missing = {each for each in wanted if each not in _kept or _kept[each][0] != version}
    while missing:
        made = _make(missing, complete_until)
        before, (version, complete_until) = version, _version()
        if before == version:  # nothing changed while the lines were read
            _kept.update({each: (version, calendar) for each, calendar in made.items()})
            break
        missing = wanted
    policy = DayPolicy(settings.WORKING_DAY_POLICY)
    return {each: Clock(_kept[each][1], policy) for each in wanted}


_VERSION = Prepared(
    lambda: CalendarVersion.objects.filter(id=1).values_list("version", "complete_until")
)


def _version() -> tuple[UUID, date]:
    version, complete_until = _VERSION.all()[0]
    return version, complete_until


def clocks_known(unit_ids: Iterable[UUID | None], at: datetime) -> Mapping[UUID | None, Clock]:
    """Return the clocks of units as the books stood at ``at``, before whatever was entered later.

    Raises:
        NoSuchUnit: One of the units does not exist.
    """
    _version_now, complete_until = _version()
    wanted = set(unit_ids)
    made = _make(wanted, complete_until, known=known_at(at))
    policy = DayPolicy(settings.WORKING_DAY_POLICY)
    return {unit_id: Clock(made[unit_id], policy) for unit_id in wanted}


def calendar_version() -> UUID:
    """Return which calendar is in force: each change has another version."""
    return _version()[0]


def clocks_drafted(
    unit_ids: Iterable[UUID | None], draft: CalendarDraft
) -> Mapping[UUID | None, Clock]:
    """Return the clocks of units as they would be once ``draft`` is approved.

    Raises:
        NoSuchUnit: One of the units does not exist.
    """
    _version_now, complete_until = _version()
    wanted = set(unit_ids)
    made = _make(wanted, complete_until, draft=draft)
    policy = DayPolicy(settings.WORKING_DAY_POLICY)
    return {unit_id: Clock(made[unit_id], policy) for unit_id in wanted}


def _make(
    unit_ids: Iterable[UUID | None],
    complete_until: date,
    *,
    known: Q | None = None,
    draft: CalendarDraft | None = None,
) -> Mapping[UUID | None, rules.Calendar]:
    known = known or Q(replaced_at=None)
    lines = _lines(unit_ids)
    everyone: set[UUID | None] = {each for line in lines.values() for each in line}
    days: dict[UUID | None, dict[date, DayRule]] = {each: {} for each in everyone}
    hours: dict[UUID | None, dict[date, Hours]] = {each: {} for each in everyone}
    for day in CalendarDay.objects.filter(known):
        if day.unit_id in everyone:
            days[day.unit_id][day.day] = _day_rule(day)
    for row in WorkingHours.objects.filter(known):
        if row.unit_id in everyone:
            hours[row.unit_id][row.valid_from] = _hours(row)
    if draft is not None and draft.unit_id in everyone:
        _put(draft, days[draft.unit_id], hours[draft.unit_id])
    layers = {
        each: rules.Layer.of(days=days[each].values(), hours=hours[each].values())
        for each in everyone
    }
    return {
        unit_id: rules.Calendar(tuple(layers[each] for each in line), complete_until)
        for unit_id, line in lines.items()
    }


def _put(draft: CalendarDraft, days: dict[date, DayRule], hours: dict[date, Hours]) -> None:
    for day in draft.forgotten:
        days.pop(day, None)
    days.update({rule.day: rule for rule in draft.days})
    if draft.hours is not None:
        hours[draft.hours.valid_from] = draft.hours


def units_below(unit_id: UUID | None) -> frozenset[UUID]:
    """Return a unit and all below it, ended ones too; None: every unit. One query."""
    if unit_id is None:
        return frozenset(Unit.objects.values_list("id", flat=True))
    with connection.cursor() as cursor:
        cursor.execute(_BELOW, [unit_id])
        return frozenset(row[0] for row in cursor.fetchall())


def _lines(unit_ids: Iterable[UUID | None]) -> dict[UUID | None, tuple[UUID | None, ...]]:
    """Return, for each unit, itself and all above it, then None for the country."""
    lines: dict[UUID | None, tuple[UUID | None, ...]] = {None: (None,)}
    starts = {each for each in unit_ids if each is not None}
    if starts:
        with connection.cursor() as cursor:
            cursor.execute(_LINE, [list(starts)])
            lines |= {start: (*above, None) for start, above in cursor.fetchall()}
    for lost in starts - lines.keys():
        raise NoSuchUnit(unit=lost)
    return lines


def _day_rule(row: CalendarDay) -> DayRule:
    return DayRule(
        day=row.day,
        kind=DayKind(row.kind),
        name=row.name,
        segments=None if row.segments is None else read_segments(row.segments),
        legal_basis=row.legal_basis,
        certainty=Certainty(row.certainty),
    )


def _hours(row: WorkingHours) -> Hours:
    return Hours(
        valid_from=row.valid_from,
        week=tuple(read_segments(day) for day in row.week),
        same_day_cut_off=row.same_day_cut_off,
        legal_basis=row.legal_basis,
    )


def add_working_time(*, unit_id: UUID | None, start: datetime, limit: TimeLimit) -> datetime:
    """Return when a limit that runs from ``start`` ends, by the calendar of the unit.

    Args:
        start: Aware instant of acceptance.

    Raises:
        NoSuchUnit: There is no such unit.
        NoWorkingTime: The calendar has no working time within reach.

    Law:
        L 91/2015, Art. 147-148; L 45/2019, Art. 112.
    """
    return clock(unit_id).add(start=start, limit=limit)


def due_after_pause(
    *,
    unit_id: UUID | None,
    due_at: datetime,
    paused_at: datetime,
    resumed_at: datetime,
    unit: TimeUnit,
) -> datetime:
    """Return the new end of a limit that waited for the applicant.

    Args:
        unit: Unit of the limit: days of the calendar go on as days, all else as working time.
    """
    return clock(unit_id).resume(
        due_at=due_at, paused_at=paused_at, resumed_at=resumed_at, unit=unit
    )


def working_time_between(unit_id: UUID | None, start: datetime, end: datetime) -> timedelta:
    """Return the working time between two instants, negative when ``end`` comes first."""
    return clock(unit_id).time_between(start, end)


def working_days_between(unit_id: UUID | None, start: datetime, end: datetime) -> Decimal:
    """Return the same in days of eight hours, for “2 working days left”."""
    return clock(unit_id).days_between(start, end)


def elapsed_working_time(
    *, unit_id: UUID | None, start: datetime, end: datetime, pauses: Iterable[Pause] = ()
) -> timedelta:
    """Return the working time between two instants without the pauses, to the minute."""
    return clock(unit_id).elapsed(start=start, end=end, pauses=pauses)


def list_days(unit_id: UUID | None, *, first: date, last: date) -> tuple[CalendarDayInfo, ...]:
    """Return every day from ``first`` to ``last``, both included, as the unit's calendar has it."""
    calendar = clock(unit_id).calendar
    days = [calendar.day(first + timedelta(days=n)) for n in range((last - first).days + 1)]
    return tuple(
        CalendarDayInfo(
            day=each.day,
            kind=each.kind,
            name=each.name,
            segments=each.segments,
            legal_basis=each.rule.legal_basis if each.rule else "",
            certainty=each.rule.certainty if each.rule else None,
            is_special=each.rule is not None,
        )
        for each in days
    )


def day_history(day: date, unit_id: UUID | None) -> tuple[DayLineage, ...]:
    """Return what was entered about a day for a unit (None: for everybody), the newest first."""
    lines = CalendarDay.objects.filter(of_unit(unit_id), day=day).order_by("-recorded_at", "-id")
    return tuple(
        DayLineage(
            kind=DayKind(each.kind),
            name=each.name,
            legal_basis=each.legal_basis,
            recorded_at=each.recorded_at,
            replaced_at=each.replaced_at,
        )
        for each in lines
    )


def hours_history(unit_id: UUID | None) -> tuple[HoursInfo, ...]:
    """Return what was entered about the working week of a unit (None: of all), newest first."""
    lines = WorkingHours.objects.filter(of_unit(unit_id)).order_by("-valid_from", "-recorded_at")
    return tuple(
        HoursInfo(hours=_hours(each), recorded_at=each.recorded_at, replaced_at=each.replaced_at)
        for each in lines
    )


def hours_on(unit_id: UUID | None, day: date) -> Hours | None:
    """Return the working hours that hold for a unit on a day, its own or those above."""
    return clock(unit_id).calendar.day(day).hours


def rules_of_year(unit_id: UUID | None, year: int) -> tuple[DayRule, ...]:
    """Return what a unit itself (None: the country) says about days of a year, in order."""
    lines = CalendarDay.objects.filter(of_unit(unit_id), day__year=year, replaced_at=None)
    return tuple(_day_rule(each) for each in lines.order_by("day"))


def keeps_country(actor: Actor) -> bool:
    """Tell whether ``actor`` keeps a unit that nothing stands above, and so the calendar of all."""
    if actor.kind is ActorKind.SYSTEM:
        return True
    kept = permissions.MANAGE.units(actor)
    return Unit.objects.filter(parent=None, id__in=kept).exists()
