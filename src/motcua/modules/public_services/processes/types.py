"""Values of the library of processes."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Self
from uuid import UUID

from django.db import models
from django.utils.translation import pgettext_lazy

from motcua.foundation.time import TimeLimit
from motcua.kernel.cases import api as cases


class Kind(models.TextChoices):
    """Whether a process serves many fields or one."""

    GENERAL = "GENERAL", pgettext_lazy("kind of a process", "General")
    SPECIFIC = "SPECIFIC", pgettext_lazy("kind of a process", "Specific")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of a table as typed: nothing is lost, however wrong it is."""

    name: str = ""
    kind: str = ""
    role: str = ""
    hours: str = ""
    unit_code: str = ""
    group: str = ""
    condition: str = ""
    mandatory: str = ""
    assign: str = ""
    papers_in: str = ""
    papers_out: str = ""

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing was typed; what is chosen from a list does not count."""
        return not any((self.name, self.hours, self.condition, self.papers_in, self.papers_out))

    def to_json(self) -> dict[str, str]:
        """Return the line as stored."""
        return {name: getattr(self, name) for name in COLUMNS if getattr(self, name)}

    @classmethod
    def from_json(cls, stored: Mapping[str, str]) -> Self:
        """Return the line that :meth:`to_json` wrote."""
        return cls(**{name: str(stored[name]) for name in COLUMNS if name in stored})

    @classmethod
    def of(cls, step: cases.Step) -> Self:
        """Return a step of a published table as somebody would type it."""
        return cls(
            name=step.name,
            kind=step.kind.value,
            role=step.role,
            hours=f"{step.hours.normalize():f}".replace(".", ","),
            unit_code=step.unit_code,
            group=step.group,
            condition=step.condition,
            mandatory="" if step.mandatory else "NO",
            assign="" if step.assign is cases.Assignment.POST else step.assign.value,
            papers_in=step.papers_in,
            papers_out=step.papers_out,
        )


COLUMNS = tuple(each.name for each in fields(Row))


@dataclass(frozen=True, slots=True, kw_only=True)
class RowFault:
    """One thing wrong in a table: the line counted from 1 (0: the whole table), the column, why."""

    line: int
    column: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadTable:
    """A table as read: the steps, and everything that is wrong with it."""

    steps: tuple[cases.Step, ...]
    faults: tuple[RowFault, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionInfo:
    """A published version: its table, since when it holds, who published it and why."""

    number: int
    title: str
    steps_version_id: UUID
    effective_from: date
    note: str
    published_at: datetime
    published_by: str
    steps: tuple[cases.Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftInfo:
    """A table on which somebody works."""

    title: str
    rows: tuple[Row, ...]
    revision: int
    page_key: str
    edited_at: datetime
    edited_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessInfo:
    """A process of the library with what holds on a day and what it serves then."""

    id: UUID
    code: str
    title: str
    kind: Kind
    field: str
    note: str
    number: int | None
    effective_from: date | None
    hours: Decimal
    steps: int
    procedures: int
    has_draft: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignmentInfo:
    """That a procedure follows a process from one day to another, the end excluded."""

    procedure_code: str
    process_code: str
    valid_from: date
    valid_to: date | None
    note: str
    assigned_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unfit:
    """A procedure whose process takes more working time than it promises."""

    procedure_code: str
    procedure_title: str
    time_limit: TimeLimit
    allowed: Decimal
    process_code: str
    hours: Decimal


class Difference(StrEnum):
    """What became of a line from one version to another."""

    SAME = "SAME"
    CHANGED = "CHANGED"
    MOVED = "MOVED"
    ADDED = "ADDED"
    REMOVED = "REMOVED"


@dataclass(frozen=True, slots=True, kw_only=True)
class LineDifference:
    """A line in two versions: what became of it, and the names of the columns that differ."""

    kind: Difference
    before: cases.Step | None
    after: cases.Step | None
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TriedStep:
    """A step as a sample dossier would meet it."""

    step: cases.Step
    post_title: str
    unit_name: str
    holders: tuple[str, ...]
    started_at: datetime
    due_at: datetime
    beside: bool = False
    instead: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """The way of a sample dossier: its steps, what is left out, the promise, and what is amiss."""

    steps: tuple[TriedStep, ...]
    skipped: tuple[cases.Step, ...]
    started_at: datetime
    ends_at: datetime
    promised_at: datetime
    warnings: tuple[str, ...]

    @property
    def in_time(self) -> bool:
        return self.ends_at <= self.promised_at


@dataclass(frozen=True, slots=True, kw_only=True)
class LibraryReport:
    """What loading a library did."""

    processes: int
    published: int
    assigned: int
    unknown: tuple[str, ...] = ()
