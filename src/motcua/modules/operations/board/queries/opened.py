"""One figure opened: its history, the units below, and where the unit stands among its peers."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from statistics import median
from uuid import UUID

from django.urls import reverse

from motcua.foundation.time import local_date
from motcua.kernel.analytics import api as analytics
from motcua.kernel.organisation import api as organisation

from .. import rules
from ..types import Asked, FieldInfo, Line, Opened, Peers, Whose
from .fields import shown_fields
from .tiles import draw, measure_of

DAYS = 30
_NOWHERE = FieldInfo(code="", title="")
_NOTHING = analytics.Measure()
Measures = Mapping[UUID, analytics.Measure]


def opened(*, code: str, whose: Whose, asked: Asked, at: datetime, by_day: bool = False) -> Opened:
    """Return an indicator of a unit with all that explains it: two queries for what is counted.

    Raises:
        NoSuchIndicator: Nobody declares it.
    """
    declared = {one.code: one for one in analytics.list_indicators(on=asked.period.last_date)}
    if code not in declared:
        raise analytics.NoSuchIndicator
    each = declared[code]
    field = next((one for one in shown_fields(declared) if code in one.tiles), _NOWHERE)
    line = _days(asked, at) if by_day else rules.compared(asked.period)
    years_before = [analytics.a_year_before(period) for period in line]
    tile = draw([(field, each)], asked=asked, at=at, line=[*years_before, *line])[0]
    below = whose.below if asked.reach is analytics.Reach.TREE else ()
    measures = analytics.history(
        indicators=[each],
        unit_ids=[one.id for one in (whose.unit, *below, *whose.beside)],
        periods=[asked.period],
        reach=asked.reach,
    )[each.code, asked.period]
    return Opened(
        indicator=each,
        tile=replace(tile, history=tile.history[len(line) :]),
        measure=measure_of(each, measures, whose.unit.id),
        now=tile.history[len(line) :],
        year_before=tile.history[: len(line)],
        lines=tuple(_lines(each, below, measures, asked=asked, unit=whose.unit, at=at)),
        peers=_peers(each, whose, measures),
    )


def _days(asked: Asked, at: datetime) -> list[analytics.Period]:
    last = min(asked.period.last_date, local_date(at))
    days = [last - timedelta(days=back) for back in range(DAYS)]
    return [analytics.between(day, day) for day in reversed(days)]


def _lines(
    each: analytics.Indicator,
    below: Sequence[organisation.UnitInfo],
    measures: Measures,
    *,
    asked: Asked,
    unit: organisation.UnitInfo,
    at: datetime,
) -> list[Line]:
    if not below:
        return []
    page, rows = (reverse(f"board:{name}", args=[each.code]) for name in ("tile", "rows"))
    lines = [
        _line(
            each,
            one,
            measure_of(each, measures, one.id),
            at,
            page + rules.as_query(asked.of(one.id)),
        )
        for one in below
    ]
    own = rules.rest(measures.get(unit.id, _NOTHING), [one.measure for one in lines])
    lines.append(_line(each, unit, own, at, rows + rules.as_query(asked)))
    return sorted(lines, key=lambda one: rules.worst_first(one.value, each))


def _line(
    each: analytics.Indicator,
    unit: organisation.UnitInfo,
    measure: analytics.Measure | None,
    at: datetime,
    href: str,
) -> Line:
    figure = analytics.Figure(
        indicator=each, measure=measure or _NOTHING, before=_NOTHING, measured_at=at
    )
    return Line(
        unit=unit,
        measure=measure or _NOTHING,
        value=figure.value if measure else None,
        light=figure.light if measure else analytics.Light.NONE,
        href=href,
    )


def _peers(each: analytics.Indicator, whose: Whose, measures: Measures) -> Peers | None:
    """Compare a unit with those beside it, by numbers alone: their names may not be his to see."""
    found = [measure_of(each, measures, one.id) for one in (whose.unit, *whose.beside)]
    values = [None if one is None else each.value(one) for one in found]
    mine, others = values[0], [value for value in values[1:] if value is not None]
    if mine is None or not others:
        return None
    return Peers(
        amount=len(others) + 1,
        place=rules.place(mine, others, each),
        middle=analytics.shown(median(others), each),
    )
