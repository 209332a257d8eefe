"""What happened, and who has yet to be told."""

from django.db import models


class EventRecord(models.Model):
    """One thing that happened: written once, in the transaction of the change, and never altered.

    Partitioned by ``recorded_at``; :func:`motcua.foundation.events.publish` alone writes rows, but
    for those of a simulated city.
    """

    id = models.UUIDField(primary_key=True)
    code = models.TextField()
    stream = models.TextField()
    stream_version = models.BigIntegerField()
    at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    actor_kind = models.TextField()
    actor_name = models.TextField(blank=True)
    account_id = models.UUIDField(null=True)
    person_id = models.UUIDField(null=True)
    unit_id = models.UUIDField(null=True)
    payload = models.JSONField()

    class Meta:
        db_table = "foundation_event"

    def __str__(self) -> str:
        return f"{self.code} {self.stream} {self.stream_version}"


class Stream(models.Model):
    """The number of events that a stream has: the lock that keeps them in order."""

    stream = models.TextField(primary_key=True)
    version = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.stream} {self.version}"


class Undelivered(models.Model):
    """An event that its listeners have not handled yet."""

    id = models.BigAutoField(primary_key=True)
    event_id = models.UUIDField(unique=True)
    recorded_at = models.DateTimeField()
    stream = models.TextField()
    stream_version = models.BigIntegerField()
    attempts = models.PositiveIntegerField(default=0)
    retry_at = models.DateTimeField()
    error = models.TextField(blank=True, default="")

    class Meta:
        indexes = [
            models.Index(fields=["stream", "stream_version"], name="undelivered_stream"),
            models.Index(fields=["retry_at", "id"], name="undelivered_retry"),
        ]

    def __str__(self) -> str:
        return f"{self.stream} {self.stream_version}"


class Job(models.Model):
    """A job of a manifest's schedule: when it ran and when it is due again."""

    name = models.TextField(primary_key=True)
    due_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    failures = models.PositiveIntegerField(default=0)
    error = models.TextField(blank=True, default="")

    def __str__(self) -> str:
        return self.name
