"""Figures made ready to be drawn."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.foundation.time import local_date
from motcua.kernel.analytics import api as analytics

from .. import rules
from ..types import Asked, FieldInfo, Point, Tile
from .changes import change

Figures = Mapping[str, tuple[analytics.Figure, bool]]


def tiles(
    *, fields: Collection[FieldInfo], asked: Asked, at: datetime, with_history: bool = True
) -> list[Tile]:
    """Return the tiles of some fields, in their order: one query for all that is counted.

    Whoever asks has seen to it that the reader may see the figures of the unit.
    """
    declared = {each.code: each for each in analytics.list_indicators(on=asked.period.last_date)}
    wanted = [
        (field, declared[code]) for field in fields for code in field.tiles if code in declared
    ]
    return draw(wanted, asked=asked, at=at, with_history=with_history)


def draw(
    wanted: Sequence[tuple[FieldInfo, analytics.Indicator]],
    *,
    asked: Asked,
    at: datetime,
    with_history: bool = True,
) -> list[Tile]:
    """Return the tiles of indicators in the order given."""
    indicators = list({each.code: each for _field, each in wanted}.values())
    earlier = analytics.period_before(asked.period)
    last_year = analytics.a_year_before(asked.period)
    line = rules.compared(asked.period) if with_history else [earlier, asked.period]
    found = analytics.history(
        indicators=indicators,
        unit_ids=[asked.unit_id],
        periods=list(dict.fromkeys([*line, earlier, last_year])),
        reach=asked.reach,
    )
    return [_tile(field, each, found, line, asked=asked, at=at) for field, each in wanted]


def _tile(
    field: FieldInfo,
    each: analytics.Indicator,
    found: analytics.Measures,
    line: Sequence[analytics.Period],
    *,
    asked: Asked,
    at: datetime,
) -> Tile:
    def measure(period: analytics.Period) -> analytics.Measure:
        return found[each.code, period].get(asked.unit_id, analytics.Measure())

    figure = analytics.Figure(
        indicator=each,
        measure=measure(asked.period),
        before=measure(analytics.period_before(asked.period)),
        year_before=measure(analytics.a_year_before(asked.period)),
        measured_at=at,
    )
    is_known = asked.unit_id in found[each.code, asked.period] or bool(each.numerator)
    value = figure.value if is_known else None
    is_running = asked.period.last_date >= local_date(at)
    return Tile(
        code=each.code,
        field=field.code,
        title=each.title,
        figure=analytics.shown(value, each),
        measured_in="" if each.kind is analytics.Kind.SHARE else each.measured_in,
        light=figure.light if is_known else analytics.Light.NONE,
        source=each.source,
        owner=each.owner,
        as_of=figure.as_of,
        href=reverse("board:tile", args=[each.code]) + rules.as_query(asked),
        why_empty="" if value is not None else why_empty(each),
        target=analytics.shown(each.target, each) if each.target is not None else "",
        change=change(
            each,
            value,
            figure.value_before,
            analytics.period_before(asked.period),
            is_running=is_running,
        ),
        change_in_a_year=change(
            each,
            value,
            figure.value_year_before,
            analytics.a_year_before(asked.period),
            is_running=is_running,
        ),
        value=None if value is None else float(value),
        shortfall=rules.shortfall(value, each) if figure.misses_target else 0.0,
        history=tuple(_point(each, period, found, asked.unit_id) for period in line),
    )


def _point(
    each: analytics.Indicator, period: analytics.Period, found: analytics.Measures, unit_id: UUID
) -> Point:
    measure = found[each.code, period].get(unit_id)
    if measure is None and not each.numerator:
        return Point(label=period.label, value=None, text=analytics.shown(None, each))
    value = each.value(measure or analytics.Measure())
    number = None if value is None else float(value)
    return Point(label=period.label, value=number, text=analytics.shown(value, each))


def why_empty(each: analytics.Indicator) -> str:
    """Tell why an indicator has no figure, in words."""
    if not each.numerator:
        return _("Nobody has given figures for this period yet.")
    return _("Nothing happened in this period that the share could be taken of.")
