"""Series, their versions, units and targets."""

from django.db import models
from django.db.models import Q

from motcua.foundation.ids import uuid7

from ..types import FINEST, Direction, Every, Formula, Kind


class Series(models.Model):
    """Values of one kind. What they are measured in never changes: that is another series."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.SlugField(max_length=50, unique=True)
    kind = models.TextField(choices=Kind)
    every = models.TextField(choices=Every)
    measured_in = models.TextField()
    scale = models.PositiveSmallIntegerField(default=0)
    defined_at = models.DateTimeField()
    defined_by_name = models.TextField()
    counted_to = models.DateField(null=True)  # the last day of its tallies

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(scale__lte=FINEST), name="connectors_finest"),
        ]

    def __str__(self) -> str:
        return self.code


class SeriesVersion(models.Model):
    """What the values of a series mean, from a day on."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    series = models.ForeignKey(Series, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    since = models.DateField()
    title = models.TextField()
    meaning = models.TextField()
    formula = models.TextField(blank=True, default="")
    source = models.TextField()
    direction = models.TextField(choices=Direction, default=Direction.NONE)
    keeper = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="+")
    contact = models.TextField(blank=True, default="")
    late_days = models.PositiveSmallIntegerField()
    defined_at = models.DateTimeField()
    defined_by_name = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["series", "number"], name="connectors_version_once"),
        ]

    def __str__(self) -> str:
        return f"{self.series_id} {self.number}"

    def to_formula(self) -> Formula:
        """Return what the version says; the keeper must be at hand."""
        return Formula(
            title=self.title,
            meaning=self.meaning,
            formula=self.formula,
            source=self.source,
            direction=Direction(self.direction),
            keeper_id=self.keeper_id,
            keeper_name=self.keeper.name,
            contact=self.contact,
            late_days=self.late_days,
        )


class SeriesUnit(models.Model):
    """A unit that has values in a series; never one that stands above another."""

    series = models.ForeignKey(Series, on_delete=models.PROTECT, related_name="units")
    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="+")
    weight = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["series", "unit"], name="connectors_unit_once"),
            models.CheckConstraint(condition=Q(weight__gte=1), name="connectors_unit_weighs"),
        ]

    def __str__(self) -> str:
        return f"{self.series_id} {self.unit_id}"


class YearTarget(models.Model):
    """What is to be reached in a year; of a flow its plan."""

    series = models.ForeignKey(Series, on_delete=models.PROTECT, related_name="targets")
    year = models.PositiveSmallIntegerField()
    value = models.BigIntegerField()
    alarm = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["series", "year"], name="connectors_target_once"),
        ]

    def __str__(self) -> str:
        return f"{self.series_id} {self.year}"
