"""What the ratios divide, for many units and periods at once."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from uuid import UUID

from motcua.kernel.analytics import api as analytics
from motcua.modules.public_services.procedures import api as procedures

from .. import rules
from ..types import Counted, OfCatalogue, OfIndicator, Ratio, Share
from .units import Catalogue

Found = dict[tuple[str, analytics.Period, UUID], Share]
Named = Mapping[str, Ratio]
NOTHING = analytics.Measure()


def of_facts(
    ratios: Named, unit_ids: Collection[UUID], periods: Sequence[analytics.Period], today: date
) -> Found:
    """Return the ratios that are counted from facts: one query."""
    counted = {name: each for name, each in ratios.items() if isinstance(each, Counted)}
    terms = {one for each in counted.values() for one in (*each.numerator, *each.denominator)}
    days = {period: rules.spans_of(terms, period, today) for period in periods}
    asked = [one for period in periods for one in rules.wanted(terms, days[period])]
    sums = analytics.add_up(asked, unit_ids=unit_ids, reach=analytics.Reach.TREE)
    by_unit: dict[UUID, dict[tuple[str, tuple[date, date]], int]] = {one: {} for one in unit_ids}
    for (fact, span, unit_id), amount in sums.items():
        by_unit[unit_id][fact, span] = amount
    return {
        (name, period, unit_id): rules.share_of(ratio, days[period], by_unit[unit_id])
        for name, ratio in counted.items()
        for period in periods
        for unit_id in unit_ids
    }


def of_procedures(
    ratios: Named, catalogue: Catalogue, period: analytics.Period, today: date
) -> Found:
    """Return the ratios of the procedures in competence: one query, if what was used matters."""
    wanted = {name: each for name, each in ratios.items() if isinstance(each, OfCatalogue)}
    used = used_procedures(wanted.values(), list(catalogue), period, today)
    return {
        (name, period, unit_id): procedure_share(ratio, versions, used.get((ratio.fact, unit_id)))
        for name, ratio in wanted.items()
        for unit_id, versions in catalogue.items()
    }


def used_procedures(
    ratios: Iterable[OfCatalogue],
    unit_ids: Collection[UUID],
    period: analytics.Period,
    today: date,
) -> Mapping[tuple[str, UUID], set[str]]:
    """Return the codes of the procedures that were used in a period, by fact and unit."""
    facts = {each.fact for each in ratios} - {""}
    first, last = period.first_date, min(period.last_date, today)
    found: dict[tuple[str, UUID], set[str]] = {}
    if not facts or last < first:
        return found
    counted = analytics.by_dimension(
        facts=facts, unit_ids=unit_ids, span=(first, last), reach=analytics.Reach.TREE
    )
    for fact, code, unit_id in counted:
        found.setdefault((fact, unit_id), set()).add(code)
    return found


def procedure_share(
    ratio: OfCatalogue, versions: Collection[procedures.VersionInfo], used: Collection[str] | None
) -> Share:
    """Return how many procedures are meant, and how many of them are so."""
    codes = used or ()
    among = [each for each in versions if ratio.denominator(each, each.code in codes)]
    return Share(sum(ratio.numerator(each, each.code in codes) for each in among), len(among))


def of_indicators(
    ratios: Named, unit_ids: Collection[UUID], periods: Sequence[analytics.Period]
) -> Found:
    """Return the measures of indicators that other modules declare; those not there are missing."""
    wanted = {name: each.code for name, each in ratios.items() if isinstance(each, OfIndicator)}
    if not wanted:
        return {}
    declared = {each.code: each for each in analytics.list_indicators(on=periods[0].last_date)}
    asked = {name: declared[code] for name, code in wanted.items() if code in declared}
    measures = analytics.history(
        indicators=list(asked.values()),
        unit_ids=unit_ids,
        periods=periods,
        reach=analytics.Reach.TREE,
    )
    found: Found = {}
    for name, indicator in asked.items():
        for period in periods:
            for unit_id in unit_ids:
                measure = measures[indicator.code, period].get(unit_id, NOTHING)
                found[name, period, unit_id] = Share(measure.numerator, measure.denominator)
    return found
