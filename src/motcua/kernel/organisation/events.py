"""What happens to units, posts and the calendar."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from motcua.foundation.events import Event


@dataclass(frozen=True, kw_only=True)
class UnitCreated(Event, code="organisation.unit_created", stream="unit_id"):
    """A unit began."""

    unit_id: UUID
    unit_code: str
    name: str
    valid_from: date


@dataclass(frozen=True, kw_only=True)
class UnitSucceeded(Event, code="organisation.unit_succeeded", stream="unit_id"):
    """A unit ended, and others continue it."""

    unit_id: UUID
    successor_ids: tuple[UUID, ...]
    on_date: date
    legal_basis: str


@dataclass(frozen=True, kw_only=True)
class PostCreated(Event, code="organisation.post_created", stream="post_id"):
    """A post was made."""

    post_id: UUID
    unit_id: UUID
    role: str
    title: str


@dataclass(frozen=True, kw_only=True)
class Appointed(Event, code="organisation.appointed", stream="post_id"):
    """A person takes a post."""

    post_id: UUID
    appointed_id: UUID
    valid_from: date
    valid_to: date | None = None


@dataclass(frozen=True, kw_only=True)
class AppointmentEnded(Event, code="organisation.appointment_ended", stream="post_id"):
    """A person leaves a post."""

    post_id: UUID
    appointed_id: UUID
    valid_to: date


@dataclass(frozen=True, kw_only=True)
class Delegated(Event, code="organisation.delegated", stream="post_id"):
    """A power of a post was lent."""

    post_id: UUID
    delegation_id: UUID
    to_person_id: UUID
    scope: str
    decision_no: str
    valid_from: datetime
    valid_to: datetime


@dataclass(frozen=True, kw_only=True)
class DelegationEnded(Event, code="organisation.delegation_ended", stream="post_id"):
    """A lent power was taken back early."""

    post_id: UUID
    delegation_id: UUID
    to_person_id: UUID
    ended_at: datetime


@dataclass(frozen=True, kw_only=True)
class CompetenceGiven(Event, code="organisation.competence_given", stream="unit_id"):
    """A unit decides on a field of work or a procedure from a day on."""

    unit_id: UUID
    level: str
    fields: tuple[str, ...]
    valid_from: date
    procedure_code: str = ""


@dataclass(frozen=True, kw_only=True)
class CalendarDayChanged(Event, code="organisation.calendar_day_changed", stream="day"):
    """A day of the calendar became something else; ``kind`` empty means the ordinary rule again."""

    day: date
    kind: str
    legal_basis: str
    for_unit_id: UUID | None = None
    name: str = ""


@dataclass(frozen=True, kw_only=True)
class WorkingHoursSet(Event, code="organisation.working_hours_set", stream="valid_from"):
    """The working week changes from a day on."""

    valid_from: date
    legal_basis: str
    for_unit_id: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class CalendarApproved(Event, code="organisation.calendar_approved", stream="change_id"):
    """A change of the calendar was approved as a whole, and what it does to promises given before.

    ``last`` None: hours change without an end. ``recount`` is a :class:`Recount`.
    """

    change_id: UUID
    first: date
    last: date | None
    recount: str
    legal_basis: str
    for_unit_id: UUID | None = None
