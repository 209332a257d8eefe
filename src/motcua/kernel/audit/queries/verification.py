"""Is the history what was sealed?"""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from ..models import ROW_HASH, ChainLink
from ..types import GENESIS, LOOK_BACK, ChainFault, FaultKind, Head, Report

Progress = Callable[[int, int], None]
CHUNK = 200_000
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

# Two questions, so that the dear one can be shared out among the server's processes: hashing rows.
_ROWS = f"""
select
    case when event.id is null then 'MISSING' else 'CHANGED' end,
    chain.position, chain.event_id, chain.recorded_at,
    coalesce(event.code, ''), coalesce(event.stream, '')
from audit_chain chain left join foundation_event event
    on event.id = chain.event_id and event.recorded_at = chain.recorded_at
    and event.recorded_at between %(oldest)s and %(newest)s
where chain.position between %(first)s and %(last)s
    and chain.recorded_at between %(oldest)s and %(newest)s
    and (event.id is null or chain.row_hash <> {ROW_HASH})
order by chain.position limit %(limit)s
"""  # noqa: S608 - put together from our own constants

# The link before the first of a chunk is read too, as what the first must follow from.
_LINKS = """
with chain as (
    select
        position, event_id, recorded_at, row_hash, link,
        lag(position) over in_order as before_position, lag(link) over in_order as before_link
    from audit_chain
    where position between %(first)s - 1 and %(last)s
    window in_order as (order by position)
)
select
    case when position = coalesce(before_position, 0) + 1 then 'OUT_OF_ORDER' else 'GAP' end,
    position, event_id, recorded_at, '', ''
from chain
where position >= %(first)s and (
    position <> coalesce(before_position, 0) + 1
    or link <> sha256(coalesce(before_link, %(genesis)s) || row_hash)
)
order by position limit %(limit)s
"""

_HELPERS = {
    "max_parallel_workers_per_gather": "4",
    "parallel_setup_cost": "0",
    "min_parallel_table_scan_size": "0",
    "min_parallel_index_scan_size": "0",
    "enable_nestloop": "off",
    "work_mem": "64MB",
}

_INSERTED = """
select 'INSERTED', null, event.id, event.recorded_at, event.code, event.stream
from foundation_event event
where event.recorded_at >= coalesce(%(start)s::timestamptz, '-infinity')
    and event.recorded_at < least(
        coalesce(%(end)s::timestamptz, 'infinity'), %(sealed_for_good)s::timestamptz
    )
    and not exists (
        select from audit_chain sealed
        where sealed.recorded_at = event.recorded_at and sealed.event_id = event.id
    )
order by event.recorded_at, event.id limit %(limit)s
"""

_UNSEALED = """
select count(*), min(event.recorded_at) from foundation_event event
where event.recorded_at >= coalesce(%s::timestamptz, '-infinity') and not exists (
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


def unsealed() -> tuple[int, datetime | None]:
    """Return how many events wait to be sealed, and since when the oldest does."""
    # Asked apart: with the instant before its eyes, PostgreSQL reads the newest rows alone.
    (since,) = _row("select max(recorded_at) - %s::interval from audit_chain", [LOOK_BACK])
    count, oldest = _row(_UNSEALED, [since])
    return count, oldest


@transaction.atomic
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
    for name, value in _HELPERS.items():
        _row("select set_config(%s, %s, true)", [name, value])
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
    (until,) = _row("select max(recorded_at) - %s::interval from audit_chain", [LOOK_BACK])
    if until is not None:
        faults += _faults(_INSERTED, {**bounds, "sealed_for_good": until}, len(faults))
    waiting, _oldest = unsealed()
    return Report(rows=rows, faults=tuple(faults), unsealed=waiting, head=head())


def _compare(first: int, last: int, faults: list[ChainFault]) -> int:
    where: dict[str, Any] = {"first": first, "last": last, "genesis": GENESIS}
    oldest, newest, rows = _row(_SPAN, where)
    where |= {"oldest": oldest, "newest": newest}
    found = [*_faults(_ROWS, where, len(faults)), *_faults(_LINKS, where, len(faults))]
    named: dict[int | None, ChainFault] = {}
    for fault in found:  # one fault of a link is enough, and that of its row says more
        named.setdefault(fault.position, fault)
    faults += sorted(named.values(), key=lambda fault: fault.position or 0)
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


_GAPS = """
select stream from foundation_event
group by stream having count(*) <> max(stream_version) or min(stream_version) <> 1
order by stream limit %(limit)s
"""


def incomplete_streams(*, limit: int = 100) -> list[str]:
    """Return the streams of which an event is missing: their numbers leave one out."""
    with connection.cursor() as cursor:
        cursor.execute(_GAPS, {"limit": limit})
        return [stream for (stream,) in cursor.fetchall()]
