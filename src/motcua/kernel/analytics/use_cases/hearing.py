"""A story goes on, and with it what it counts."""

import json
from typing import Any

from django.db import connection

from motcua.foundation.events import Envelope, Event
from motcua.foundation.plain import from_plain, to_plain

from .. import rules
from ..queries.stories import as_lines, read_counts
from ..types import Tale, Told

_STORY = """
select version, story, counts from analytics_story where stream = %s and tale = %s for update
"""
_BEGIN = """
insert into analytics_story (stream, tale, version, story, counts) values (%s, %s, 0, %s, '[]')
on conflict do nothing
"""
_KEEP = """
with kept as (
    update analytics_story set version = %(version)s, story = %(story)s, counts = %(counts)s
    where stream = %(stream)s and tale = %(tale)s
)
insert into analytics_change (fact, unit_id, day, dimension, amount)
select fact, unit_id, day, dimension, amount from jsonb_to_recordset(%(changes)s::jsonb)
    as change(fact text, unit_id uuid, day date, dimension text, amount bigint)
"""


def hear(*, tale: Tale[Any], event: Event, envelope: Envelope) -> None:
    """Let a story go on, in the transaction that delivers the event; what was heard is let be."""
    with connection.cursor() as cursor:
        before = read_for_update(cursor, tale, envelope.stream)
        if before.version >= envelope.stream_version:
            return
        story = rules.tell(tale, before.story, event, envelope)
        after = Told(
            stream=envelope.stream,
            version=envelope.stream_version,
            story=story,
            counts=rules.counted(tale.counts(story)),
        )
        keep(cursor, tale, after, before)


def read_for_update(cursor: Any, tale: Tale[Any], stream: str) -> Told:
    """Return a story as far as it was told; one that nobody has heard of begins."""
    cursor.execute(_STORY, [stream, tale.name])
    found = cursor.fetchone()
    if found is None:
        cursor.execute(_BEGIN, [stream, tale.name, json.dumps(to_plain(tale.begin))])
        cursor.execute(_STORY, [stream, tale.name])
        found = cursor.fetchone()
    version, story, counts = found
    return Told(
        stream=stream,
        version=version,
        story=from_plain(type(tale.begin), json.loads(story)),
        counts=read_counts(json.loads(counts)),
    )


def keep(cursor: Any, tale: Tale[Any], after: Told, before: Told) -> None:
    """Write down how far a story was told, and what changed by it."""
    changes = rules.difference(after.counts, before.counts)
    cursor.execute(
        _KEEP,
        {
            "stream": after.stream,
            "tale": tale.name,
            "version": after.version,
            "story": json.dumps(to_plain(after.story)),
            "counts": json.dumps(as_lines(after.counts)),
            "changes": json.dumps([to_plain(each) for each in changes]),
        },
    )
