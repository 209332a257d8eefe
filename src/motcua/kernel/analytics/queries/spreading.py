"""How what is counted on a day spreads over longer cells and over the units above."""

from collections.abc import Mapping
from typing import Any

from motcua.kernel.organisation import api as organisation

from ..types import Reach

# Given rows named ``counted`` (fact, unit_id, day, dimension, amount): the cells they make.
SPREAD = """
lines as (
    select * from unnest(%(units)s::uuid[], %(reaches)s::text[], %(above_ids)s::uuid[])
        as line(unit_id, reach, above_id)
), grains (grain, field) as (
    values ('D', 'day'), ('M', 'month'), ('Y', 'year')
), days as (
    select fact, unit_id, day, dimension, sum(amount)::bigint as amount from counted
    group by fact, unit_id, day, dimension
), spread as (
    select
        fact, line.above_id as unit_id, line.reach, grain.grain,
        date_trunc(grain.field, days.day)::date as first_day, dimension,
        sum(amount)::bigint as amount
    from days join lines line on line.unit_id = days.unit_id cross join grains grain
    group by 1, 2, 3, 4, 5, 6
    having sum(amount) <> 0
)
"""


def lines_up() -> Mapping[str, list[Any]]:
    """Return what ``SPREAD`` must be given: each unit with itself and with those above it."""
    units, reaches, above_ids = [], [], []
    for unit_id, above in organisation.lines_up().items():
        for reach, line in ((Reach.OWN, (unit_id,)), (Reach.TREE, (unit_id, *above))):
            for each in line:
                units.append(unit_id)
                reaches.append(reach.value)
                above_ids.append(each)
    return {"units": units, "reaches": reaches, "above_ids": above_ids}
