"""Pilot models and the wards that take part."""

from django.db import models
from django.db.models import Q

from motcua.foundation.ids import uuid7

from ..types import Enrolled
from .plans import Plan

MOST_POINTS = 100


class PilotModel(models.Model):
    """Something new that wards try under a plan; one with an owner was added by that ward."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="pilots")
    number = models.PositiveSmallIntegerField()
    title = models.TextField()
    content = models.TextField(blank=True, default="")
    owner = models.ForeignKey(
        "organisation.Unit", on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="programme_model_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"


class Enrolment(models.Model):
    """A ward that takes part in a pilot model, and how far it is."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    pilot = models.ForeignKey(PilotModel, on_delete=models.PROTECT, related_name="enrolments")
    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="+")
    state = models.TextField(choices=Enrolled, default=Enrolled.REGISTERED)
    state_at = models.DateTimeField()
    score = models.DecimalField(max_digits=5, decimal_places=2, null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pilot", "unit"], name="programme_enrolled_once"),
            models.CheckConstraint(
                condition=Q(score__isnull=True) | Q(score__gte=0, score__lte=MOST_POINTS),
                name="programme_score_within_hundred",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pilot_id} {self.unit_id} {self.state}"
