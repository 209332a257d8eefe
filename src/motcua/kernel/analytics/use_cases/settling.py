"""What happened is added to the cells."""

import json
from collections.abc import Sequence

from django.db import connection, transaction

from ..queries.spreading import SPREAD, lines_up

MOST_AT_ONCE = 20_000
CHANNEL = "motcua_figures"  # on which PostgreSQL tells whose figures moved
_MOST_NAMED = 150  # units; a message holds 8,000 bytes
_LOCK = 0x6669677572  # "figur": one settler at a time

# What a unit counts that was made after the lines were read waits for the next time.
_SETTLE = f"""
with counted as (
    delete from analytics_change where id in (
        select id from analytics_change where unit_id = any(%(units)s) order by id limit %(limit)s
    ) returning fact, unit_id, day, dimension, amount
), {SPREAD}, written as (
    insert into analytics_cell (fact, unit_id, grain, first_day, part, dimension, amount)
    select fact, unit_id, grain, first_day, part, dimension, amount from spread
    on conflict (fact, unit_id, grain, first_day, part, dimension)
        do update set amount = analytics_cell.amount + excluded.amount
)
select (select count(*) from counted), array(select distinct unit_id::text from spread)
"""  # noqa: S608 - put together from our own constants


@transaction.atomic
def settle(*, limit: int = MOST_AT_ONCE) -> int:
    """Add up to ``limit`` changes to the cells of days, months and years; one settler at a time.

    Returns:
        How many changes were added; 0 also when another settler is at work.
    """
    if not lock(wait=False):
        return 0
    with connection.cursor() as cursor:
        cursor.execute("select exists (select from analytics_change)")
        if not cursor.fetchone()[0]:
            return 0
        cursor.execute(_SETTLE, {**lines_up(), "limit": limit})
        settled, units = cursor.fetchone()
    _tell(units)
    return int(settled)


def _tell(units: Sequence[str]) -> None:
    """Tell those who listen whose figures moved, once this is committed; no names when many did."""
    named = units if len(units) <= _MOST_NAMED else ()
    with connection.cursor() as cursor:
        cursor.execute("select pg_notify(%s, %s)", [CHANNEL, json.dumps({"units": named})])


def lock(*, wait: bool) -> bool:
    """Become the only one who writes cells, until the transaction ends."""
    with connection.cursor() as cursor:
        if wait:
            cursor.execute("select true from pg_advisory_xact_lock(%s)", [_LOCK])
        else:
            cursor.execute("select pg_try_advisory_xact_lock(%s)", [_LOCK])
        return bool(cursor.fetchone()[0])
