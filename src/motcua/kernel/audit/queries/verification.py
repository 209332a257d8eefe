"""Is the history what was sealed?"""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from django.db import connection

from ..models import ROW_HASH, ChainLink
from ..types import GENESIS, LOOK_BACK, ChainFault, FaultKind, Head, Report

Progress = Callable[[int, int], None]
CHUNK = 100_000
MOST_FAULTS = 1000

_BOUNDS = """
select min(position), max(position) from audit_chain
where recorded_at >= coalesce(%(start)s::timestamptz, '-infinity')
    and recorded_at < coalesce(%(end)s::timestamptz, 'infinity')
"""

_SPAN = """
select min(recorded_at), max(recorded_at), count(*) from audit_chain
where position between %(first)s and %(last)s
"""

# The link before the first of a chunk is read too, as what the first must follow from.
_COMPARE = f"""
with chain as (
    select
        position, event_id, recorded_at, row_hash, link,
        lag(position) over in_order as before_position, lag(link) over in_order as before_link
    from audit_chain
    where position between %(first)s - 1 and %(last)s
    window in_order as (order by position)
), compared as (
    select
        chain.*, event.id as found, event.code, event.stream,
        event.id is null as is_missing,
        chain.row_hash <> {ROW_HASH} as is_changed,
        chain.position <> coalesce(before_position, 0) + 1 as is_gap,
        chain.link <> sha256(coalesce(before_link, %(genesis)s) || chain.row_hash) as is_loose
    from chain left join foundation_event event
        on event.id = chain.event_id and event.recorded_at = chain.recorded_at
        and event.recorded_at between %(oldest)s and %(newest)s
    where position >= %(first)s
)
select
    case when is_missing then 'MISSING' when is_changed then 'CHANGED'
        when is_gap then 'GAP' else 'OUT_OF_ORDER' end,
    position, event_id, recorded_at, coalesce(code, ''), coalesce(stream, '')
from compared where is_missing or is_changed or is_gap or is_loose
order by position, recorded_at limit %(limit)s
"""  # noqa: S608 - put together from our own constants

_INSERTED = """
select 'INSERTED', null, event.id, event.recorded_at, event.code, event.stream
from foundation_event event
where event.recorded_at >= coalesce(%(start)s::timestamptz, '-infinity')
    and event.recorded_at < least(
        coalesce(%(end)s::timestamptz, 'infinity'),
        (select max(recorded_at) from audit_chain) - %(look_back)s::interval
    )
    and not exists (
        select from audit_chain sealed
        where sealed.recorded_at = event.recorded_at and sealed.event_id = event.id
    )
order by event.recorded_at, event.id limit %(limit)s
"""

UNSEALED = """
select count(*), min(event.recorded_at) from foundation_event event
where event.recorded_at >= coalesce(
    (select max(recorded_at) from audit_chain) - %s::interval, '-infinity'
) and not exists (
    select from audit_chain sealed
    where sealed.recorded_at = event.recorded_at and sealed.event_id = event.id
)
"""


def head() -> Head:
    """Return the last link of the chain; position 0 while nothing is sealed."""
    last = ChainLink.objects.order_by("-position").first()
    if last is None:
        return Head(position=0, link=GENESIS)
    return Head(position=last.position, link=bytes(last.link), recorded_at=last.recorded_at)


def verify(
    *,
    start: datetime | None = None,
    end: datetime | None = None,
    noted: Head | None = None,
    progress: Progress | None = None,
) -> Report:
    """Compare the history with its chain, by sets of rows.

    Args:
        start: Only events recorded since then; their first link must follow from the one before.
        end: Only events recorded before then.
        noted: A head that somebody kept outside: the chain must still hold it. Without one, nobody
            can tell a chain that was forged from its first altered link to its end.
        progress: Called with (rows done, rows in all).

    Returns:
        Every fault, at most ``MOST_FAULTS``, in the order of the chain; then events without a link.
    """
    bounds = {"start": start, "end": end}
    first, last = _row(_BOUNDS, bounds)
    faults = [*_noted(noted)]
    rows = 0
    if first is not None:
        total = last - first + 1
        for chunk in range(first, last + 1, CHUNK):
            until = min(chunk + CHUNK - 1, last)
            rows += _compare(chunk, until, faults)
            if progress:
                progress(until - first + 1, total)
    faults += _faults(_INSERTED, {**bounds, "look_back": LOOK_BACK}, len(faults))
    (unsealed, _oldest) = _row(UNSEALED, [LOOK_BACK])
    return Report(rows=rows, faults=tuple(faults), unsealed=unsealed, head=head())


def _compare(first: int, last: int, faults: list[ChainFault]) -> int:
    where: dict[str, Any] = {"first": first, "last": last, "genesis": GENESIS}
    oldest, newest, rows = _row(_SPAN, where)
    faults += _faults(_COMPARE, {**where, "oldest": oldest, "newest": newest}, len(faults))
    return int(rows)


def _noted(noted: Head | None) -> Iterator[ChainFault]:
    if noted is None or noted.position == 0:
        return
    kept = ChainLink.objects.filter(position=noted.position).values_list("link", flat=True)
    if [bytes(link) for link in kept] != [noted.link]:
        yield ChainFault(kind=FaultKind.HEAD, position=noted.position)


def _faults(query: str, given: dict[str, Any], already: int) -> Iterator[ChainFault]:
    with connection.cursor() as cursor:
        cursor.execute(query, {**given, "limit": max(0, MOST_FAULTS - already)})
        for kind, position, event_id, recorded_at, code, stream in cursor.fetchall():
            yield ChainFault(
                kind=FaultKind(kind),
                position=position,
                event_id=event_id,
                recorded_at=recorded_at,
                code=code,
                stream=stream,
            )


def _row(query: str, given: Any) -> tuple[Any, ...]:
    with connection.cursor() as cursor:
        cursor.execute(query, given)
        found: tuple[Any, ...] = cursor.fetchone()
    return found
