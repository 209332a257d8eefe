"""Facts added up over days and units."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils import timezone

from motcua.foundation.time import local_date

from .. import rules
from ..types import PARTS, Indicator, Measure, Over, Period, Reach, Term

FIRST_DAY = date(2000, 1, 1)  # nothing was counted before
Span = tuple[date, date]
Sums = Counter[tuple[str, Span, UUID]]

_SUMS = """
select piece.fact, piece.first_day, piece.last_day, cell.unit_id, sum(cell.amount)::bigint
from unnest(
    %(facts)s::text[], %(firsts)s::date[], %(lasts)s::date[],
    %(grains)s::text[], %(begins)s::date[], %(ends)s::date[]
) as piece(fact, first_day, last_day, grain, begins, ends)
join analytics_cell cell on cell.fact = piece.fact and cell.grain = piece.grain
    and cell.first_day between piece.begins and piece.ends
where cell.unit_id = any(%(units)s) and cell.part = any(%(parts)s)
group by 1, 2, 3, 4
"""


def add_up(wanted: Iterable[tuple[str, Span]], *, unit_ids: Collection[UUID], reach: Reach) -> Sums:
    """Return the sums of facts over spans of days, both ends included, by unit: one query."""
    lines = [
        (fact, first, last, piece.grain.value, piece.first, piece.last)
        for fact, (first, last) in dict.fromkeys(wanted)
        for piece in rules.pieces(first, last)
    ]
    if not lines or not unit_ids:
        return Counter()
    names = ("facts", "firsts", "lasts", "grains", "begins", "ends")
    columns = dict(zip(names, map(list, zip(*lines, strict=True)), strict=True))
    with connection.cursor() as cursor:
        cursor.execute(_SUMS, {**columns, "units": list(unit_ids), "parts": list(PARTS[reach])})
        return Counter(
            {(fact, (first, last), unit): amount for fact, first, last, unit, amount in cursor}
        )


_BY_DIMENSION = """
select cell.fact, cell.dimension, cell.unit_id, sum(cell.amount)::bigint
from unnest(%(grains)s::text[], %(begins)s::date[], %(ends)s::date[])
    as piece(grain, begins, ends)
join analytics_cell cell on cell.grain = piece.grain
    and cell.first_day between piece.begins and piece.ends
where cell.fact = any(%(facts)s) and cell.unit_id = any(%(units)s) and cell.part = any(%(parts)s)
group by 1, 2, 3
"""


def by_dimension(
    *, facts: Collection[str], unit_ids: Collection[UUID], span: Span, reach: Reach = Reach.OWN
) -> Mapping[tuple[str, str, UUID], int]:
    """Return the sums over days, both ends included, by fact, dimension and unit: one query."""
    grains, begins, ends = zip(
        *((each.grain.value, each.first, each.last) for each in rules.pieces(*span)), strict=True
    )
    given: dict[str, Any] = {"grains": list(grains), "begins": list(begins), "ends": list(ends)}
    given |= {"facts": list(facts), "units": list(unit_ids), "parts": list(PARTS[reach])}
    with connection.cursor() as cursor:
        cursor.execute(_BY_DIMENSION, given)
        return {(fact, dimension, unit): n for fact, dimension, unit, n in cursor if n}


def span_of(term: Term, period: Period) -> Span:
    """Return the days over which a term is added up."""
    if term.over is Over.PERIOD:
        return period.first_date, period.last_date
    if term.over is Over.END:
        return FIRST_DAY, period.last_date
    if term.over is Over.PASSED:
        return FIRST_DAY, min(period.last_date, _yesterday())
    return FIRST_DAY, period.first_date - timedelta(days=1)


def _yesterday() -> date:
    now = timezone.now()  # noqa: TID251 - whoever asks: a day that has not come cannot be counted
    return local_date(now) - timedelta(days=1)


def count_measures(
    indicators: Collection[Indicator],
    periods: Collection[Period],
    *,
    unit_ids: Collection[UUID],
    reach: Reach,
) -> Mapping[tuple[str, Period], Mapping[UUID, Measure]]:
    """Return the measures of counted indicators by code, period and unit: one query for all."""
    terms = {term for each in indicators for term in (*each.numerator, *each.denominator)}
    wanted = [(term.fact, span_of(term, period)) for term in terms for period in periods]
    sums = add_up(wanted, unit_ids=unit_ids, reach=reach)

    def total(terms: tuple[Term, ...], period: Period, unit_id: UUID) -> int:
        return sum(term.sign * sums[term.fact, span_of(term, period), unit_id] for term in terms)

    found: dict[tuple[str, Period], dict[UUID, Measure]] = {}
    for each in indicators:
        below = each.denominator or each.numerator
        for period in periods:
            measures = found[each.code, period] = {}
            for unit_id in unit_ids:
                of_all = total(below, period, unit_id)
                counted = total(each.numerator, period, unit_id) if each.denominator else of_all
                if counted or of_all:
                    measures[unit_id] = Measure(counted, of_all)
    return found
