"""What stories count, and the sums of it."""

from typing import Any

from django.db import models

from .types import Grain, Part


class ToldStory(models.Model):
    """A story as far as it was told, and what it counts; the lock that keeps its events in order.

    ``counts`` is a list of [fact, unit, day, dimension, amount].
    """

    pk = models.CompositePrimaryKey("stream", "tale")
    stream = models.TextField()
    tale = models.TextField()
    version = models.BigIntegerField()
    story: models.JSONField[Any, Any] = models.JSONField()
    counts: models.JSONField[Any, Any] = models.JSONField()

    class Meta:
        db_table = "analytics_story"

    def __str__(self) -> str:
        return f"{self.stream} {self.version}"


class Change(models.Model):
    """What has yet to be added to the cells: written with the delivery of an event."""

    fact = models.TextField()
    unit_id = models.UUIDField()
    day = models.DateField()
    dimension = models.TextField(blank=True, default="")
    amount = models.BigIntegerField()

    class Meta:
        db_table = "analytics_change"

    def __str__(self) -> str:
        return f"{self.fact} {self.day} {self.amount:+}"


class Cell(models.Model):
    """The sum of a fact over a day, a month or a year, of a unit alone or of those under it.

    Partitioned by ``first_day``; :func:`motcua.kernel.analytics.use_cases.settle` alone writes it.
    """

    pk = models.CompositePrimaryKey("fact", "grain", "unit_id", "first_day", "part", "dimension")
    fact = models.TextField()
    unit_id = models.UUIDField()
    grain = models.TextField(choices=[(each.value, each.value) for each in Grain])
    first_day = models.DateField()
    part = models.TextField(choices=[(each.value, each.value) for each in Part])
    dimension = models.TextField(blank=True)
    amount = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.fact} {self.grain} {self.first_day}: {self.amount}"
