"""Events carried to their listeners, after commit, in order per stream."""

import logging
from datetime import timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models.functions import Now

from . import modules
from .actors import ActorKind
from .events import Envelope, Event, event_type
from .models import EventRecord, Undelivered

logger = logging.getLogger(__name__)
LONGEST_WAIT = timedelta(hours=1)

_NEXT = """
select event.*, waiting.id as waiting_id, waiting.attempts
from foundation_undelivered waiting
join foundation_event event
    on event.id = waiting.event_id and event.recorded_at = waiting.recorded_at
where waiting.retry_at <= statement_timestamp() and not exists (
    select from foundation_undelivered earlier
    where earlier.stream = waiting.stream
        and earlier.stream_version < waiting.stream_version
)
order by waiting.id limit 1 for update of waiting skip locked
"""
_DONE = "delete from foundation_undelivered where id = %s"


def deliver_pending(*, limit: int = 1000) -> int:
    """Deliver up to ``limit`` events that are due and return how many were handled.

    Each event's handlers run in one transaction with the note that it was delivered. When one
    fails, all are undone, the stream waits, and the event is tried again later: after 2, 4, 8 …
    seconds, at most an hour apart.
    """
    delivered = 0
    for _attempt in range(limit):
        with transaction.atomic():
            found = list(EventRecord.objects.raw(_NEXT))
            if not found:
                break
            delivered += _deliver(found[0])
    return delivered


def opened(record: EventRecord) -> tuple[Event, Envelope]:
    """Return what an event says, and what stands on its cover."""
    event = event_type(record.code).from_payload(record.payload)
    return event, Envelope(
        event_id=record.id,
        at=record.at,
        recorded_at=record.recorded_at,
        actor_kind=ActorKind(record.actor_kind),
        actor_name=record.actor_name,
        account_id=record.account_id,
        person_id=record.person_id,
        unit_id=record.unit_id,
        stream=record.stream,
        stream_version=record.stream_version,
    )


def _deliver(record: Any) -> bool:  # an EventRecord, with the columns of its waiting row
    event, envelope = opened(record)
    try:
        with transaction.atomic():
            for handler in modules.listeners(type(event)):
                handler(event, envelope)
    except Exception as error:  # whatever it was, the event must not be lost
        logger.exception("event %s (%s) was not handled", record.id, record.code)
        _try_later(record, error)
        return False
    with connection.cursor() as cursor:
        cursor.execute(_DONE, [record.waiting_id])
    return True


def _try_later(record: Any, error: Exception) -> None:
    attempts = record.attempts + 1
    Undelivered.objects.filter(id=record.waiting_id).update(
        attempts=attempts,
        error=repr(error)[:2000],
        retry_at=Now() + min(timedelta(seconds=2 ** min(attempts, 12)), LONGEST_WAIT),
    )
