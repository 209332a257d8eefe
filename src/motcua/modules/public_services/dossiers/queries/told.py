"""What the stories of dossiers count: by field of work, and row by row.

The same stories make the cells of the figures, so that lines by field add up to the figure itself.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

from django.db import connection

from motcua.foundation.actors import Actor
from motcua.foundation.text import sort_key
from motcua.kernel.analytics import api as analytics

from ..models import Submission
from ..types import TALE_NAME, Among, CountedDossier
from .figures import address_of, among, list_among

_AT_ONCE = 200
_OURS = "dossiers."
_BY_FIELD = """
with alive(id, field) as ({alive})
select field, fact,
    coalesce(sum(amount) filter (where day < %s), 0)::bigint,
    coalesce(sum(amount) filter (where day between %s and %s), 0)::bigint
from (
    select alive.field, line ->> 0 as fact, (line ->> 2)::date as day,
        (line ->> 4)::bigint as amount
    from alive
    join analytics_story story on story.stream = 'submission:' || alive.id and story.tale = %s
    cross join jsonb_array_elements(story.counts) as line
) counted
where fact = any(%s)
group by field, fact
"""
Terms = tuple[analytics.Term, ...]


class Sums(NamedTuple):
    """How often a fact was counted before a period, and in it."""

    before: int = 0
    within: int = 0

    def over(self, days: analytics.Over) -> int:
        """Return the sum over the days of a term."""
        if days is analytics.Over.START:
            return self.before
        return self.within if days is analytics.Over.PERIOD else self.before + self.within


def _total(terms: Terms, sums: Mapping[str, Sums]) -> int:
    return sum(term.sign * sums.get(term.fact, Sums()).over(term.over) for term in terms)


def counts_dossiers(indicator: analytics.Indicator) -> bool:
    """Tell whether a figure is a mere count of dossiers, so that it can be told field by field."""
    terms = indicator.numerator
    return (
        indicator.kind is analytics.Kind.COUNT
        and bool(terms)
        and all(term.fact.startswith(_OURS) for term in terms)
    )


def count_by_field(
    *,
    indicators: Collection[analytics.Indicator],
    unit_ids: Collection[UUID],
    period: analytics.Period,
) -> Mapping[str, Mapping[str, int]]:
    """Return, by field of work and code, what figures of :func:`counts_dossiers` come to.

    One query, whatever the number of fields, figures and units: it reads the stories of the
    dossiers alive in the period, thousands for a unit and a quarter. The period shall be over.
    Fields stand in the order of the dictionary; those that nobody had are left out.

    Law:
        TT 01/2020
    """
    facts = {term.fact for each in indicators for term in each.numerator}
    found = {
        field: {each.code: _total(each.numerator, sums) for each in indicators}
        for field, sums in _sums_by_field(facts, unit_ids, period).items()
    }
    return {
        field: found[field] for field in sorted(found, key=sort_key) if any(found[field].values())
    }


def _sums_by_field(
    facts: Collection[str], unit_ids: Collection[UUID], period: analytics.Period
) -> Mapping[str, Mapping[str, Sums]]:
    rows = Submission.objects.filter(among(Among.ALIVE, period.start, period.end))
    rows = rows.filter(unit_id__in=list(unit_ids)).order_by()
    alive, given = rows.values_list("id", "field").query.sql_with_params()
    days = (period.first_date, period.first_date, period.last_date)
    found: defaultdict[str, dict[str, Sums]] = defaultdict(dict)
    with connection.cursor() as cursor:
        cursor.execute(_BY_FIELD.format(alive=alive), [*given, *days, TALE_NAME, list(facts)])
        for field, fact, before, within in cursor:
            found[field][fact] = Sums(before, within)
    return found


def rows_told(terms: Terms, *, field: str = "") -> analytics.ListRows:
    """Return a list of those dossiers whose own story counts for the terms.

    Args:
        field: Only those of that field of work.
    """

    def rows(
        actor: Actor, unit_id: UUID, period: analytics.Period, after: str, limit: int
    ) -> Sequence[analytics.Row]:
        found: list[analytics.Row] = []
        while len(found) < limit:
            near = list_among(
                actor=actor,
                unit_ids=[unit_id],
                kind=Among.ALIVE,
                start=period.start,
                end=period.end,
                field=field,
                after=after,
                limit=_AT_ONCE,
            )
            found += _counted(near, terms, period)
            if len(near) < _AT_ONCE:
                break
            after = near[-1].code
        return found[:limit]

    return rows


def _counted(
    near: Sequence[CountedDossier], terms: Terms, period: analytics.Period
) -> list[analytics.Row]:
    streams = {f"submission:{each.submission_id}": each for each in near}
    told = analytics.stories(tale=TALE_NAME, streams=list(streams))
    return [
        analytics.Row(
            code=each.code,
            title=each.title,
            unit_id=each.unit_id,
            at=each.accepted_at,
            counted=True,
            note=str(each.state.label),
            url=address_of(each.code, may_open=each.may_open),
        )
        for stream, each in streams.items()
        if stream in told and _total(terms, _sums(told[stream], period))
    ]


def _sums(told: analytics.Told, period: analytics.Period) -> Mapping[str, Sums]:
    """Return what a single story counts before a period, and in it."""
    before, within = Counter[str](), Counter[str]()
    for (fact, _unit, day, _dimension), amount in told.counts.items():
        if day < period.first_date:
            before[fact] += amount
        elif day <= period.last_date:
            within[fact] += amount
    return {fact: Sums(before[fact], within[fact]) for fact in (*before, *within)}
