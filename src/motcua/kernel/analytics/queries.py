"""Every way to ask for a figure."""

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from motcua.foundation import modules

from . import rules
from .errors import NoSuchIndicator
from .types import Figure, Indicator, Measure, Period


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
    *, indicators: Collection[Indicator], unit_ids: Collection[UUID], period: Period
) -> Mapping[str, Mapping[UUID, Measure]]:
    """Return the measures by indicator code and unit; one query for each indicator."""
    return {each.code: each.measure(unit_ids, period) for each in indicators}


def figures(*, unit_ids: Collection[UUID], period: Period, at: datetime) -> list[Figure]:
    """Return every indicator summed over the units, with the period before beside it."""
    found = []
    earlier = rules.before(period)
    for each in list_indicators():
        now, then = each.measure(unit_ids, period), each.measure(unit_ids, earlier)
        found.append(
            Figure(
                indicator=each,
                measure=sum(now.values(), Measure()),
                before=sum(then.values(), Measure()),
                measured_at=at,
            )
        )
    return found
