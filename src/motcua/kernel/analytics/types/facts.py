"""What is counted: the cells of facts, and the stories that count them."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Generic, TypeVar
from uuid import UUID

from motcua.foundation.events import Envelope, Event


class Grain(StrEnum):
    """How long a cell is."""

    DAY = "D"
    MONTH = "M"
    YEAR = "Y"


@dataclass(frozen=True, slots=True)
class Piece:
    """Cells of one grain, from that which begins on ``first`` to that which does on ``last``."""

    grain: Grain
    first: date
    last: date


class Reach(StrEnum):
    """Whose figures are meant."""

    OWN = "OWN"  # the unit's alone
    TREE = "TREE"  # with all units under it; partners stand beside it


class Part(StrEnum):
    """Whose counts a cell of a unit sums up; most units have none below, and no cells for it."""

    OWN = "OWN"
    BELOW = "BELOW"  # of all units under it


PARTS = {Reach.OWN: (Part.OWN,), Reach.TREE: (Part.OWN, Part.BELOW)}


@dataclass(frozen=True, slots=True)
class Count:
    """So many of a fact: whose, on which day, of which kind."""

    fact: str
    unit_id: UUID
    day: date
    dimension: str = ""
    amount: int = 1


S = TypeVar("S")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tale(Generic[S]):
    """How the events of a stream are read, and what they count.

    A story is a frozen dataclass of plain facts with defaults. What it counts is a function of it
    alone, so that a figure can be made anew from the events at any time.

    Attributes:
        name: Never changes.
        begin: The story before anything happened.
        told_by: By event: takes the story, the event and its cover, returns the story after it.
        counts: What a story counts; the same thing is never counted by two units.
    """

    name: str
    begin: S
    told_by: Mapping[type[Event], Callable[[S, Any, Envelope], S]]
    counts: Callable[[S], Iterable[Count]]


Counts = Counter[tuple[str, UUID, date, str]]  # by fact, unit, day and dimension


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A story as far as it was told: up to which event of its stream, and what it counts."""

    stream: str
    version: int
    story: Any
    counts: Counts


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A story or a cell that is kept otherwise than the events have it."""

    what: str
    expected: str
    kept: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Recount:
    """What came out when everything was counted again."""

    streams: int
    differences: tuple[Difference, ...]
