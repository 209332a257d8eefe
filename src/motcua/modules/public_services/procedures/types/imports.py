"""What a file says, what is wrong with it, and what an import did."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _


class Reason(models.TextChoices):
    """Why a line of an import is faulty; the label is what the person reads."""

    NOT_READABLE = (
        "NOT_READABLE",
        _("This line is not a record. Each line must be one JSON object."),
    )
    MISSING = "MISSING", _("This is missing. Fill it in.")
    NOT_TEXT = "NOT_TEXT", _("This must be text.")
    NOT_A_LIST = "NOT_A_LIST", _("This must be a list.")
    NOT_A_NUMBER = "NOT_A_NUMBER", _("This must be a whole number, 0 or more.")
    NOT_HOURS = "NOT_HOURS", _("This must be a number of working hours above 0.")
    NOT_YES_NO = "NOT_YES_NO", _("This must be true or false.")
    NOT_A_CHOICE = "NOT_A_CHOICE", _("This is not one of the allowed values: %(allowed)s.")
    BAD_CODE = "BAD_CODE", _("A code looks like 1.001193: one digit, a point, six digits.")
    BAD_DURATION = (
        "BAD_DURATION",
        _("A duration is a value above 0 and a unit: %(allowed)s."),
    )
    TWICE = "TWICE", _("This code stands in line %(line)s too. Keep one of them.")
    UNKNOWN_FIELD = (
        "UNKNOWN_FIELD",
        _("There is no field of this name. Correct the name or take it out."),
    )
    NO_OWNER = "NO_OWNER", _("The sheet of procedures has no code %(code)s.")
    ALL_STEPS_OUTSIDE = "ALL_STEPS_OUTSIDE", _("A process needs at least one step of an office.")
    LATER_VERSION = (
        "LATER_VERSION",
        _("A version from %(date)s is already there. Import from that day or later."),
    )
    NOT_A_DAY = "NOT_A_DAY", _("This must be a day, such as 01/07/2025.")
    TOO_LONG = "TOO_LONG", _("This is too long: at most %(most)s characters.")
    NO_UNIT = "NO_UNIT", _("There is no unit with the code %(code)s.")
    LONGER_LIMIT = (
        "LONGER_LIMIT",
        _("The time limit may not be longer than the one of the catalogue, %(limit)s."),
    )
    NOT_SHORTER = (
        "NOT_SHORTER",
        _("The proposal shortens nothing: give a shorter time limit or take out a paper."),
    )
    NO_PAPER = "NO_PAPER", _("The procedure has no paper with the key %(key)s.")
    DECIDED = "DECIDED", _("This proposal was decided; what it said does not change any more.")
    NOT_YOURS = "NOT_YOURS", _("Only whoever may decide on proposals may enter a decision.")
    TEXT_OLDER = (
        "TEXT_OLDER",
        _("The legal text changes and this text does not. Read it again and mend it."),
    )
    IN_FUTURE = "IN_FUTURE", _("This day is still to come. A decision is signed before.")
    BEFORE_DECISION = (
        "BEFORE_DECISION",
        _("It cannot hold before the day of the decision."),
    )
    PUBLISHED = (
        "PUBLISHED",
        _("This version is published already; its decision does not change any more."),
    )
    NO_SHEET = "NO_SHEET", _("The workbook has no sheet of this name. Start from the template.")
    NO_COLUMN = "NO_COLUMN", _("This column is missing. Start from the template.")


@dataclass(frozen=True, slots=True, kw_only=True)
class RowFault:
    """One thing wrong in a file: the line (or row) counted from 1, the field, and the reason.

    ``cell`` is how Excel calls the place, such as ``C5``.
    """

    line: int
    field: str
    reason: Reason
    details: Mapping[str, str | int]
    sheet: str = ""
    cell: str = ""

    @property
    def message(self) -> str:
        """Return the reason in the language of whoever reads."""
        return str(self.reason.label) % self.details if self.details else str(self.reason.label)


@dataclass(frozen=True, slots=True)
class Row:
    """A record of an import as read, not yet judged; ``line`` says where it stood.

    ``parts`` are the lines of the other sheets from which a list was made, in its order.
    """

    line: int
    values: Mapping[str, object]
    sheet: str = ""
    parts: Mapping[str, Sequence[int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A procedure whose entry an import changes; ``fields`` are the names of what differs."""

    code: str
    name: str
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """What an import did, or would do when ``dry_run``. With faults nothing was done.

    ``texts``, ``overrides`` and ``proposals`` count what was written beside the versions.
    """

    filename: str
    effective_from: date
    dry_run: bool
    rows: int
    added: tuple[Change, ...] = ()
    changed: tuple[Change, ...] = ()
    unchanged: int = 0
    faults: tuple[RowFault, ...] = ()
    texts: int = 0
    overrides: int = 0
    proposals: int = 0

    @property
    def is_sound(self) -> bool:
        return not self.faults
