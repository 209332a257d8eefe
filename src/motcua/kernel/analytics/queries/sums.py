"""Facts added up over days and units."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils import timezone

from motcua.foundation.time import local_date

from .. import rules
from ..types import PARTS, Indicator, Measure, Measures, Over, Period, Reach, Term

FIRST_DAY = date(2000, 1, 1)  # nothing was counted before
Span = tuple[date, date]
Sums = Counter[tuple[str, Span, UUID]]

# Piece by piece, each by the key of the cells: a plain join is planned as a look at all of them.
_SUMS = """
select wanted.fact, wanted.nth, summed.unit_id, sum(summed.amount)::bigint
from unnest(%(facts)s::text[], %(spans)s::int[]) as wanted(fact, nth)
join unnest(%(nths)s::int[], %(grains)s::text[], %(begins)s::date[], %(ends)s::date[])
    as piece(nth, grain, begins, ends) on piece.nth = wanted.nth
cross join lateral (
    select cell.unit_id, sum(cell.amount) as amount from analytics_cell cell
    where cell.fact = wanted.fact and cell.grain = piece.grain
        and cell.first_day between piece.begins and piece.ends
        and cell.first_day between %(first)s and %(last)s  -- names the partitions to the planner
        and cell.unit_id = any(%(units)s) and cell.part = any(%(parts)s)
    group by cell.unit_id
) summed
group by 1, 2, 3
"""


def add_up(wanted: Iterable[tuple[str, Span]], *, unit_ids: Collection[UUID], reach: Reach) -> Sums:
    """Return the sums of facts over spans of days, both ends included, by unit: one query."""
    found = _of_units(wanted, unit_ids=unit_ids, reach=reach)
    return Counter(
        {
            (fact, span, unit_id): amount
            for (fact, span), of_units in found.items()
            for unit_id, amount in of_units.items()
        }
    )


def _of_units(
    wanted: Iterable[tuple[str, Span]], *, unit_ids: Collection[UUID], reach: Reach
) -> Mapping[tuple[str, Span], Mapping[UUID, int]]:
    asked = list(dict.fromkeys(wanted))
    found: dict[tuple[str, Span], dict[UUID, int]] = defaultdict(dict)
    if not asked or not unit_ids:
        return found
    spans = list(dict.fromkeys(span for _fact, span in asked))
    nth_of = {span: nth for nth, span in enumerate(spans)}
    pieces = [(nth, piece) for nth, span in enumerate(spans) for piece in rules.pieces(*span)]
    given: dict[str, Any] = {
        "facts": [fact for fact, _span in asked],
        "spans": [nth_of[span] for _fact, span in asked],
        "nths": [nth for nth, _piece in pieces],
        "grains": [piece.grain.value for _nth, piece in pieces],
        "begins": [piece.first for _nth, piece in pieces],
        "ends": [piece.last for _nth, piece in pieces],
        "first": min(piece.first for _nth, piece in pieces),
        "last": max(piece.last for _nth, piece in pieces),
        "units": list(unit_ids),
        "parts": list(PARTS[reach]),
    }
    with connection.cursor() as cursor:
        cursor.execute(_SUMS, given)
        for fact, nth, unit_id, amount in cursor.fetchall():
            found[fact, spans[nth]][unit_id] = amount
    return found


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


def counted(
    asked: Collection[tuple[Indicator, Period]], *, unit_ids: Collection[UUID], reach: Reach
) -> Measures:
    """Return the measures of counted indicators, each over its periods: one query for all."""
    lines = [
        (each.code, period, _parts(each.numerator, period), _parts(each.denominator, period))
        for each, period in asked
    ]
    wanted = (part for *_of, above, below in lines for _sign, part in (*above, *below))
    sums = _of_units(wanted, unit_ids=unit_ids, reach=reach)

    def total(parts: Sequence[tuple[int, tuple[str, Span]]]) -> Mapping[UUID, int]:
        found: dict[UUID, int] = defaultdict(int)
        for sign, part in parts:
            for unit_id, amount in sums[part].items():
                found[unit_id] += sign * amount
        return found

    return {
        (code, period): _measures(total(above), total(below) if below else None)
        for code, period, above, below in lines
    }


def _parts(terms: Iterable[Term], period: Period) -> list[tuple[int, tuple[str, Span]]]:
    return [(term.sign, (term.fact, span_of(term, period))) for term in terms]


def _measures(
    above: Mapping[UUID, int], below: Mapping[UUID, int] | None
) -> Mapping[UUID, Measure]:
    """Return numerators beside denominators, without units that have neither."""
    if below is None:
        return {unit_id: Measure(amount, amount) for unit_id, amount in above.items() if amount}
    found = {}
    for unit_id in {**below, **above}:
        counted, of_all = above.get(unit_id, 0), below.get(unit_id, 0)
        if counted or of_all:
            found[unit_id] = Measure(counted, of_all)
    return found
