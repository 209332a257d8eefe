"""What the readings of many series say of many units and periods: one query."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection

from motcua.kernel.analytics import api as analytics

from ..types import OF_PLAN, Kind

_MEASURE = """
with asked as (
    select id, code, kind, every from connectors_series where code = any(%(codes)s)
), member (top, unit_id) as (
    select * from unnest(%(tops)s::uuid[], %(units)s::uuid[])
), span (first, last) as (
    select * from unnest(%(firsts)s::date[], %(lasts)s::date[])
), whole as (
    select series_id, sum(weight) as weight
    from connectors_seriesunit where series_id in (select id from asked) group by 1
), expected as (
    select s.id, s.code, s.kind, s.every, m.top, e.unit_id, e.weight
    from asked s
    join connectors_seriesunit e on e.series_id = s.id
    join member m on m.unit_id = e.unit_id
), reading as (
    select r.series_id, r.unit_id, r.day, r.value, r.weight, r.recorded_at,
        lead(r.day) over (partition by r.series_id, r.unit_id order by r.day) as next_day
    from connectors_reading r
    where r.is_in_force and r.value is not null
        and r.series_id in (select id from asked)
        and r.unit_id = any(%(units)s::uuid[])
        and r.day <= (select max(last) from span)
), own as (
    select r.series_id, r.unit_id, p.first, p.last,
        sum(r.value) filter (where r.day >= p.first) as total,
        sum(r.value * r.weight) filter (where r.day >= p.first) as weighed,
        sum(r.weight) filter (where r.day >= p.first) as weight,
        count(*) filter (where r.day >= p.first) as amount,
        max(r.day) as last_day,
        max(r.value) filter (where r.next_day is null or r.next_day > p.last) as last_value,
        max(r.recorded_at) filter (where r.next_day is null or r.next_day > p.last) as recorded_at
    from reading r
    join span p on r.day <= p.last
        and (r.day >= p.first or r.next_day is null or r.next_day > p.last)
    group by 1, 2, 3, 4
), aged as (
    select e.*, p.first, p.last, o.total, o.weighed, o.weight as reading_weight, o.amount,
        o.last_day, o.last_value,
        case
            when (o.last_day + 1 + case e.every
                when 'DAY' then interval '1 day' when 'MONTH' then interval '1 month'
                when 'QUARTER' then interval '3 months' else interval '1 year' end)::date
                > p.last + 1 then null
            else coalesce(
                least((o.last_day + 1)::timestamp at time zone %(zone)s, o.recorded_at),
                p.first::timestamp at time zone %(zone)s
            )
        end as as_of
    from expected e cross join span p
    left join own o on o.series_id = e.id and o.unit_id = e.unit_id
        and o.first = p.first and o.last = p.last
)
select a.code, a.kind, a.top, a.first, a.last,
    coalesce(sum(a.total), 0), coalesce(sum(a.weighed), 0), coalesce(sum(a.reading_weight), 0),
    coalesce(sum(a.amount), 0), sum(a.last_value), max(a.last_day), min(a.as_of),
    sum(a.weight), min(w.weight), min(t.value)
from aged a
join whole w on w.series_id = a.id
left join connectors_yeartarget t
    on t.series_id = a.id and t.year = extract(year from a.last)
group by 1, 2, 3, 4, 5
"""


@dataclass(frozen=True, slots=True)
class _Found:
    """What readings say of a series, a unit with those below it, and some days."""

    code: str
    kind: str
    top: UUID
    first: date
    last: date
    total: int
    weighed: int
    reading_weight: int
    amount: int
    last_value: int | None
    last_day: date | None
    as_of: datetime | None
    weight: int
    whole_weight: int
    target: int | None

    def measure(self) -> analytics.Measure | None:
        """Return the figure, None where nothing was given."""
        if self.kind == Kind.AVERAGE:
            found = (self.weighed, self.reading_weight) if self.reading_weight else None
        elif self.kind == Kind.STOCK:
            found = (self.last_value, 1) if self.last_value is not None else None
        else:
            found = (self.total, 1) if self.amount else None
        return analytics.Measure(int(found[0]), int(found[1]), self.as_of) if found else None

    def of_plan(self) -> analytics.Measure | None:
        """Return what was reached since New Year against the plan up to the last value."""
        if self.target is None or self.last_day is None or not self.amount:
            return None
        passed = (self.last_day - self.first).days + 1
        days = (date(self.first.year + 1, 1, 1) - self.first).days
        due = self.target * self.weight * passed / (self.whole_weight * days)
        return analytics.Measure(int(self.total), round(due), self.as_of)


def measure_series(
    indicators: Collection[analytics.Indicator],
    unit_ids: Collection[UUID],
    periods: Collection[analytics.Period],
    reach: analytics.Reach,
) -> analytics.Measures:
    """Return what readings say of configured indicators: one query, whatever their number."""
    wanted = {each.code: each.code.removesuffix(OF_PLAN) for each in indicators}
    spans = {(each.first_date, each.last_date) for each in periods}
    if any(each.endswith(OF_PLAN) for each in wanted):
        spans |= {_since_new_year(each) for each in periods}
    found = {
        (each.code, each.first, each.last, each.top): each
        for each in _ask(set(wanted.values()), analytics.members(unit_ids, reach), spans)
    }
    measures: dict[tuple[str, analytics.Period], Mapping[UUID, analytics.Measure]] = {}
    for code, series in wanted.items():
        for period in periods:
            is_plan = code != series
            days = _since_new_year(period) if is_plan else (period.first_date, period.last_date)
            of_it = {top: found.get((series, *days, top)) for top in unit_ids}
            read = {
                top: each.of_plan() if is_plan else each.measure()
                for top, each in of_it.items()
                if each is not None
            }
            measures[code, period] = {top: each for top, each in read.items() if each is not None}
    return measures


def _since_new_year(period: analytics.Period) -> tuple[date, date]:
    return date(period.last_date.year, 1, 1), period.last_date


def _ask(
    codes: Collection[str],
    members: Mapping[UUID, Collection[UUID]],
    spans: Collection[tuple[date, date]],
) -> Iterator[_Found]:
    pairs = [(top, unit_id) for top, below in members.items() for unit_id in below]
    facts: dict[str, Any] = {
        "codes": list(codes),
        "tops": [top for top, _unit_id in pairs],
        "units": [unit_id for _top, unit_id in pairs],
        "firsts": [first for first, _last in spans],
        "lasts": [last for _first, last in spans],
        "zone": "Asia/Ho_Chi_Minh",
    }
    with connection.cursor() as cursor:
        cursor.execute(_MEASURE, facts)
        for row in cursor.fetchall():
            yield _Found(*row)
