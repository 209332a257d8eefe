"""Conditions, states and what is seen of a figure."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Kind(TextChoices):
    """What of a figure a rule looks at."""

    THRESHOLD = "THRESHOLD", _("The figure is below or above a value")
    TREND = "TREND", _("The figure gets worse from period to period")
    FORECAST = "FORECAST", _("The target will be missed at the end of the period")
    LATE_DATA = "LATE_DATA", _("The data behind the figure is late")


class Side(TextChoices):
    """On which side of the value it rings."""

    BELOW = "BELOW", _("below")
    ABOVE = "ABOVE", _("above")


class Against(TextChoices):
    """What the figure is held against."""

    VALUE = "VALUE", _("a value of our own")
    TARGET = "TARGET", _("the target of the indicator")
    ALARM = "ALARM", _("the alarm level of the indicator")


class Severity(TextChoices):
    """How much it presses."""

    NOTICE = "NOTICE", pgettext_lazy("alert", "Notice")
    WARNING = "WARNING", pgettext_lazy("alert", "Warning")
    URGENT = "URGENT", pgettext_lazy("alert", "Urgent")


class Span(TextChoices):
    """Of which period the figure is taken; a rule rings once a period and unit."""

    DAY = "DAY", _("the day")
    MONTH = "MONTH", _("the month")
    QUARTER = "QUARTER", _("the quarter")
    YEAR = "YEAR", _("the year")


class Scope(TextChoices):
    """Whose figure is looked at."""

    ONE = "ONE", _("the unit, with all units below it")
    BELOW = "BELOW", _("each authority below it, one by one")


class State(TextChoices):
    """Where an alert is on its way."""

    OPEN = "OPEN", pgettext_lazy("alert", "Not acknowledged")
    ACKNOWLEDGED = "ACKNOWLEDGED", pgettext_lazy("alert", "Being dealt with")
    CLOSED = "CLOSED", pgettext_lazy("alert", "Closed")


class Pattern(TextChoices):
    """How the day of a duty is parted."""

    WHOLE = "WHOLE", _("whole days, changing at 07:30")
    TWO = "TWO", _("day and night: 07:30–17:00, 17:00–07:30")
    THREE = "THREE", _("three shifts: 06:00, 14:00, 22:00")


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """When a rule rings.

    Attributes:
        value: In what the figure is measured in; per cent of a share.
        in_a_row: A trend: so many periods one after the other.
        points: A trend: worse by more than this each time, as ``value`` is measured.
        at_least: Below so many things counted the figure says little: it does not ring.
    """

    kind: Kind
    side: Side = Side.BELOW
    against: Against = Against.TARGET
    value: Decimal | None = None
    in_a_row: int = 1
    points: Decimal = Decimal()
    at_least: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A figure as a rule sees it at an instant.

    Attributes:
        number: How many things it counts; of a share all of them.
        same_days_before: The figure of as many days of the period before as this one has had.
        before: The figures of the whole periods before, the latest first.
        projected: What it will be at the end of the period, if the rest goes as it went lately.
    """

    value: Fraction | None
    number: int = 0
    target: Fraction | None = None
    alarm: Fraction | None = None
    lower_is_better: bool = False
    is_share: bool = False
    same_days_before: Fraction | None = None
    before: tuple[Fraction | None, ...] = ()
    projected: Fraction | None = None
    is_late: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """A figure in words, as it is kept with an alert."""

    value: str = ""
    numerator: int = 0
    denominator: int = 0
    target: str = ""
    before: str = ""
    projected: str = ""
    as_of: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleTerms:
    """A rule as an administrator writes it.

    Attributes:
        within_minutes: In so much time an alert has to be acknowledged.
        quiet: From when to when nobody is told; what rings then is told afterwards.
        repeat_hours: While it goes on, its owner is told again so often; 0: never.
        reopen_hours: What still goes on so long after it was closed is opened again.
    """

    title: str
    unit_id: UUID
    scope: Scope
    indicator_code: str
    span: Span
    condition: Condition
    severity: Severity = Severity.WARNING
    within_minutes: int = 60
    quiet: tuple[Any, Any] | None = None
    repeat_hours: int = 0
    reopen_hours: int = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenAlert:
    """An alert that is not closed, as a wall or a board shows it.

    Attributes:
        words: What is wrong, in one sentence, with the figures.
        holder: Who has it now: the title of the post; empty while nobody was told.
        holds: Whether it was still so when it was last looked at.
        url: The page of the alert.
    """

    id: UUID
    title: str
    words: str
    indicator_code: str
    unit_id: UUID
    unit_name: str
    severity: Severity
    state: State
    opened_at: datetime
    acknowledged_at: datetime | None
    holder: str
    holds: bool
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ring:
    """When a rule would have rung in the past: of which unit and period, with which words."""

    unit_id: UUID
    unit_name: str
    period: str
    day: date
    words: str


@dataclass(frozen=True, slots=True)
class Turn:
    """A stretch of duty: from when to when; ``name`` within its day."""

    day: date
    name: str
    starts_at: datetime
    ends_at: datetime
