"""Readings: every value that was ever given, with whoever gave it."""

from typing import Any

from django.db import models
from django.db.models import Q

from motcua.foundation.ids import uuid7

from ..types import Origin, UploadState
from .series import Series


class Batch(models.Model):
    """Values that came in together: who gave them, from where, when."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    key = models.TextField(unique=True)
    origin = models.TextField(choices=Origin)
    name = models.TextField(blank=True, default="")
    reason = models.TextField(blank=True, default="")
    file_id = models.UUIDField(null=True)
    source_id = models.UUIDField(null=True)
    recorded_at = models.DateTimeField()
    account_id = models.UUIDField(null=True)
    by_name = models.TextField()

    def __str__(self) -> str:
        return f"{self.origin} {self.name}"


class Reading(models.Model):
    """A value for a unit and a day; the newest version is in force, a trigger keeps the others."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    series = models.ForeignKey(Series, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    version = models.PositiveIntegerField()
    value = models.BigIntegerField(null=True)
    weight = models.PositiveIntegerField(default=1)
    is_in_force = models.BooleanField(default=True)
    recorded_at = models.DateTimeField()
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="readings")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["series", "unit", "day", "version"], name="connectors_reading_version_once"
            ),
            models.UniqueConstraint(
                fields=["series", "unit", "day"],
                condition=Q(is_in_force=True),
                include=["value", "weight", "recorded_at"],
                name="connectors_one_reading_in_force",
            ),
            models.CheckConstraint(condition=Q(weight__gte=1), name="connectors_reading_weighs"),
        ]

    def __str__(self) -> str:
        return f"{self.series_id} {self.unit_id} {self.day} {self.version}"


class Upload(models.Model):
    """A workbook with what was read in it; whoever uploaded it confirms it, or mends it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    filename = models.TextField()
    file_id = models.UUIDField()
    state = models.TextField(choices=UploadState)
    values: models.JSONField[Any, Any] = models.JSONField(default=list)
    faults: models.JSONField[Any, Any] = models.JSONField(default=list)
    account_id = models.UUIDField(null=True)
    by_name = models.TextField()
    uploaded_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=UploadState.CONFIRMED) | Q(confirmed_at__isnull=False),
                name="connectors_confirmed_at_some_time",
            ),
        ]

    def __str__(self) -> str:
        return self.filename
