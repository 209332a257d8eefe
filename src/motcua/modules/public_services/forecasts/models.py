"""The table that foretells, what was foretold, and what came of it."""

from django.db import models
from django.db.models import Q

from motcua.foundation.ids import uuid7


class Calibration(models.Model):
    """The table of a morning: of which promises it was counted."""

    made_on = models.DateField(primary_key=True)
    since = models.DateField()
    until = models.DateField()
    number = models.PositiveIntegerField()
    late = models.PositiveIntegerField()

    def __str__(self) -> str:
        return str(self.made_on)


class CalibrationCell(models.Model):
    """Past mornings alike: how many, and of how many the promise was broken."""

    id = models.BigAutoField(primary_key=True)
    calibration = models.ForeignKey(Calibration, on_delete=models.CASCADE, related_name="cells")
    unit_id = models.UUIDField(null=True)
    procedure_code = models.TextField(blank=True)
    step = models.TextField(blank=True)
    days_left = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    late = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["calibration", "unit_id", "procedure_code", "step", "days_left"],
                name="forecasts_cell_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=Q(late__lte=models.F("number")), name="forecasts_no_more_late_than_all"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.procedure_code} {self.step} {self.days_left}: {self.late}/{self.number}"


class Forecast(models.Model):
    """What was foretold of a dossier on a morning; ``is_late`` is what came, once it is known."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    made_on = models.DateField()
    dossier_code = models.TextField()
    unit_id = models.UUIDField()
    procedure_code = models.TextField()
    step = models.TextField()
    days_left = models.PositiveSmallIntegerField()
    due_at = models.DateTimeField()
    chance = models.FloatField()
    number = models.PositiveIntegerField()
    late = models.PositiveIntegerField()
    is_late = models.BooleanField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["made_on", "dossier_code"], name="forecasts_once_a_morning"
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_at"], condition=Q(is_late__isnull=True), name="forecasts_open"
            ),
            models.Index(fields=["unit_id", "made_on"], name="forecasts_of_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.made_on} {self.dossier_code}"


class UnitOutlook(models.Model):
    """What was foretold for a unit on a morning; kept when its forecasts are gone."""

    pk = models.CompositePrimaryKey("made_on", "unit_id")
    made_on = models.DateField()
    unit_id = models.UUIDField()
    due_7 = models.PositiveIntegerField()
    expected_7 = models.FloatField()
    likely_7 = models.PositiveIntegerField()
    due_14 = models.PositiveIntegerField()
    expected_14 = models.FloatField()
    likely_14 = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.made_on} {self.unit_id}"
