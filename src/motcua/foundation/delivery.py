"""Events carried to their listeners, after commit, in order per stream."""

import logging
from datetime import timedelta

from django.db import connection, transaction
from django.db.models.functions import Now

from . import modules
from .actors import ActorKind
from .events import Envelope, event_type
from .models import EventRecord, Undelivered

logger = logging.getLogger(__name__)
LONGEST_WAIT = timedelta(hours=1)

_NEXT = """
select undelivered.id from foundation_undelivered undelivered
where retry_at <= statement_timestamp() and not exists (
    select from foundation_undelivered earlier
    where earlier.stream = undelivered.stream
        and earlier.stream_version < undelivered.stream_version
)
order by id limit 1 for update skip locked
"""


def deliver_pending(*, limit: int = 1000) -> int:
    """Deliver up to ``limit`` events that are due and return how many were handled.

    Each event's handlers run in one transaction with the note that it was delivered. When one
    fails, all are undone, the stream waits, and the event is tried again later: after 2, 4, 8 …
    seconds, at most an hour apart.
    """
    delivered = 0
    for _attempt in range(limit):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(_NEXT)
            found = cursor.fetchone()
            if found is None:
                break
            delivered += _deliver(Undelivered.objects.get(id=found[0]))
    return delivered


def _deliver(waiting: Undelivered) -> bool:
    record = EventRecord.objects.get(id=waiting.event_id, recorded_at=waiting.recorded_at)
    kind = event_type(record.code)
    event = kind.from_payload(record.payload)
    envelope = Envelope(
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
    try:
        with transaction.atomic():
            for handler in modules.listeners(kind):
                handler(event, envelope)
    except Exception as error:  # whatever it was, the event must not be lost
        logger.exception("event %s (%s) was not handled", record.id, record.code)
        waiting.attempts += 1
        waiting.error = repr(error)[:2000]
        wait = min(timedelta(seconds=2 ** min(waiting.attempts, 12)), LONGEST_WAIT)
        waiting.retry_at = Now() + wait
        waiting.save(update_fields=["attempts", "error", "retry_at"])
        return False
    waiting.delete()
    return True
