"""Every way to ask for a figure."""

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from motcua.foundation import modules

from .. import rules
from ..errors import NoSuchIndicator
from ..types import Figure, Indicator, Measure, Period, Reach
from .sums import count_measures

Measures = Mapping[tuple[str, Period], Mapping[UUID, Measure]]


def list_indicators() -> list[Indicator]:
    """Return every declared indicator in the order of the board."""
    declared = [each for config in modules.installed() for each in config.manifest.indicators]
    return sorted(declared, key=lambda each: (each.order, each.code))


def get_indicator(*, code: str) -> Indicator:
    """Return one indicator.

    Raises:
        NoSuchIndicator: Nobody declares it.
    """
    for each in list_indicators():
        if each.code == code:
            return each
    raise NoSuchIndicator


def measure(
    *,
    indicators: Collection[Indicator],
    unit_ids: Collection[UUID],
    period: Period,
    reach: Reach = Reach.OWN,
) -> Mapping[str, Mapping[UUID, Measure]]:
    """Return the measures by indicator code and unit.

    One query for all that are counted from facts, and one for each that its module measures; those
    know no other reach than the units themselves.
    """
    found = _measures(indicators, [period], unit_ids, reach)
    return {each.code: found[each.code, period] for each in indicators}


def figures(
    *,
    unit_ids: Collection[UUID],
    period: Period,
    at: datetime,
    reach: Reach = Reach.OWN,
) -> list[Figure]:
    """Return every indicator summed over the units, with the period before beside it."""
    indicators, earlier = list_indicators(), rules.before(period)
    found = _measures(indicators, [period, earlier], unit_ids, reach)
    return [
        Figure(
            indicator=each,
            measure=sum(found[each.code, period].values(), Measure()),
            before=sum(found[each.code, earlier].values(), Measure()),
            measured_at=at,
        )
        for each in indicators
    ]


def _measures(
    indicators: Collection[Indicator],
    periods: Collection[Period],
    unit_ids: Collection[UUID],
    reach: Reach,
) -> Measures:
    counted = [each for each in indicators if each.numerator]
    found = dict(count_measures(counted, periods, unit_ids=unit_ids, reach=reach))
    for each in indicators:
        if each.measure is not None:
            for period in periods:
                found[each.code, period] = each.measure(unit_ids, period)
    return found
