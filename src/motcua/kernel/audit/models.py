"""What the database remembers of the chain, and the form in which an event is hashed."""

from django.db import models

# Every column of the event, in the binary form that PostgreSQL sends (`record_send`): lengths
# before values, so that nothing can be shifted from one column into the next; instants as
# microseconds, whatever zone the session has; JSON in its canonical order. It survives dump and
# restore. A new column of the event needs a second form, and a link must then say which it uses.
ROW_HASH = """sha256(record_send(row(
    event.id, event.code, event.stream, event.stream_version, event.at, event.recorded_at,
    event.actor_kind, event.actor_name, event.account_id, event.person_id, event.unit_id,
    event.payload)))"""


class ChainLink(models.Model):
    """One event's place in the chain; the link hashes the link before and the event.

    Partitioned by ``recorded_at`` like the events, so that a year can be laid away whole.
    Rows are written by :func:`~motcua.kernel.audit.use_cases.seal_pending` alone.
    """

    position = models.BigIntegerField(primary_key=True)
    event_id = models.UUIDField()
    recorded_at = models.DateTimeField()
    row_hash = models.BinaryField()
    link = models.BinaryField()

    class Meta:
        db_table = "audit_chain"

    def __str__(self) -> str:
        return f"{self.position} {self.event_id}"
