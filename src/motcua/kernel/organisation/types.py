"""Kinds of units, posts and days, and the values that neighbours see."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class UnitKind(models.TextChoices):
    """What a unit is to the people who come to it."""

    AUTHORITY = "AUTHORITY", _("Authority")
    DEPARTMENT = "DEPARTMENT", _("Department")
    ONE_STOP = "ONE_STOP", _("One-stop unit")
    PARTNER = "PARTNER", _("Partner agency")


class Level(models.TextChoices):
    """The level of government at which a unit stands or a procedure is decided."""

    PROVINCE = "PROVINCE", pgettext_lazy("level of government", "Province")
    DISTRICT = "DISTRICT", pgettext_lazy("level of government", "District")
    WARD = "WARD", pgettext_lazy("level of government", "Ward")


class Role(models.TextChoices):
    """What the holder of a post is there for; rights are given by role."""

    RECEPTION = "RECEPTION", _("Reception")
    SPECIALIST = "SPECIALIST", _("Specialist")
    UNIT_HEAD = "UNIT_HEAD", _("Head of department")
    AUTHORITY_LEADER = "AUTHORITY_LEADER", _("Leader of the authority")
    CLERK = "CLERK", _("Clerk")
    ARCHIVIST = "ARCHIVIST", _("Archivist")
    SUPERVISOR = "SUPERVISOR", _("Procedure control")
    CATALOGUE_ADMIN = "CATALOGUE_ADMIN", _("Administrator of catalogues")
    TECHNICAL_ADMIN = "TECHNICAL_ADMIN", _("Technical administrator")
    PARTNER = "PARTNER", _("Contact at a partner agency")


class DayKind(models.TextChoices):
    """What a day is in the working calendar."""

    WORK = "WORK", _("Working day")
    WEEKEND = "WEEKEND", _("Weekend")
    HOLIDAY = "HOLIDAY", _("Public holiday")
    COMPENSATORY_OFF = "COMPENSATORY_OFF", _("Day off in lieu")
    SWAPPED_WORKDAY = "SWAPPED_WORKDAY", _("Working day in exchange")

    @property
    def is_working(self) -> bool:
        return self in {DayKind.WORK, DayKind.SWAPPED_WORKDAY}


class Certainty(models.TextChoices):
    """How sure a line of the calendar is."""

    LAW = "LAW", _("follows from the law itself")
    DOCUMENT = "DOCUMENT", _("from the document named")
    NOTICE = "NOTICE", _("from the yearly notice")
    RECALLED = "RECALLED", _("from memory, to be compared with the notice")
    EXPECTED = "EXPECTED", _("expected, no notice yet")


class DayPolicy(StrEnum):
    """When a limit in working days ends on its last day."""

    END_OF_DAY = "END_OF_DAY"
    SAME_CLOCK_TIME = "SAME_CLOCK_TIME"


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitInfo:
    """A unit as it stands in the register."""

    id: UUID
    code: str
    name: str
    short_name: str
    kind: UnitKind
    level: Level
    parent_id: UUID | None
    area_id: UUID | None
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """An authority and its neighbours, in their order.

    Attributes:
        tops: Of the units that were named, those under none of the others.
        below: Right under it, named or not.
        beside: Under the same one, at its level.
    """

    unit: UnitInfo
    tops: tuple[UnitInfo, ...]
    below: tuple[UnitInfo, ...]
    beside: tuple[UnitInfo, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CompetenceInfo:
    """That a unit decides at a level: on everything, on a field of work, or on one procedure."""

    unit_id: UUID
    level: Level
    field: str
    procedure_code: str
    valid_from: date
    valid_to: date | None

    def holds(self, on: date) -> bool:
        """Tell whether it does so on a day."""
        return self.valid_from <= on and (self.valid_to is None or on < self.valid_to)


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitReach:
    """How far a right reaches from a unit."""

    unit_id: UUID
    authority_ids: frozenset[UUID]
    subtree_ids: frozenset[UUID]


@dataclass(frozen=True, slots=True, kw_only=True)
class PostInfo:
    """A post, and who may act in it at the instant asked for.

    Attributes:
        fields: Fields of work (lĩnh vực) that the post handles; empty means all of its unit.
        holder_ids: Persons appointed, then persons to whom it is delegated; empty when vacant or
            when no instant was given.
    """

    id: UUID
    code: str
    unit_id: UUID
    unit_name: str
    role: Role
    title: str
    fields: tuple[str, ...]
    holder_ids: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldPost:
    """A post that a person may act in, by appointment or by delegation."""

    post_id: UUID
    unit_id: UUID
    role: Role
    title: str
    delegated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DelegationInfo:
    """A power lent for a time."""

    id: UUID
    from_post_id: UUID
    to_person_id: UUID
    scope: str
    decision_no: str
    valid_from: datetime
    valid_to: datetime


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of working time within a day, the end excluded."""

    start: time
    end: time

    def __post_init__(self) -> None:
        if self.start >= self.end:
            raise ValueError("a stretch of working time ends after it begins")

    @property
    def length(self) -> timedelta:
        return timedelta(
            hours=self.end.hour - self.start.hour,
            minutes=self.end.minute - self.start.minute,
            seconds=self.end.second - self.start.second,
        )

    def __str__(self) -> str:
        return f"{self.start:%H:%M}–{self.end:%H:%M}"


