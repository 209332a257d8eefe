"""Sources outside: how they are asked, how it went, what sensors sent."""

from typing import Any

from django.db import models

from motcua.foundation.ids import uuid7
from motcua.foundation.plain import from_plain

from ..types import Origin, RunState, SourceSettings
from .series import Series


class Source(models.Model):
    """An outside system. Its secret is kept encrypted, and never shown again."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    title = models.TextField()
    kind = models.TextField(choices=Origin)
    settings: models.JSONField[Any, Any] = models.JSONField()
    secret = models.TextField(blank=True, default="")
    is_on = models.BooleanField(default=False)
    every_minutes = models.PositiveIntegerField(default=60)
    next_at = models.DateTimeField(null=True)
    configured_at = models.DateTimeField()
    configured_by_name = models.TextField()

    class Meta:
        indexes = [models.Index(fields=["next_at"], name="connectors_source_next")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(every_minutes__gte=1), name="connectors_source_rests"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def to_settings(self) -> SourceSettings:
        """Return how it is asked."""
        return from_plain(SourceSettings, self.settings)


class Run(models.Model):
    """How it went when a source was asked, or when the samples of its sensors became readings."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="runs")
    state = models.TextField(choices=RunState)
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField()
    came = models.PositiveIntegerField(default=0)
    new = models.PositiveIntegerField(default=0)
    corrected = models.PositiveIntegerField(default=0)
    refused: models.JSONField[Any, Any] = models.JSONField(default=list)
    error = models.TextField(blank=True, default="")

    class Meta:
        indexes = [models.Index(fields=["source", "began_at"], name="connectors_run_of_source")]

    def __str__(self) -> str:
        return f"{self.source_id} {self.began_at}"


class Sensor(models.Model):
    """Values within the messages of a topic: of which series and unit they are."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="sensors")
    topic = models.TextField()
    value = models.TextField(blank=True, default="")
    time = models.TextField(blank=True, default="")
    series = models.ForeignKey(Series, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source", "topic", "value"], name="connectors_sensor_once"
            ),
        ]

    def __str__(self) -> str:
        return self.topic


class Sample(models.Model):
    """What a sensor sent within a minute."""

    sensor = models.ForeignKey(Sensor, on_delete=models.PROTECT, related_name="samples")
    minute = models.DateTimeField()
    amount = models.PositiveIntegerField()
    total = models.DecimalField(max_digits=24, decimal_places=6)
    least = models.DecimalField(max_digits=24, decimal_places=6)
    most = models.DecimalField(max_digits=24, decimal_places=6)
    last_at = models.DateTimeField()
    is_counted = models.BooleanField(default=False, db_default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sensor", "minute"], name="connectors_minute_once"),
        ]
        indexes = [
            models.Index(
                fields=["sensor"],
                condition=models.Q(is_counted=False),
                name="connectors_not_counted",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sensor_id} {self.minute}"
