"""What stands on a wall."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from motcua.foundation.time import local_date
from motcua.kernel.analytics import api as analytics
from motcua.kernel.organisation import api as organisation
from motcua.modules.operations.alerts import api as alerts
from motcua.modules.operations.board import api as board
from motcua.modules.operations.maps import api as maps

from ..types import Choice, Panel, Screen

TILES = 8  # as many as can be read from six metres
ALERTS = 3


def screen(*, choice: Choice, at: datetime) -> Screen:
    """Return what a wall of that choice shows.

    Whoever asks has seen to it that the reader may see the figures of the unit.
    """
    period = analytics.parse_period(choice.period, at=at)
    unit = organisation.get_unit(choice.unit_id)
    scope = organisation.subtree_ids(unit.id, local_date(at))
    declared = {each.code: each for each in analytics.list_indicators(on=period.last_date)}
    ringing = alerts.open_alerts(unit_ids=scope, limit=ALERTS)
    return Screen(
        unit=unit,
        period=period,
        panels=tuple(_panels(choice, unit, period, declared, at)),
        sheet=_sheet(choice, scope, period, declared, at),
        alerts=ringing,
        alerts_more=alerts.count_open(unit_ids=scope) - len(ringing),
        scope=scope,
        at=at,
    )


def _panels(
    choice: Choice,
    unit: organisation.UnitInfo,
    period: analytics.Period,
    declared: dict[str, analytics.Indicator],
    at: datetime,
) -> Iterator[Panel]:
    fields = [
        each
        for each in board.fields(on=period.last_date)
        if each.tiles and (not choice.fields or each.code in choice.fields)
    ]
    tiles = board.tiles(fields=fields, asked=board.Asked(unit_id=unit.id, period=period), at=at)
    for field in fields:
        of_field = [each for each in tiles if each.field == field.code]
        for first in range(0, len(of_field), TILES):
            shown = tuple(of_field[first : first + TILES])
            yield Panel(
                code=f"{field.code}-{first // TILES + 1}",
                title=field.title,
                tiles=shown,
                late_after={each.code: _late_after(declared[each.code]) for each in shown},
            )


def _late_after(indicator: analytics.Indicator) -> int:
    return int(indicator.late_after.total_seconds()) if indicator.late_after else 0


def _sheet(
    choice: Choice,
    scope: frozenset[UUID],
    period: analytics.Period,
    declared: dict[str, analytics.Indicator],
    at: datetime,
) -> maps.Sheet | None:
    """Return the map, where wards under the unit are drawn."""
    with_target = (each for each in declared.values() if each.target is not None)
    indicator = declared.get(choice.map_of) or next(with_target, None)
    if indicator is None:
        return None
    sheet = maps.sheet(indicator=indicator, unit_ids=scope, period=period, at=at)
    return sheet if sheet.drawn else None
