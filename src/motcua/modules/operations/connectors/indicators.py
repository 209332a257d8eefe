"""Every series as indicators: one for each version and target, another for the plan of a flow."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from django.utils.translation import gettext_lazy as _

from motcua.kernel.analytics import api as analytics

from . import queries
from .models import Series
from .types import OF_PLAN, Direction, Kind, Segment

_FORMULAS = {
    Kind.FLOW: _("sum of the values of the period and of the units"),
    Kind.STOCK: _("last value up to the end of the period, added up over the units"),
    Kind.AVERAGE: _("average of the values of the period and of the units, by their weights"),
}
ORDER = 500  # behind what the modules count
NEARLY = Fraction(9, 10)  # of the plan: what is behind that is bad


def declared() -> list[analytics.Indicator]:
    """Return the indicators of all series, in one query."""
    found: list[analytics.Indicator] = []
    for series, segments in queries.described_series():
        for segment in segments:
            found.append(_indicator(series, segment))
            found.extend(_of_plan(series, segment))
    return found


def _indicator(series: Series, segment: Segment) -> analytics.Indicator:
    said, kind = segment.formula, Kind(series.kind)
    target = segment.target if kind is not Kind.FLOW else None
    unit = 10**series.scale
    return analytics.Indicator(
        code=series.code,
        title=said.title,
        meaning=said.meaning,
        formula=said.formula or _FORMULAS[kind],
        source=said.source,
        kind=analytics.Kind.AVERAGE if kind is Kind.AVERAGE else analytics.Kind.COUNT,
        rows=queries.rows_of(series.id),
        measured_by=queries.measure_series,
        direction=analytics.Direction(said.direction),
        target=Fraction(target.value, unit) if target else None,
        alarm=Fraction(target.alarm, unit) if target and target.alarm is not None else None,
        measured_in=series.measured_in,
        places=series.scale,
        scale=series.scale,
        owner=said.owner,
        version=segment.number,
        since=segment.since,
        late_after=queries.late_after(series, said.late_days),
        order=ORDER,
    )


def _of_plan(series: Series, segment: Segment) -> Iterator[analytics.Indicator]:
    if series.kind != Kind.FLOW or segment.target is None:
        return
    yield replace(
        _indicator(series, segment),
        code=f"{series.code}{OF_PLAN}",
        title=_("%(title)s: against the plan") % {"title": segment.formula.title},
        meaning=_("How far the plan of the year is reached, up to the last value given."),
        formula=_("sum since New Year ÷ part of the plan of the year up to the last value"),
        kind=analytics.Kind.SHARE,
        target=Fraction(1) if segment.formula.direction != Direction.NONE else None,
        alarm=NEARLY if segment.formula.direction == Direction.UP else None,
        order=ORDER + 1,
    )


DECLARED = analytics.Declared(indicators=declared)
