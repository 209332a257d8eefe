"""What the modules tell the desk: rows, what one reads of them, what may be done with them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy

SOON = timedelta(days=3)  # what falls due within it is "due soon"


class Lane(TextChoices):
    """Why something lies on a desk; the first three wait for its owner's own hand."""

    SIGN = "SIGN", pgettext_lazy("desk", "To sign")
    DECIDE = "DECIDE", pgettext_lazy("desk", "To decide")
    READ = "READ", pgettext_lazy("desk", "To read")
    LATE = "LATE", pgettext_lazy("desk", "Late")
    SOON = "SOON", pgettext_lazy("desk", "Due soon")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One thing on a desk.

    Attributes:
        key: By which its source finds it again; without a slash, and with the version that was
            read where that matters (``id:3``).
        title: What it is about, without names of persons: it also stands in phones' calendars.
        url: The page of the module that owns it.
        code: Its number, for people.
        who: From whom it comes, or with whom it lies.
        said: Its first words, or what it decides: enough to act without opening it.
        urgent: The word of its urgency; empty where it is ordinary.
        state: The word of its state, where the lane does not say it already.
    """

    key: str
    title: str
    url: str
    code: str = ""
    who: str = ""
    said: str = ""
    urgent: str = ""
    state: str = ""
    since: datetime | None = None
    due_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """Something an act asks for, as ``ui/components/field.html`` draws it."""

    name: str
    label: Any
    type: str = "textarea"
    value: Any = ""
    options: Sequence[tuple[str, str]] = ()
    hint: Any = ""
    required: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """What may be done in place with a row: one use case of the module that owns it.

    Attributes:
        do: Called with ``actor``, ``key``, ``given`` (what the fields hold) and ``at``; refuses
            with a DomainError. The right is decided there, never by the desk.
        done: What is said afterwards, of one.
        many: Whether it may be done to many at once; such an act has no fields.
        fields: Called with ``actor``, ``key`` and ``at``: what it asks for; None asks nothing.
        primary: The usual next act; the others stand behind it.
    """

    code: str
    title: Any
    do: Callable[..., None]
    done: Any
    icon: str = "check"
    many: bool = False
    primary: bool = False
    fields: Callable[..., Sequence[Field]] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A file or page beside what is read."""

    title: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one reads before acting; the paper itself stands in it.

    Attributes:
        facts: Label and value, the few that matter.
        words: What others said of it: who, and what.
        pictures: Addresses of its pages as pictures.
        paper: The address of the paper as a PDF.
        warning: What one must know before acting.
        acts: Codes of the acts that are open now; None leaves all of the source's.
    """

    title: str
    url: str
    code: str = ""
    state: str = ""
    text: str = ""
    warning: str = ""
    paper: str = ""
    due_at: datetime | None = None
    facts: Sequence[tuple[str, str]] = ()
    words: Sequence[tuple[str, str]] = ()
    pictures: Sequence[str] = ()
    files: Sequence[Link] = ()
    acts: frozenset[str] | None = None


class View(StrEnum):
    """How much of a calendar one page shows."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
