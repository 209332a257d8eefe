"""Fields of the operations centre, and tiles ready to be drawn."""

from dataclasses import dataclass, replace
from datetime import datetime
from fractions import Fraction
from typing import Any, Self
from uuid import UUID

from motcua.kernel.analytics import api as analytics
from motcua.kernel.organisation import api as organisation

MOST_TILES = 12  # of a field: more is no page but a list
LONGEST_TITLE = 80
LONGEST_OWNER = 120
LONGEST_WORDS = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldInfo:
    """A field of work that is watched: its tiles in their order.

    Attributes:
        tiles: Codes of indicators; one that nobody declares is left out where it is shown.
        waits_for: In words, what has to come before it has figures.
        owner: Who answers for its figures, where an indicator does not say it.
    """

    code: str
    title: str
    tiles: tuple[str, ...] = ()
    waits_for: str = ""
    owner: str = ""
    order: int = 100
    is_shown: bool = True

    def at(self, order: int) -> Self:
        """Return the field at another place."""
        return replace(self, order=order)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a page of figures is about: whose, of which period, and with the units below or not."""

    unit_id: UUID
    period: analytics.Period
    reach: analytics.Reach = analytics.Reach.TREE

    def of(self, unit_id: UUID) -> Self:
        """Return the same question about another unit."""
        return replace(self, unit_id=unit_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Whose:
    """A unit whose figures are looked at, and its neighbours.

    Attributes:
        tops: The highest units that the reader may see: where he begins.
        below: Authorities right under the unit, as far as he may see them.
        beside: Authorities of its level under the same one: its peers, whether he may see them or
            not.
    """

    unit: organisation.UnitInfo
    tops: tuple[organisation.UnitInfo, ...]
    below: tuple[organisation.UnitInfo, ...]
    beside: tuple[organisation.UnitInfo, ...]
    allowed: frozenset[UUID]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """How a figure moved against an earlier one.

    Attributes:
        text: In words, with what it is compared to: ``tăng 1,2 điểm so với 02/2024``.
        direction: ``up``, ``down`` or ``flat``.
        tone: ``good``, ``warn`` or ``neutral``.
    """

    text: str
    direction: str
    tone: str = "neutral"


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One period of a history: its name, the figure for a line, and as people read it."""

    label: str
    short: str
    value: float | None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """A figure ready to be drawn.

    Attributes:
        field: The code of the field in which it stands.
        figure: As people read it; ``–`` where there is none.
        measured_in: The unit of measure in words; empty for a share.
        why_empty: Why there is no figure, in words; empty where there is one.
        target: As people read it; empty without one.
        as_of: The instant for which the figure is true.
        value: For whoever draws or sorts; None where there is no figure.
        shortfall: How far it misses its target, as a part of it; 0 where it does not.
        history: Of the periods before up to this one, the earliest first.
        href: The page that opens it.
    """

    code: str
    field: str
    title: Any
    figure: str
    measured_in: Any
    light: analytics.Light
    source: str
    owner: Any
    as_of: datetime
    href: str
    why_empty: str = ""
    target: str = ""
    change: Change | None = None
    change_in_a_year: Change | None = None
    value: float | None = None
    shortfall: float = 0.0
    history: tuple[Point, ...] = ()

    @property
    def points(self) -> list[float | None]:
        """Return the history as numbers, for a line."""
        return [each.value for each in self.history]


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStep:
    """What to do about a figure, in words, and where."""

    text: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A field on the page, with its tiles."""

    field: FieldInfo
    tiles: tuple[Tile, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """All fields of a unit, and what somebody must act upon, the worst first."""

    sections: tuple[Section, ...]
    waiting: tuple[FieldInfo, ...]
    attention: tuple[tuple[Tile, tuple[NextStep, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A unit's part in a figure.

    Attributes:
        href: Opens it: the same figure of that unit, or its rows.
    """

    unit: organisation.UnitInfo
    measure: analytics.Measure
    value: Fraction | None
    light: analytics.Light
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Peers:
    """A unit among those of its kind.

    Attributes:
        place: 1 is the best; None where a figure has no better and worse.
        middle: The median of the others, as people read it.
    """

    amount: int
    place: int | None
    middle: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """One figure with all that explains it.

    Attributes:
        now, year_before: The history, and the same periods of the year before.
        lines: The units below, the worst first, and the unit without them.
    """

    indicator: analytics.Indicator
    tile: Tile
    measure: analytics.Measure | None
    now: tuple[Point, ...]
    year_before: tuple[Point, ...]
    lines: tuple[Line, ...]
    peers: Peers | None
