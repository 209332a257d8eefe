"""How what is counted on a day spreads over longer cells and over the units above."""

from collections.abc import Mapping
from typing import Any

from motcua.kernel.organisation import api as organisation

from ..types import Part

# Given rows named ``counted`` (fact, unit_id, day, dimension, amount): the cells they make. Days
# are spread over the units first, months added up from their days and years from their months: a
# bulk of a million lines is read once then, not once for each grain of each unit.
SPREAD = """
lines as (
    select * from unnest(%(units)s::uuid[], %(parts)s::text[], %(above_ids)s::uuid[])
        as line(unit_id, part, above_id)
), days as (
    select fact, unit_id, day, dimension, sum(amount)::bigint as amount from counted
    group by fact, unit_id, day, dimension
), by_day as (
    select
        fact, line.above_id as unit_id, 'D' as grain, day as first_day, line.part, dimension,
        sum(amount)::bigint as amount
    from days join lines line on line.unit_id = days.unit_id
    group by 1, 2, 3, 4, 5, 6
), by_month as (
    select
        fact, unit_id, 'M' as grain, date_trunc('month', first_day)::date as first_day, part,
        dimension, sum(amount)::bigint as amount
    from by_day group by 1, 2, 3, 4, 5, 6
), by_year as (
    select
        fact, unit_id, 'Y' as grain, date_trunc('year', first_day)::date as first_day, part,
        dimension, sum(amount)::bigint as amount
    from by_month group by 1, 2, 3, 4, 5, 6
), spread as (
    select * from (
        select * from by_day union all select * from by_month union all select * from by_year
    ) every where amount <> 0
)
"""


def lines_up() -> Mapping[str, list[Any]]:
    """Return what ``SPREAD`` must be given: each unit with itself and those above it."""
    units, parts, above_ids = [], [], []
    for unit_id, above in organisation.lines_up().items():
        for part, line in ((Part.OWN, (unit_id,)), (Part.BELOW, above)):
            for each in line:
                units.append(unit_id)
                parts.append(part.value)
                above_ids.append(each)
    return {"units": units, "parts": parts, "above_ids": above_ids}
