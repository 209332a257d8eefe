"""Tallies as they are kept: of many series, units and days at once."""

import json
from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection

from motcua.kernel.analytics import api as analytics

# By series, the tallies of the days asked for in a list: unit after unit, day after day. All units
# lack the days before the first value of the series; after the last one they stand as they are.
_TALLIES = """
with asked as materialized (
    select s.id, s.code, s.kind, s.every, s.code = any(%(plans)s) as has_plan, array(
        select distinct least(s.counted_to, case s.every when 'DAY' then day else (
            date_trunc('month', (day + 1)::timestamp) - interval '1 day'
        )::date end) from unnest(%(days)s::date[]) as day order by 1
    ) as days
    from connectors_series s where s.code = any(%(codes)s) and s.counted_to is not null
)
select a.code, a.kind, a.every, a.days, t.*, (
    select coalesce(jsonb_object_agg(year, value), '{}') from connectors_yeartarget
    where series_id = a.id
)
from asked a
cross join lateral (
    select array_agg(unit_id) filter (where day = a.days[cardinality(a.days)]),
        array_agg(upper), array_agg(lower), array_agg(least_day),
        case when count(early_at) > 0 then array_agg(early_at) end,
        array_agg(last_day) filter (where a.has_plan), array_agg(weight) filter (where a.has_plan),
        array_agg(whole) filter (where a.has_plan)
    from (
        select * from connectors_tally
        where series_id = a.id and unit_id = any(%(units)s) and day = any(a.days)
            and (is_own or %(with_below)s)
        order by unit_id, day
    ) kept
    having count(*) > 0
) t
"""


@dataclass(frozen=True, slots=True)
class Tallies:
    """Of a series what :class:`..models.Tally` keeps, in lists: unit after unit, day after day.

    Attributes:
        begins: By unit, where it begins in the lists.
        lacking: How many of the days have none: they are before the first value.
        targets: By year, as text.
        early_at: None where all values were given when they were due.
    """

    code: str
    kind: str
    every: str
    days: Sequence[date]
    begins: Mapping[UUID, int]
    lacking: int
    targets: Mapping[str, int]
    upper: Sequence[int]
    lower: Sequence[int]
    least_day: Sequence[date | None]
    early_at: Sequence[datetime | None] | None
    last_day: Sequence[date | None]
    weight: Sequence[int]
    whole: Sequence[int]

    def nth(self, day: date) -> int:
        """Return which tally of a unit is the newest on a day; below 0 before the first."""
        return bisect_right(self.days, day) - 1 - self.lacking


def tallies(
    codes: Collection[str],
    *,
    plans: Collection[str],
    unit_ids: Collection[UUID],
    days: Collection[date],
    reach: analytics.Reach,
) -> Iterator[Tallies]:
    """Yield, for each series that has any, the tallies of units on some days: one query.

    Args:
        plans: The codes of those series of which plans are asked for.
    """
    given: dict[str, Any] = {
        "codes": list(codes),
        "plans": list(plans),
        "units": list(unit_ids),
        "days": list(days),
        "with_below": reach is analytics.Reach.TREE,
    }
    with connection.cursor() as cursor:
        cursor.execute(_TALLIES, given)
        for code, kind, every, asked, units, *lists, targets in cursor.fetchall():
            length = len(lists[0]) // len(units)
            begins = {unit_id: nth * length for nth, unit_id in enumerate(units)}
            years = json.loads(targets)
            yield Tallies(code, kind, every, asked, begins, len(asked) - length, years, *lists)