Segments = tuple[Segment, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """The working hours in force from a day on: one tuple of segments per weekday, Monday first."""

    valid_from: date
    week: tuple[Segments, ...]
    same_day_cut_off: time
    legal_basis: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayRule:
    """What the table says about one day; ``segments`` None means the ordinary hours."""

    day: date
    kind: DayKind
    name: str = ""
    segments: Segments | None = None
    legal_basis: str = ""
    certainty: Certainty = Certainty.DOCUMENT


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarDraft:
    """A change of the calendar that is not approved yet.

    Attributes:
        unit_id: For this unit and all below it; None: for everybody.
        days: What days are to be.
        forgotten: Days about which nothing is to be said any more.
        hours: The working week from its day on.
    """

    unit_id: UUID | None
    days: tuple[DayRule, ...] = ()
    forgotten: tuple[date, ...] = ()
    hours: Hours | None = None

    @property
    def first(self) -> date:
        """Return the first day that changes."""
        changed = [rule.day for rule in self.days] + list(self.forgotten)
        if self.hours is not None:
            changed.append(self.hours.valid_from)
        return min(changed)

    @property
    def last(self) -> date | None:
        """Return the last day that changes; None: hours change without an end."""
        if self.hours is not None:
            return None
        return max([rule.day for rule in self.days] + list(self.forgotten))


class Recount(models.TextChoices):
    """What a change of the calendar does to promises that were given already."""

    KEEP = "KEEP", _("Keep every promise as it was given")
    EARLIER = "EARLIER", _("Move promises to an earlier day only")
    BOTH = "BOTH", _("Move promises both ways, as the document says")


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedPromise:
    """A promise that a change moves; no personal data.

    Attributes:
        settled_at: When the result lay ready; None while the promise is open.
    """

    kind: str
    subject_code: str
    title: str
    unit_id: UUID
    opened_at: datetime
    due_before: datetime
    due_after: datetime
    settled_at: datetime | None

    @property
    def is_open(self) -> bool:
        return self.settled_at is None

    @property
    def is_later(self) -> bool:
        return self.due_after > self.due_before

    @property
    def distance(self) -> timedelta:
        return abs(self.due_after - self.due_before)

    @property
    def was_late(self) -> bool:
        return self.settled_at is not None and self.settled_at > self.due_before

    @property
    def would_be_late(self) -> bool:
        return self.settled_at is not None and self.settled_at > self.due_after


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitMoves:
    """How many promises of a unit a change moves, earlier and later, and how they were kept."""

    unit_id: UUID
    unit_name: str
    open_earlier: int = 0
    open_later: int = 0
    past_earlier: int = 0
    past_later: int = 0
    late_before: int = 0
    late_after: int = 0
    longest: timedelta = timedelta()

    @property
    def is_later(self) -> bool:
        return self.longest > timedelta()

    @property
    def distance(self) -> timedelta:
        return abs(self.longest)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moves:
    """What a change moves.

    Attributes:
        moved: The promises that move most, open ones first; not all where there are many.
        count: How many move.
        looked_at: How many promises were counted again.
        apart: Promises counted otherwise than the calendar of today says: they stay.
    """

    units: tuple[UnitMoves, ...] = ()
    moved: tuple[MovedPromise, ...] = ()
    count: int = 0
    looked_at: int = 0
    apart: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """A part of what a change moves.

    Attributes:
        last: Where the next part begins; None: there is no more.
    """

    moves: Moves
    last: UUID | None


class SimulationState(models.TextChoices):
    """How far the count is of what a change would move."""

    WAITING = "WAITING"
    RUNNING = "RUNNING"
    DONE = "DONE"
    FAILED = "FAILED"


@dataclass(frozen=True, slots=True, kw_only=True)
class Simulation:
    """The count of what a drafted change would move, as far as it is.

    Attributes:
        digest: A mark of what is counted: any other change has another one.
        total: How many promises are looked at in all.
        is_outdated: The calendar has changed since: it must be counted again.
        failure: What went wrong, in words.
    """

    id: UUID
    digest: str
    state: SimulationState
    moves: Moves
    total: int
    is_outdated: bool
    failure: str
    asked_at: datetime
    ended_at: datetime | None

    @property
    def is_under_way(self) -> bool:
        return self.state in {SimulationState.WAITING, SimulationState.RUNNING}

    @property
    def can_be_approved(self) -> bool:
        return self.state is SimulationState.DONE and not self.is_outdated


class Mark(StrEnum):
    """What a day did to a count."""

    START_NOT_COUNTED = "START_NOT_COUNTED"  # the day of acceptance, when days are counted
    COUNTED = "COUNTED"
    HOURS_COUNTED = "HOURS_COUNTED"
    AFTER_HOURS = "AFTER_HOURS"  # nothing of the working day was left
    NOT_WORKING = "NOT_WORKING"
    CALENDAR_COUNTED = "CALENDAR_COUNTED"
    MONTHS_COUNTED = "MONTHS_COUNTED"
    ROLLED_FORWARD = "ROLLED_FORWARD"  # the period ends on a day off: on to the next working day
    SAME_DAY = "SAME_DAY"
    AFTER_CUT_OFF = "AFTER_CUT_OFF"
    PARTLY = "PARTLY"  # counted until the clock stopped on this day
    PAUSED = "PAUSED"
    REAPPOINTED = "REAPPOINTED"


@dataclass(frozen=True, slots=True, kw_only=True)
class DayLine:
    """One line of a count: a day, what it is, and what of it was counted.

    Attributes:
        counted: Working time of this day that was used up, where hours are counted.
        number: The running number of the day (or how many months), where days are counted.
        left: Working time still to run after this day, where hours are counted.
        until: The last day of a run that a calendar period counts through, or on which a pause
            ended, or that was promised anew; None for a single day.
        basis: The document that makes the day what it is; empty for the ordinary week.
    """

    day: date
    mark: Mark
    kind: DayKind
    name: str = ""
    counted: timedelta = timedelta()
    number: int | None = None
    left: timedelta | None = None
    until: date | None = None
    basis: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reappointment:
    """A promise given anew, once, by the letter of apology: when it was given, and until when."""

    at: datetime
    due_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """The outcome of a count and every day on the way.

    Attributes:
        due_original_at: What was promised at acceptance, before any pause or re-appointment.
    """

    due_at: datetime
    days: tuple[DayLine, ...]
    due_original_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainedDay:
    """A line of a count in words.

    Attributes:
        counts: Whether the day used up any of the limit.
    """

    day: str
    note: str
    basis: str
    mark: Mark
    counts: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """When something is due, and how that was counted, in the language of the reader.

    Attributes:
        opening: From when, and how much.
        lines: One for each day on the way.
        rows: The same in parts: the day, what was counted, the document.
        first_promise: What was promised at acceptance, where that is not the outcome.
        closing: The outcome.
        warning: What may still change the count, if anything.
        due_original_at: What was promised at acceptance.
    """

    due_at: datetime
    lines: tuple[str, ...]
    opening: str = ""
    closing: str = ""
    days: tuple[DayLine, ...] = ()
    warning: str = ""
    rows: tuple[ExplainedDay, ...] = ()
    first_promise: str = ""
    due_original_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """A time of waiting that the law does not count; ``end`` None while it lasts."""

    start: datetime
    end: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarDayInfo:
    """A day as a page shows it."""

    day: date
    kind: DayKind
    name: str
    segments: Segments
    legal_basis: str
    certainty: Certainty | None
    is_special: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DayLineage:
    """A line that was entered about a day; ``replaced_at`` None while it is in force."""

    kind: DayKind
    name: str
    legal_basis: str
    recorded_at: datetime
    replaced_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HoursInfo:
    """Working hours that a unit, or the whole country, set; ``replaced_at`` None: they stand."""

    hours: Hours
    recorded_at: datetime
    replaced_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedPost:
    """A post of the demo, for whoever fills it with an invented person.

    Attributes:
        key: The same for posts that one person holds together.
        account: Name of the demo account that belongs to the holder, if any.
    """

    code: str
    unit_code: str
    role: Role
    title: str
    fields: tuple[str, ...] = ()
    key: str = ""
    account: str = ""


SHIPPED_AT = datetime(2026, 11, 25, tzinfo=UTC)  # lines that came with the product: always known
HOURS_OF_A_DAY = Decimal(8)
