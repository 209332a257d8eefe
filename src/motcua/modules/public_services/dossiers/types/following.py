"""How a dossier goes on and ends, as others are told."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from .states import ResultWay, State


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """A line of the timeline, in words for the applicant; ``state`` done, current, next or bad."""

    title: str
    at: datetime | None
    by: str = ""
    text: str = ""
    state: str = "done"
    due_at: datetime | None = None
    distance: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tracking:
    """What anybody who has the code may know: no personal data."""

    code: str
    procedure_title: str
    unit_name: str
    state: State
    submitted_at: datetime
    due_at: datetime | None
    finished_at: datetime | None
    holder: str
    timeline: tuple[Happening, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """What the code alone shows: where it stands and what was promised, not what it is about."""

    code: str
    unit_id: UUID
    state: State
    answer_by: datetime
    due_at: datetime | None
    finished_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """A fee as the procedure names it; ``amount`` None: the tariff of the place says how much."""

    name: str
    amount: int | None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Following:
    """What code and second factor show: everything but names, answers and reasons."""

    tracking: Tracking
    unit_id: UUID
    asked: tuple[str, ...]
    respond_by: date | None
    next: str
    result_way: ResultWay
    owed: tuple[Owed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What another module may know of a dossier's end."""

    submission_id: UUID
    code: str
    unit_id: UUID
    person_id: UUID
    state: State
    finished_at: datetime | None
    draft_id: UUID | None = None
    mandate_id: UUID | None = None
    procedure_title: str = ""
    part_of: UUID | None = None
