"""States and values of series, their readings, and the sources they come from."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy

OF_PLAN = "-of-plan"  # behind the code of a flow: how much of the plan of the year was reached
FINEST = 4  # decimals of a value
LARGEST = 10**15  # of a value as it is kept
LONGEST_WORDS = 600
LONGEST_CODE = 31  # it names a sheet of a workbook


class Kind(TextChoices):
    """How values become the figure of a period and of several units."""

    FLOW = "FLOW", pgettext_lazy("series", "Total of the period")
    STOCK = "STOCK", pgettext_lazy("series", "Last value of the period")
    AVERAGE = "AVERAGE", pgettext_lazy("series", "Average")


class Every(TextChoices):
    """How often a value is due; it stands for the whole of it."""

    DAY = "DAY", pgettext_lazy("series", "each day")
    MONTH = "MONTH", pgettext_lazy("series", "each month")
    QUARTER = "QUARTER", pgettext_lazy("series", "each quarter")
    YEAR = "YEAR", pgettext_lazy("series", "each year")

    @property
    def months(self) -> int:
        """Return its length in months; 0 for a day."""
        return {Every.DAY: 0, Every.MONTH: 1, Every.QUARTER: 3, Every.YEAR: 12}[self]


class Direction(TextChoices):
    """Which way is better."""

    UP = "UP", pgettext_lazy("series", "the more the better")
    DOWN = "DOWN", pgettext_lazy("series", "the less the better")
    NONE = "NONE", pgettext_lazy("series", "neither")


class Origin(TextChoices):
    """By which way values came in."""

    HAND = "HAND", pgettext_lazy("readings", "Typed by hand")
    WORKBOOK = "WORKBOOK", pgettext_lazy("readings", "Workbook")
    HTTP = "HTTP", pgettext_lazy("readings", "Web service (HTTP/JSON)")
    DATABASE = "DATABASE", pgettext_lazy("readings", "Database")
    MQTT = "MQTT", pgettext_lazy("readings", "Sensors (MQTT)")


class RunState(TextChoices):
    """How it went when a source was asked."""

    GOOD = "GOOD", pgettext_lazy("source", "Everything was taken in")
    PARTLY = "PARTLY", pgettext_lazy("source", "Some lines were refused")
    FAILED = "FAILED", pgettext_lazy("source", "Did not succeed")


class UploadState(TextChoices):
    """How far an uploaded workbook is."""

    FAULTY = "FAULTY", pgettext_lazy("upload", "Has faults")
    WAITING = "WAITING", pgettext_lazy("upload", "Waits to be confirmed")
    CONFIRMED = "CONFIRMED", pgettext_lazy("upload", "Confirmed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """The days for which one value stands, both included; it is kept on the last."""

    first: date
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Formula:
    """What a version of a series says; another one is another version, from a day on."""

    title: str
    meaning: str
    formula: str
    source: str
    direction: Direction
    keeper_id: UUID
    keeper_name: str = ""
    contact: str = ""
    late_days: int = 15

    @property
    def owner(self) -> str:
        """Return in words who answers for the values."""
        return f"{self.keeper_name}, {self.contact}" if self.contact else self.keeper_name


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What is to be reached in a year; of a flow the plan of the whole year.

    Attributes:
        value, alarm: In 10^-scale of what the series is measured in.
    """

    year: int
    value: int
    alarm: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A value that somebody gives, in 10^-scale of its unit of measure; None takes it back.

    Attributes:
        weight: With which it enters an average; None is that of the unit in the series.
    """

    series_id: UUID
    unit_id: UUID
    day: date
    value: int | None
    weight: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Whence:
    """From where values come.

    Attributes:
        key: The same key is taken in once.
        name: Of the file or the source, as people know it.
    """

    key: str
    origin: Origin
    name: str = ""
    reason: str = ""
    file_id: UUID | None = None
    source_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What became of values that were given."""

    batch_id: UUID | None
    new: int = 0
    corrected: int = 0
    unchanged: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A version of a series as long as one target holds."""

    number: int
    since: date
    formula: Formula
    target: Target | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CellFault:
    """What is wrong in a cell of a workbook."""

    sheet: str
    cell: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A row of an outside system, read by the names under which a source gives things.

    Attributes:
        number: Which row of the answer.
        day: None is the day on which it was asked.
    """

    number: int
    series_code: str
    unit: str
    day: str
    value: str
    weight: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A row of an outside system that was not taken in, and why."""

    number: int
    what: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """A value that a sensor sent.

    Attributes:
        at: When it was measured, as the message says, else when it came.
        is_timed: Whether the message said it.
    """

    sensor_id: UUID
    at: datetime
    value: Decimal
    is_timed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceSettings:
    """How an outside system is asked, and what its answer means.

    Attributes:
        address: ``https://…`` of a web service, ``host:port/database`` of a database,
            ``host:port`` of a broker.
        header: Under which name the secret is sent to a web service; user at the others.
        sql: What a database is asked; it can only read.
        rows: Where the list stands in an answer (JMESPath); empty: the answer is the list.
        unit, value, day, weight: Where they stand in a row (JMESPath); day and weight may be empty.
        series_code: What the values are of; empty: ``series`` says it row by row.
        units: Names of units outside, and the codes of ours.
    """

    address: str
    header: str = ""
    sql: str = ""
    rows: str = ""
    series: str = ""
    series_code: str = ""
    unit: str = ""
    day: str = ""
    value: str = ""
    weight: str = ""
    units: dict[str, str]
    with_tls: bool = True

    def told(self) -> dict[str, Any]:
        """Return what events may tell of it; it holds no secret."""
        return {"address": self.address, "series": self.series_code or self.series}


@dataclass(frozen=True, slots=True, kw_only=True)
class SensorInfo:
    """Values within the messages of a topic.

    Attributes:
        value, time: Where they stand in a message (JMESPath); without, the message is the value,
            and of when it came.
    """

    topic: str
    series_id: UUID
    unit_id: UUID
    value: str = ""
    time: str = ""
