"""What a wall shows, and by which right."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from motcua.kernel.analytics import api as analytics
from motcua.kernel.organisation import api as organisation
from motcua.modules.operations.alerts import api as alerts
from motcua.modules.operations.board import api as board
from motcua.modules.operations.maps import api as maps


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What a wall shows; walls of the same choice show the same, and share the work.

    Attributes:
        period: As ``analytics.parse_period`` reads it; empty: the month that runs.
        fields: Codes of fields; empty: all that have figures.
        map_of: The code of the indicator on the map; empty: the first with a target.
    """

    unit_id: UUID
    period: str = ""
    fields: tuple[str, ...] = ()
    map_of: str = ""
    language: str = "vi"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pass:
    """The credential of an open wall: short-lived, renewed while the right is there.

    Attributes:
        opened_at: When somebody opened the wall; it does not go on for ever.
        until: When the pass ends unless it is renewed.
    """

    account_id: UUID
    choice: Choice
    opened_at: datetime
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """As many tiles of a field as stand on a wall at once.

    Attributes:
        late_after: By code of tile: in how many seconds its figure is too old; 0: not said.
    """

    code: str
    title: str
    tiles: tuple[board.Tile, ...]
    late_after: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """All that a wall shows, at one instant.

    Attributes:
        alerts: Those that press most; ``alerts_more`` counts the rest.
        scope: The unit and all under it: what happens there changes the screen.
    """

    unit: organisation.UnitInfo
    period: analytics.Period
    panels: tuple[Panel, ...]
    sheet: maps.Sheet | None
    alerts: tuple[alerts.OpenAlert, ...]
    alerts_more: int
    scope: Collection[UUID]
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A screen as HTML: pieces by name, each of which changes by itself.

    Attributes:
        layout: Which pieces stand where, in short; with another one the page is drawn anew.
    """

    pieces: Mapping[str, str]
    layout: str
    scope: frozenset[UUID]
    panels: tuple[Mapping[str, Any], ...]
