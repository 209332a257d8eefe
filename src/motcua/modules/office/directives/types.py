"""States and values of directives and their tasks."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from motcua.foundation.time import TimeLimit


class Source(TextChoices):
    """From what a directive comes."""

    OUTGOING = "OUTGOING", pgettext_lazy("directive", "A document of ours")
    INCOMING = "INCOMING", pgettext_lazy("directive", "A document that came in")
    NOTE = "NOTE", pgettext_lazy("directive", "A note of the leader")


class State(TextChoices):
    """Where a task is in its life, whatever the clock says."""

    GIVEN = "GIVEN", pgettext_lazy("task", "With the head of the unit")
    WORKING = "WORKING", pgettext_lazy("task", "Being done")
    REPORTED = "REPORTED", pgettext_lazy("task", "Reported as done, to be checked")
    DONE = "DONE", pgettext_lazy("task", "Accepted as done")
    WITHDRAWN = "WITHDRAWN", pgettext_lazy("task", "Withdrawn")


AT_WORK = (State.GIVEN, State.WORKING)
OPEN = (*AT_WORK, State.REPORTED)


class Standing(TextChoices):
    """What the clock says of a task."""

    NOT_DUE = "NOT_DUE", pgettext_lazy("task", "Not due yet")
    DUE_SOON = "DUE_SOON", pgettext_lazy("task", "Due soon")
    OVERDUE = "OVERDUE", pgettext_lazy("task", "Overdue")
    ON_TIME = "ON_TIME", pgettext_lazy("task", "Done on time")
    LATE = "LATE", pgettext_lazy("task", "Done late")
    WITHDRAWN = "WITHDRAWN", pgettext_lazy("task, the clock", "Withdrawn")


COUNTED = (
    Standing.NOT_DUE,
    Standing.DUE_SOON,
    Standing.OVERDUE,
    Standing.ON_TIME,
    Standing.LATE,
)


class Happened(TextChoices):
    """What an entry of a task's history tells."""

    GIVEN = "GIVEN", pgettext_lazy("task", "Task given")
    ASSIGNED = "ASSIGNED", pgettext_lazy("task", "Given to a person")
    PROGRESS = "PROGRESS", pgettext_lazy("task", "Progress reported")
    CONTRIBUTED = "CONTRIBUTED", pgettext_lazy("task", "A co-ordinating unit contributed")
    REPORTED = "REPORTED", pgettext_lazy("task", "Reported as done")
    RETURNED = "RETURNED", pgettext_lazy("task", "Not accepted, to be done again")
    ACCEPTED = "ACCEPTED", pgettext_lazy("task", "Result accepted")
    ASKED = "ASKED", pgettext_lazy("task", "Extension asked for")
    EXTENDED = "EXTENDED", pgettext_lazy("task", "Extension approved")
    NOT_EXTENDED = "NOT_EXTENDED", pgettext_lazy("task", "Extension refused")
    RECOUNTED = "RECOUNTED", pgettext_lazy("task", "Deadline counted again by the calendar")
    WITHDRAWN = "WITHDRAWN", pgettext_lazy("task", "Task withdrawn")


class Group(TextChoices):
    """Units that a sentence names together; each of them gets a task of its own."""

    DEPARTMENTS = "DEPARTMENTS", _("All departments, a task each")
    WARDS = "WARDS", _("All wards, a task each")
    DISTRICTS = "DISTRICTS", _("All districts, a task each")
    ALL = "ALL", _("All units, a task each")


class Reminder(TextChoices):
    """Why somebody is reminded of a task today."""

    SOON = "SOON", pgettext_lazy("reminder", "due soon")
    TODAY = "TODAY", pgettext_lazy("reminder", "due today")
    LATE = "LATE", pgettext_lazy("reminder", "overdue")


class SheetState(TextChoices):
    """How far an evaluation is."""

    FROZEN = "FROZEN", pgettext_lazy("evaluation", "Frozen, to be signed")
    SIGNING = "SIGNING", pgettext_lazy("evaluation", "Being signed and sealed")
    SIGNED = "SIGNED", pgettext_lazy("evaluation", "Signed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """When a task shall be done, as a text says it.

    Attributes:
        day: The day named, or at whose end the span named is over.
        limit: The span to be counted by the calendar, where no day is named.
        words: How the text says it.
        start, end: Where it stands in the text.
        repeats: The text asks for it again and again; the day is the next one.
    """

    words: str
    start: int
    end: int
    day: date | None = None
    limit: TimeLimit | None = None
    repeats: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitNames:
    """By which names a text may mean a unit."""

    unit_id: UUID
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A task that a text seems to give; a human confirms, changes or drops it.

    Attributes:
        owner_id: The unit that answers for it; None where the text names a group or nobody known.
        owner_words: How the text names whoever shall do it.
    """

    sentence: str
    text: str
    owner_id: UUID | None = None
    group: str = ""
    owner_words: str = ""
    support_ids: tuple[UUID, ...] = ()
    product: str = ""
    deadline: Deadline | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A task as the human confirmed it.

    Attributes:
        owner: Key of a unit, or a :class:`Group`.
        due: A day, or a span such as “10 ngày làm việc”, as typed.
        supports: Names of the units that co-ordinate, apart by semicolons, as typed.
    """

    owner: str
    text: str
    due: str
    supports: str = ""
    product: str = ""
    sentence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """From what tasks are taken: the words, who said them, when.

    Attributes:
        source_id: The document; None of a note.
        given_on: The day on which it was said; None where what was typed is no day.
    """

    source: Source
    source_id: UUID | None = None
    number_symbol: str = ""
    title: str = ""
    text: str = ""
    given_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What became of the tasks of a unit in a period."""

    not_due: int = 0
    due_soon: int = 0
    overdue: int = 0
    on_time: int = 0
    late: int = 0

    @property
    def all(self) -> int:
        return self.not_due + self.due_soon + self.overdue + self.on_time + self.late

    @property
    def done(self) -> int:
        return self.on_time + self.late

    @property
    def judged(self) -> int:
        """How many tasks count for the score: done, or overdue."""
        return self.done + self.overdue


@dataclass(frozen=True, slots=True, kw_only=True)
class Scoring:
    """How a month is scored, from a day on.

    Attributes:
        late_weight: What a task done late is worth beside one done on time.
        grades: The least score of each grade, best first.
        closing_day: The last day of the period in the month; 0: the last of the month.
    """

    valid_from: date
    source: str
    late_weight: Decimal
    grades: tuple[tuple[Decimal, str], ...]
    closing_day: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A unit's line of an evaluation."""

    unit_id: UUID
    unit_name: str
    counts: Counts
    on_time_share: Decimal | None
    score: Decimal | None
    grade: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A month of evaluation, on the clock of Việt Nam; the end is excluded."""

    year: int
    month: int
    start: datetime
    end: datetime
