"""What units reach of a set."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from uuid import UUID

from motcua.foundation.time import local_date
from motcua.kernel.analytics import api as analytics

from .. import rules
from ..types import IndicatorSet, OfCatalogue, Ratio, Score
from . import shares
from .ratios import RATIOS
from .sets import get_set
from .units import Scope, catalogues, scope

Scores = Mapping[tuple[UUID, analytics.Period], Score]


def score(
    *, unit_ids: Collection[UUID], period: analytics.Period, at: datetime, set_code: str = "766"
) -> Mapping[UUID, Score]:
    """Return what each unit, with those below it, reaches of a set in a period.

    Args:
        unit_ids: Authorities; what is none on the last day of the period is left out.
        set_code: ``766``, or ``D`` for the indicators D01 to D20, which give no points.

    Raises:
        NoSuchSet: There is no set of that code.
    """
    within = scope(on=min(period.last_date, local_date(at)))
    found = scores(unit_ids=unit_ids, periods=[period], at=at, within=within, set_code=set_code)
    return {unit_id: each for (unit_id, _period), each in found.items()}


def scores(
    *,
    unit_ids: Collection[UUID],
    periods: Collection[analytics.Period],
    at: datetime,
    within: Scope,
    set_code: str,
) -> Scores:
    """Return scores by unit and period, each by the version of the set of its last day.

    Three queries, one more for each period, and those of indicators that others declare.
    """
    today, wanted = local_date(at), [one for one in unit_ids if one in within.below]
    of = {period: get_set(set_code, on=period.last_date) for period in periods}
    ratios = _ratios(of.values())
    found = shares.of_facts(ratios, wanted, list(periods), today)
    found |= shares.of_indicators(ratios, wanted, list(periods))
    if any(isinstance(each, OfCatalogue) for each in ratios.values()):
        days = {period: min(period.last_date, today) for period in periods}
        found_on = catalogues(wanted, within, days=set(days.values()))
        for period, day in days.items():
            found |= shares.of_procedures(ratios, found_on[day], period, today)
    return {
        (unit_id, period): _score(of[period], ratios, found, unit_id, period)
        for unit_id in wanted
        for period in periods
    }


def _score(
    of: IndicatorSet,
    ratios: Iterable[str],
    found: shares.Found,
    unit_id: UUID,
    period: analytics.Period,
) -> Score:
    keys = {name: (name, period, unit_id) for name in ratios}
    its_own = {name: found[key] for name, key in keys.items() if key in found}
    return rules.scored(of, its_own, unit_id=unit_id, period=period)


def _ratios(sets: Iterable[IndicatorSet]) -> Mapping[str, Ratio]:
    names = {each.ratio for one in sets for each in one.criteria}
    return {name: RATIOS[name] for name in sorted(names & RATIOS.keys())}
