"""The figures counted once more: from the events to the stories, and from them to the cells."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, islice
from typing import Any

from django.db import connection, transaction

from motcua.foundation import modules
from motcua.foundation.delivery import opened
from motcua.foundation.models import EventRecord

from .. import rules
from ..models import ToldStory
from ..types import Difference, Recount, Tale, Told
from .spreading import SPREAD, lines_up
from .stories import as_lines

AT_ONCE = 1000  # streams that are compared by one question
MOST_NAMED = 1000

_EVENTS = """
select event.* from foundation_event event
where event.code = any(%(codes)s) and (%(stream)s::text is null or event.stream = %(stream)s)
    and (event.stream, event.stream_version) > (%(after)s, %(version)s)
    and not exists (
        select from foundation_undelivered waiting
        where waiting.event_id = event.id and waiting.recorded_at = event.recorded_at
    )
order by event.stream, event.stream_version limit %(limit)s
"""
# What is kept of the stories, without what has yet to be added.
COUNTED = """
counted as (
    select
        line ->> 0 as fact, (line ->> 1)::uuid as unit_id, (line ->> 2)::date as day,
        line ->> 3 as dimension, (line ->> 4)::bigint as amount
    from analytics_story cross join jsonb_array_elements(counts) as line
    union all
    select fact, unit_id, day, dimension, -amount from analytics_change
)
"""
WRONG = f"""
with {COUNTED}, {SPREAD}, wrong as (
    select
        fact, unit_id, grain, first_day, part, dimension,
        coalesce(spread.amount, 0) as expected, coalesce(cell.amount, 0) as kept
    from spread full join analytics_cell cell
        using (fact, unit_id, grain, first_day, part, dimension)
    where coalesce(spread.amount, 0) <> coalesce(cell.amount, 0)
)
"""  # noqa: S608 - put together from our own constants
_SHOW_WRONG = f"{WRONG} select * from wrong limit %(limit)s"  # noqa: S608 - the same


def batched(given: Iterable[Told], amount: int) -> Iterator[list[Told]]:
    """Yield lists of at most so many, in order."""
    rest = iter(given)
    while portion := list(islice(rest, amount)):
        yield portion


def tales() -> tuple[Tale[Any], ...]:
    """Return every tale that a module tells."""
    return modules.provided(Tale)


def has_untold_tales() -> bool:
    """Tell whether of a tale no story was told yet, though there are events that tell one."""
    for tale in tales():
        told = ToldStory.objects.filter(tale=tale.name).exists()
        codes = [each.code for each in tale.told_by]
        if not told and EventRecord.objects.filter(code__in=codes).exists():
            return True
    return False


def tell_anew(tale: Tale[Any], *, stream: str | None = None) -> Iterator[Told]:
    """Tell the stories of a tale from the events that were delivered, or one of them."""
    for name, of_one in groupby(_events(tale, stream), key=lambda record: record.stream):
        story, version = tale.begin, 0
        for record in of_one:
            story = rules.tell(tale, story, *opened(record))
            version = record.stream_version
        counts = rules.counted(tale.counts(story))
        yield Told(stream=name, version=version, story=story, counts=counts)


def _events(tale: Tale[Any], stream: str | None) -> Iterator[EventRecord]:
    given: dict[str, Any] = {"codes": [each.code for each in tale.told_by], "limit": AT_ONCE}
    given |= {"stream": stream, "after": "", "version": 0}
    while page := list(EventRecord.objects.raw(_EVENTS, given)):
        yield from page
        given |= {"after": page[-1].stream, "version": page[-1].stream_version}


def recount() -> Recount:
    """Count everything again from the events, and tell what differs.

    Reads every event of every tale, as of one instant unless a transaction is open already:
    minutes for millions.
    """
    sets_the_instant = not connection.in_atomic_block
    with transaction.atomic():
        if sets_the_instant:
            with connection.cursor() as cursor:
                cursor.execute("set transaction isolation level repeatable read")
        streams, found = 0, []
        for tale in tales():
            for told in batched(tell_anew(tale), AT_ONCE):
                streams += len(told)
                found += differing(tale, told)
        found += _wrong_cells()
    return Recount(streams=streams, differences=tuple(found[:MOST_NAMED]))


def differing(tale: Tale[Any], told: Sequence[Told]) -> list[Difference]:
    """Return which of the stories are kept otherwise."""
    stories = ToldStory.objects.filter(tale=tale.name, stream__in=[each.stream for each in told])
    kept = dict(stories.values_list("stream", "counts"))
    lines = ((each.stream, as_lines(each.counts), kept.get(each.stream)) for each in told)
    return [
        Difference(what=stream, expected=str(expected), kept=str(found))
        for stream, expected, found in lines
        if found is None or sorted(found) != expected
    ]


def _wrong_cells() -> list[Difference]:
    with connection.cursor() as cursor:
        cursor.execute(_SHOW_WRONG, {**lines_up(), "limit": MOST_NAMED})
        return [
            Difference(
                what=f"{fact} {dimension} {unit_id} {grain} {first_day} {part}",
                expected=str(expected),
                kept=str(kept),
            )
            for fact, unit_id, grain, first_day, part, dimension, expected, kept in cursor
        ]
