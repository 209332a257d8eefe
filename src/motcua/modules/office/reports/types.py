"""States and values of reports, their regimes and their forms."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Any
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Frequency(TextChoices):
    """How often a report is owed."""

    MONTH = "MONTH", pgettext_lazy("frequency", "Every month")
    QUARTER = "QUARTER", pgettext_lazy("frequency", "Every quarter")
    HALF_YEAR = "HALF_YEAR", pgettext_lazy("frequency", "Every half year")
    YEAR = "YEAR", pgettext_lazy("frequency", "Every year")


MONTHS = {
    Frequency.MONTH: 1,
    Frequency.QUARTER: 3,
    Frequency.HALF_YEAR: 6,
    Frequency.YEAR: 12,
}


class Closing(TextChoices):
    """Which days a period has."""

    CALENDAR = "CALENDAR", pgettext_lazy("closing", "By the calendar")
    FOURTEENTH = "FOURTEENTH", pgettext_lazy("closing", "From the 15th to the 14th")


class State(TextChoices):
    """Where a report is; after a correction is begun it is being filled in again."""

    FILLING = "FILLING", pgettext_lazy("report", "Being filled in")
    TO_SIGN = "TO_SIGN", pgettext_lazy("report", "With the head to be signed")
    SIGNING = "SIGNING", pgettext_lazy("report", "Being signed and sealed")
    SENT = "SENT", pgettext_lazy("report", "Signed and sent")


class Standing(TextChoices):
    """What the clock says of a report."""

    OPEN = "OPEN", pgettext_lazy("report, the clock", "Not due yet")
    LATE = "LATE", pgettext_lazy("report, the clock", "Late")
    ON_TIME = "ON_TIME", pgettext_lazy("report, the clock", "Sent on time")
    SENT_LATE = "SENT_LATE", pgettext_lazy("report, the clock", "Sent late")


class CellKind(StrEnum):
    """What stands in a cell of a form."""

    EMPTY = "EMPTY"  # nothing is filled in here
    LABEL = "LABEL"
    NUMBER = "NUMBER"  # typed
    WORDS = "WORDS"  # typed
    COUNTED = "COUNTED"  # by an indicator
    FORMULA = "FORMULA"
    LINE = "LINE"  # the row is repeated for each field of work: its name, or the number of the line


GIVEN = (CellKind.NUMBER, CellKind.COUNTED)  # these are added up over units
VALUES = (*GIVEN, CellKind.FORMULA)


class Wrong(TextChoices):
    """What is wrong with an expression, a form or something typed; the label says it."""

    EMPTY = "EMPTY", _("Write a formula.")
    TOO_LONG = "TOO_LONG", _("The formula is too long.")
    UNREADABLE = "UNREADABLE", _("“%(part)s” cannot stand here in the formula.")
    UNFINISHED = "UNFINISHED", _("The formula ends too early.")
    RANGE_ALONE = "RANGE_ALONE", _("A range such as C1:C5 stands only inside SUM( ).")
    RANGE_CROOKED = "RANGE_CROOKED", _("The range %(part)s ends before it begins.")
    NO_CELL = "NO_CELL", _("There is no cell %(part)s.")
    NO_NUMBER = "NO_NUMBER", _("The cell %(part)s holds no number.")
    CIRCLE = "CIRCLE", _("The formulas go round in a circle: %(part)s.")
    NO_INDICATOR = "NO_INDICATOR", _("There is no figure of the code “%(part)s”.")
    NOT_BY_FIELD = (
        "NOT_BY_FIELD",
        _("The figure “%(part)s” cannot be counted for each field of work."),
    )
    TYPED_BY_FIELD = (
        "TYPED_BY_FIELD",
        _("Nothing is typed in a row that is repeated for each field: count or compute it."),
    )
    NO_RELATION = (
        "NO_RELATION",
        _("A check reads like C = D + E | what it means: “%(part)s”."),
    )
    TWICE = "TWICE", _("Two sheets have the code %(part)s.")
    BAD_CODE = "BAD_CODE", _("A sheet's code is a letter and then letters or digits: “%(part)s”.")
    NO_SHEET = "NO_SHEET", _("The form needs a sheet with columns and rows.")
    NOT_A_NUMBER = "NOT_A_NUMBER", _("“%(part)s” is not a number. Write 1250 or 1.250,5.")
    NEGATIVE = "NEGATIVE", _("This number cannot be below 0.")
    NOT_WHOLE = "NOT_WHOLE", _("Write a whole number here.")
    TOO_FINE = "TOO_FINE", _("Write at most %(places)s decimals.")
    MISSING = "MISSING", _("Nothing is written here yet. Write 0 if there is none.")


class Faulty(ValueError):
    """Something cannot be read; ``wrong`` and ``part`` say what."""

    def __init__(self, wrong: Wrong, part: object = "") -> None:
        super().__init__(wrong.value, part)
        self.wrong, self.part = wrong, part

    @property
    def words(self) -> str:
        """Return it as a person reads it."""
        return str(self.wrong.label) % {"part": self.part, "places": self.part}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet; columns side by side with the same group have one head over them."""

    title: str
    group: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A plain sheet: what is typed into each cell says what the cell is.

    Attributes:
        checks: A line each, such as ``C = D + E | What was received is the sum of its ways``.
    """

    code: str
    title: str
    note: str = ""
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    checks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FormFault:
    """What is wrong with a form, and where: a cell such as ``B1!C5``, or a check."""

    path: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell of a form as it is understood.

    Attributes:
        text: Of a label, or the code of a figure.
        line: Of which field it is, where its row is repeated for each.
    """

    key: str
    sheet: str
    row: int
    column: int
    kind: CellKind
    text: str = ""
    line: str = ""
    places: int = 0
    expression: Any = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """A balance check that does not hold."""

    key: str
    words: str
    left: Fraction
    right: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """The numbers of a report: what this unit gives, what came from below, both together."""

    own: Mapping[str, Fraction | None]
    below: Mapping[str, Fraction | None] = field(default_factory=dict)
    together: Mapping[str, Fraction | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """Until when a level hands in: a limit after the period, or a day of its last month."""

    level: str
    rule: str  # "5 working_day" or "day 18"


@dataclass(frozen=True, slots=True, kw_only=True)
class RegimeTerms:
    """A regime as it is given: everything but its form."""

    code: str
    title: str
    subject: str
    receiver: str
    source: str
    frequency: Frequency
    closing: Closing
    deadlines: tuple[Deadline, ...]
    valid_from: date
    certainty: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Included:
    """A report from below whose numbers are in."""

    report_id: UUID
    unit_id: UUID
    unit_name: str
    number: int
