"""What a form is made of, and the values that neighbours see."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from motcua.ui.fields import FieldView


class Kind(StrEnum):
    """How a part of a form is asked."""

    OBJECT = "OBJECT"
    LIST = "LIST"
    TEXT = "TEXT"
    LONG_TEXT = "LONG_TEXT"
    DATE = "DATE"
    PARTIAL_DATE = "PARTIAL_DATE"
    INSTANT = "INSTANT"
    TIME = "TIME"
    INTEGER = "INTEGER"
    NUMBER = "NUMBER"
    BOOLEAN = "BOOLEAN"
    CONFIRMATION = "CONFIRMATION"  # a box that must be ticked
    CHOICE = "CHOICE"
    CHOICES = "CHOICES"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Form:
    """A version of a form; its schema never changes, so that two of one id are the same.

    Attributes:
        schema: JSON Schema, draft 2020-12, with our ``x-`` words (see the README).
        procedures: Codes of the procedures that it serves.
    """

    id: UUID
    code: str
    version: int
    title: str
    schema: Mapping[str, Any]
    procedures: tuple[str, ...] = ()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Form) and other.id == self.id

    def __hash__(self) -> int:
        return hash(self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class FormVersionInfo:
    """A line of the list of forms; valid until before ``valid_to``."""

    id: UUID
    code: str
    version: int
    title: str
    procedures: tuple[str, ...]
    valid_from: date
    valid_to: date | None
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadReport:
    """What loading schemas did: codes of new versions, and of those already there."""

    added: tuple[str, ...]
    unchanged: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A group of questions: one page for citizens. ``fields`` are keys of the schema's root."""

    index: int
    title: str
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The part of one of several people; ``key`` is a key of the schema's root.

    Attributes:
        sex: Of the person whose part it is, as the forms write it; empty for anybody.
        shown: What the others see of its answers.
    """

    key: str
    title: str
    section: int
    sex: str
    shown: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rework:
    """A press on *add* or *remove* of a repeating group: show the page again, check nothing."""

    add: str = ""
    remove: str = ""

    @property
    def anchor(self) -> str:
        """The id to which the page should return."""
        return f"id_{self.add or self.remove.rpartition('.')[0]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryRow:
    """An answer as people read it.

    Attributes:
        group: Whose answer it is, such as "Người mẹ" or "Con 2"; empty at the root.
        section: Index of the section in which it is asked.
        href: Where to change it; empty when it cannot be changed.
    """

    label: str
    value: str
    path: str
    group: str
    section: int
    href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SummarySection:
    """The answers of a section."""

    index: int
    title: str
    rows: tuple[SummaryRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """An answer that differs between two states of the data; empty text means not given."""

    path: str
    label: str
    group: str
    old: str
    new: str


# ------------------------------------------------------------------------- ready to be drawn
@dataclass(frozen=True, slots=True, kw_only=True)
class BoundPart:
    """A question, a group of questions or a repeating group.

    Attributes:
        type: ``field``, ``group`` or ``rows``.
        only_if: Words for a page without script: when to answer.
        marker: Name to be sent along so that an empty check box is not mistaken for no question.
        quiet: The legend says only what stands above it: it is read out, not shown.
        blank: A row for the script to copy, with ``__n__`` for its number.
    """

    type: str
    id: str
    name: str
    depth: int = 0
    field: FieldView | None = None
    legend: str = ""
    hint: str = ""
    error: str = ""
    required: bool = False
    folded: bool = False
    quiet: bool = False
    shown_when: str = ""
    only_if: str = ""
    marker: str = ""
    parts: tuple["BoundPart", ...] = ()
    rows: tuple["BoundPart", ...] = ()
    blank: "BoundPart | None" = None
    most: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundSection:
    """A section with its questions."""

    index: int
    title: str
    parts: tuple[BoundPart, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundForm:
    """A form with its answers and faults, for ``forms/fields.html``.

    Attributes:
        lists: Suggestions by the id of their list.
        repeats: Some group can grow: the first button of the page must be the harmless one.
    """

    title: str
    sections: tuple[BoundSection, ...]
    faults: tuple[Any, ...] = ()
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    repeats: bool = False
