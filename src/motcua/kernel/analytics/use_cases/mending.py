"""Figures are brought to what the events say."""

from typing import Any

from django.db import connection, transaction

from ..queries.recounting import AT_ONCE, WRONG, batched, differing, tales, tell_anew
from ..queries.spreading import lines_up
from ..types import Tale
from .hearing import keep, read_for_update
from .settling import lock, settle

_MEND = f"""
{WRONG}
insert into analytics_cell (fact, unit_id, grain, first_day, part, dimension, amount)
select fact, unit_id, grain, first_day, part, dimension, expected from wrong
on conflict (fact, unit_id, grain, first_day, part, dimension)
    do update set amount = excluded.amount
"""  # noqa: S608 - put together from our own constants


def mend() -> int:
    """Tell each story anew that is kept otherwise, and then put right the cells that are wrong.

    This is also how figures come to what happened before somebody counted it. Each story is a
    transaction of its own: what was done stays done.

    Returns:
        How many stories and cells were put right.
    """
    mended = 0
    for tale in tales():
        for told in batched(tell_anew(tale), AT_ONCE):
            for each in differing(tale, told):
                _tell_again(tale, each.what)
                mended += 1
    while settle():
        pass
    return mended + _mend_cells()


@transaction.atomic
def _tell_again(tale: Tale[Any], stream: str) -> None:
    """Tell one story anew from its events; what is delivered to it waits meanwhile."""
    with connection.cursor() as cursor:
        before = read_for_update(cursor, tale, stream)
        for after in tell_anew(tale, stream=stream):
            keep(cursor, tale, after, before)


@transaction.atomic
def _mend_cells() -> int:
    lock(wait=True)
    with connection.cursor() as cursor:
        cursor.execute(_MEND, lines_up())
        return int(cursor.rowcount)
