"""Sealing what happened."""

from datetime import timedelta
from typing import Any

from django.db import connection, transaction

from .models import ROW_HASH
from .types import GENESIS, LOOK_BACK

MOST_AT_ONCE = 50_000
_LOCK = 0x6D6F74637561  # "motcua": one sealer at a time

_SEAL = f"""
with head as (
    select position, link from audit_chain order by position desc limit 1
), pending as (
    select event.id, event.recorded_at, {ROW_HASH} as row_hash
    from foundation_event event
    where event.recorded_at >= coalesce(%(since)s::timestamptz, '-infinity') and not exists (
        select from audit_chain sealed
        where sealed.recorded_at = event.recorded_at and sealed.event_id = event.id
    )
    order by event.recorded_at, event.id
    limit %(limit)s
)
insert into audit_chain (position, event_id, recorded_at, row_hash, link)
select
    coalesce((select position from head), 0) + row_number() over in_order,
    id, recorded_at, row_hash,
    audit_link(coalesce((select link from head), %(genesis)s), row_hash) over in_order
from pending
window in_order as (order by recorded_at, id rows between unbounded preceding and current row)
"""  # noqa: S608 - put together from our own constants


@transaction.atomic
def seal_pending(*, look_back: timedelta = LOOK_BACK, limit: int = MOST_AT_ONCE) -> int:
    """Append the events that the chain does not know yet, as one set; one sealer at a time.

    Args:
        look_back: How far behind the last sealed event to look for latecomers.

    Returns:
        How many links were added; 0 also when another sealer is at work.
    """
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_xact_lock(%s)", [_LOCK])
        if not cursor.fetchone()[0]:
            return 0
        # Asked apart: with the instant before its eyes, PostgreSQL reads the newest rows alone.
        seconds = look_back.total_seconds()
        cursor.execute(
            "select max(recorded_at) - make_interval(secs => %s) from audit_chain", [seconds]
        )
        (since,) = cursor.fetchone()
        given: dict[str, Any] = {"since": since, "limit": limit, "genesis": GENESIS}
        cursor.execute(_SEAL, given)
        return int(cursor.rowcount)
