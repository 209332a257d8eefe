"""Every way to ask for a figure."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date, datetime
from uuid import UUID

from motcua.foundation import modules

from .. import rules
from ..errors import NoSuchIndicator
from ..types import Declared, Figure, Indicator, Measure, MeasureAll, Measures, Period, Reach
from .sums import counted


def list_indicators(*, on: date | None = None) -> list[Indicator]:
    """Return every indicator in the order of the board, as it is counted on a day or at last."""
    declared = [each for config in modules.installed() for each in config.manifest.indicators]
    for configured in modules.provided(Declared):
        declared += configured.indicators()
    return sorted(rules.in_force(declared, on), key=lambda each: (each.order, each.code))


def get_indicator(*, code: str, on: date | None = None) -> Indicator:
    """Return one indicator, as it is counted on a day or at last.

    Raises:
        NoSuchIndicator: Nobody declares it.
    """
    for each in list_indicators(on=on):
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

    One query for all that are counted from facts, and one for each other source.
    """
    found = history(indicators=indicators, unit_ids=unit_ids, periods=[period], reach=reach)
    return {each.code: found[each.code, period] for each in indicators}


def figures(
    *,
    unit_ids: Collection[UUID],
    period: Period,
    at: datetime,
    reach: Reach = Reach.OWN,
    indicators: Collection[Indicator] | None = None,
) -> list[Figure]:
    """Return indicators summed over the units, with the period before and the same of last year.

    As many queries as :func:`measure`. All indicators in force on the last day of the period, when
    none are named.
    """
    asked = list_indicators(on=period.last_date) if indicators is None else indicators
    earlier, last_year = rules.before(period), rules.a_year_before(period)
    periods = [period, earlier, last_year]
    found = history(indicators=asked, unit_ids=unit_ids, periods=periods, reach=reach)

    def total(indicator: Indicator, period: Period) -> Measure:
        return sum(found[indicator.code, period].values(), Measure())

    return [
        Figure(
            indicator=each,
            measure=total(each, period),
            before=total(each, earlier),
            year_before=total(each, last_year),
            measured_at=at,
        )
        for each in asked
    ]


def history(
    *,
    indicators: Collection[Indicator],
    unit_ids: Collection[UUID],
    periods: Collection[Period],
    reach: Reach = Reach.OWN,
) -> Measures:
    """Return the measures by indicator code, period and unit; queries as of :func:`measure`."""
    of_facts = [(each, period) for each in indicators if each.numerator for period in periods]
    found = dict(counted(of_facts, unit_ids=unit_ids, reach=reach))
    by_source: dict[MeasureAll, list[Indicator]] = defaultdict(list)
    for each in indicators:
        if each.measured_by is not None:
            by_source[each.measured_by].append(each)
    for source, of_it in by_source.items():
        measured = source(of_it, unit_ids, periods, reach)
        for each in of_it:
            for period in periods:
                found[each.code, period] = measured.get((each.code, period), {})
    return found
