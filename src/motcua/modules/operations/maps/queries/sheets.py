"""One indicator in all wards."""

from collections.abc import Collection, Mapping
from datetime import datetime
from fractions import Fraction
from uuid import UUID

from django.urls import reverse

from motcua.foundation.time import local_date
from motcua.kernel.analytics import api as analytics
from motcua.kernel.organisation import api as organisation
from motcua.modules.operations.board import api as board

from .. import rules
from ..types import Outline, Shading, Sheet, Ward
from .charts import chart

_NOTHING = analytics.Measure()


def choosable(period: analytics.Period) -> list[analytics.Indicator]:
    """Return the indicators that a map can show, in the order of the board."""
    return analytics.list_indicators(on=period.last_date)


def sheet(
    *,
    indicator: analytics.Indicator,
    unit_ids: Collection[UUID],
    period: analytics.Period,
    at: datetime,
    shading: Shading | None = None,
) -> Sheet:
    """Return an indicator in the wards among some units, each with all that is under it.

    Three queries whatever their number, and those of the indicator's own source. Whoever asks has
    seen to it that the reader may see the figures of the units.

    Args:
        shading: By default by light where there is a target to hold a figure against.
    """
    wards = [each for each in _wards(at) if each.id in unit_ids]
    measures = analytics.measure(
        indicators=[indicator],
        unit_ids=[each.id for each in wards],
        period=period,
        reach=analytics.Reach.TREE,
    )[indicator.code]
    drawn = chart([each.area_id for each in wards if each.area_id], on=local_date(at))
    values = _values(wards, indicator, measures)
    shading = shading or default_shading(indicator)
    scale: list[tuple[float, float]] = []
    if shading is Shading.VALUE:
        scale = rules.steps(float(value) for value in values.values() if value is not None)
    href = _href(indicator, period)
    return Sheet(
        indicator=indicator,
        period=period,
        shading=shading,
        chart=drawn,
        wards=tuple(
            _ward(
                each,
                indicator,
                measures.get(each.id, _NOTHING),
                values[each.id],
                drawn.outlines.get(each.area_id) if each.area_id else None,
                href=href.format(each.id),
                scale=scale,
                at=at,
            )
            for each in wards
        ),
        steps=tuple((_shown(low, indicator), _shown(high, indicator)) for low, high in scale),
    )


def default_shading(indicator: analytics.Indicator) -> Shading:
    """Return what the colours say of an indicator unless somebody chooses otherwise."""
    has_target = indicator.target is not None
    can_stand = indicator.direction is not analytics.Direction.NONE
    return Shading.LIGHT if has_target and can_stand else Shading.VALUE


def _wards(at: datetime) -> tuple[organisation.UnitInfo, ...]:
    return organisation.list_units(
        on=local_date(at),
        level=organisation.Level.WARD,
        kind=organisation.UnitKind.AUTHORITY,
    )


def _values(
    wards: Collection[organisation.UnitInfo],
    indicator: analytics.Indicator,
    measures: Mapping[UUID, analytics.Measure],
) -> dict[UUID, Fraction | None]:
    """Return the figure of each ward; one of which its source knows nothing has none."""
    return {
        each.id: indicator.value(measures.get(each.id, _NOTHING))
        if each.id in measures or indicator.numerator
        else None
        for each in wards
    }


def _href(indicator: analytics.Indicator, period: analytics.Period) -> str:
    """Return the address of the tile of a ward, with ``{}`` where the ward stands."""
    nobody = UUID(int=0)
    query = board.as_query(board.Asked(unit_id=nobody, period=period))
    return (reverse("board:tile", args=[indicator.code]) + query).replace(str(nobody), "{}")


def _shown(value: float, indicator: analytics.Indicator) -> str:
    return analytics.shown(Fraction(value), indicator)


def _ward(
    unit: organisation.UnitInfo,
    indicator: analytics.Indicator,
    measure: analytics.Measure,
    value: Fraction | None,
    outline: Outline | None,
    *,
    href: str,
    scale: list[tuple[float, float]],
    at: datetime,
) -> Ward:
    light = analytics.Light.NONE
    if value is not None:
        is_late = indicator.is_late(measure, at)
        light = analytics.Light.GREY if is_late else indicator.light(value)
    number = None if value is None else float(value)
    return Ward(
        unit_id=unit.id,
        name=unit.name,
        outline=outline,
        figure=analytics.shown(value, indicator),
        number=int(number or 0) if indicator.kind is analytics.Kind.COUNT else measure.denominator,
        light=light,
        step=rules.step_of(number, scale),
        href=href,
    )
