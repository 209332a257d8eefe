"""Figures made ready to be drawn."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.foundation.time import local_date
from motcua.kernel.analytics import api as analytics

from .. import rules
from ..types import Asked, Change, FieldInfo, Point, Tile
from .changes import change
from .periods import in_short, in_words

Wanted = Sequence[tuple[FieldInfo, analytics.Indicator]]


def tiles(*, fields: Collection[FieldInfo], asked: Asked, at: datetime) -> list[Tile]:
    """Return the tiles of some fields, in their order: one query for all that is counted.

    Whoever asks has seen to it that the reader may see the figures of the unit.
    """
    declared = {each.code: each for each in analytics.list_indicators(on=asked.period.last_date)}
    wanted = [
        (field, declared[code]) for field in fields for code in field.tiles if code in declared
    ]
    return draw(wanted, asked=asked, at=at)


def draw(
    wanted: Wanted,
    *,
    asked: Asked,
    at: datetime,
    line: Sequence[analytics.Period] | None = None,
) -> list[Tile]:
    """Return the tiles of indicators in the order given, each with its history.

    Args:
        line: The periods of the history; those of a small one unless others are given.
    """
    line = line or rules.compared(asked.period)
    found = measured(wanted, [asked.unit_id], asked=asked, line=line)
    return draw_measured(wanted, found, asked=asked, at=at, line=line)


def draw_measured(
    wanted: Wanted,
    found: analytics.Measures,
    *,
    asked: Asked,
    at: datetime,
    line: Sequence[analytics.Period],
) -> list[Tile]:
    """Return the tiles of what was measured already."""
    drawing = _Drawing(found=found, line=_named(line), at=at)
    return [drawing.tile(field, each, asked) for field, each in wanted]


def draw_units(
    wanted: Wanted, unit_ids: Collection[UUID], *, asked: Asked, at: datetime
) -> Mapping[UUID, list[Tile]]:
    """Return the tiles of several units, without a history; as many queries as of one."""
    found = measured(wanted, unit_ids, asked=asked, line=[])
    drawing = _Drawing(found=found, line=[], at=at)
    return {
        unit_id: [drawing.tile(field, each, asked.of(unit_id)) for field, each in wanted]
        for unit_id in unit_ids
    }


def measured(
    wanted: Wanted,
    unit_ids: Collection[UUID],
    *,
    asked: Asked,
    line: Sequence[analytics.Period],
) -> analytics.Measures:
    """Return what tiles are drawn from: the periods of a line, and those to compare with."""
    before, year_before = _compared(asked.period)
    return analytics.history(
        indicators=list({each.code: each for _field, each in wanted}.values()),
        unit_ids=unit_ids,
        periods=list(dict.fromkeys([*line, asked.period, before, year_before])),
        reach=asked.reach,
    )


def _compared(period: analytics.Period) -> tuple[analytics.Period, analytics.Period]:
    return analytics.period_before(period), analytics.a_year_before(period)


def measure_of(
    each: analytics.Indicator, measures: Mapping[UUID, analytics.Measure], unit_id: UUID
) -> analytics.Measure | None:
    """Return what was measured; None where that is not known.

    Of facts nothing is known that is not counted: there the answer is 0. Of another source, what
    nobody has given is no 0.
    """
    found = measures.get(unit_id)
    return analytics.Measure() if found is None and each.numerator else found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Drawing:
    """What was measured, and how it becomes tiles."""

    found: analytics.Measures
    line: Sequence[tuple[analytics.Period, str, str]]  # with how it reads, at length and in short
    at: datetime

    def tile(self, field: FieldInfo, each: analytics.Indicator, asked: Asked) -> Tile:
        """Return the tile of an indicator of one unit."""
        measure = self._measure(each, asked.period, asked.unit_id)
        figure = analytics.Figure(
            indicator=each,
            measure=measure or analytics.Measure(),
            before=analytics.Measure(),
            measured_at=self.at,
        )
        value = figure.value if measure else None
        before, year_before = _compared(asked.period)
        history = tuple(self._point(each, *named, asked.unit_id) for named in self.line)
        return Tile(
            code=each.code,
            field=field.code,
            title=each.title,
            figure=analytics.shown(value, each),
            measured_in="" if each.kind is analytics.Kind.SHARE else each.measured_in,
            light=figure.light if measure else analytics.Light.NONE,
            source=each.source,
            owner=each.owner or field.owner,
            as_of=figure.as_of,
            href=reverse("board:tile", args=[each.code]) + rules.as_query(asked),
            why_empty="" if value is not None else _why_empty(each, history),
            target="" if each.target is None else analytics.shown(each.target, each),
            change=self._change(each, value, before, asked),
            change_in_a_year=self._change(each, value, year_before, asked),
            value=None if value is None else float(value),
            shortfall=rules.shortfall(value, each),
            history=history,
        )

    def _measure(
        self, each: analytics.Indicator, period: analytics.Period, unit_id: UUID
    ) -> analytics.Measure | None:
        return measure_of(each, self.found[each.code, period], unit_id)

    def _change(
        self,
        each: analytics.Indicator,
        value: Fraction | None,
        earlier: analytics.Period,
        asked: Asked,
    ) -> Change | None:
        measure = self._measure(each, earlier, asked.unit_id)
        was = None if measure is None else each.value(measure)
        is_running = asked.period.last_date >= local_date(self.at)
        return change(each, value, was, earlier, is_running=is_running)

    def _point(
        self,
        each: analytics.Indicator,
        period: analytics.Period,
        label: str,
        short: str,
        unit_id: UUID,
    ) -> Point:
        measure = self._measure(each, period, unit_id)
        value = None if measure is None else each.value(measure)
        return Point(
            label=label,
            short=short,
            value=None if value is None else float(value),
            text=analytics.shown(value, each),
        )


def _named(line: Sequence[analytics.Period]) -> list[tuple[analytics.Period, str, str]]:
    return [(period, in_words(period), in_short(period)) for period in line]


def _why_empty(each: analytics.Indicator, history: Sequence[Point]) -> str:
    """Tell why an indicator has no figure, in words, and what is the last that is known."""
    if each.numerator:
        return _("Nothing happened in this period that the share could be taken of.")
    last = next((point for point in reversed(history) if point.value is not None), None)
    if last is None:
        return _("Nobody has given figures for this period yet.")
    return _("No figures for this period yet; %(period)s: %(figure)s.") % {
        "period": last.label,
        "figure": last.text,
    }
