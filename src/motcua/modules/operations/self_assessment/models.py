"""What the database remembers of indices and assessments."""

from typing import Any, Self

from django.db import models
from django.db.models import F, Q

from motcua.foundation.actors import Actor, ActorKind
from motcua.foundation.ids import uuid7

from . import permissions
from .types import State


class Index(models.Model):
    """A version of an authority's index: domains, criteria, components; never changed."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField()
    title = models.TextField()
    domains: models.JSONField[Any, Any] = models.JSONField()
    published_at = models.DateTimeField()
    published_by_name = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "version"], name="self_assessment_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.version})"


class Round(models.Model):
    """A year in which the units below an authority are scored by one version of its index."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="+")
    index = models.ForeignKey(Index, on_delete=models.PROTECT, related_name="rounds")
    year = models.PositiveSmallIntegerField()
    due_on = models.DateField()
    opened_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "year"], name="self_assessment_year_once")
        ]

    def __str__(self) -> str:
        return str(self.year)


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    """Building blocks of questions about assessments."""

    def visible_to(self, actor: Actor) -> Self:
        """Keep what ``actor`` may see: that of his units, of those below, and of his year."""
        if actor.kind is ActorKind.SYSTEM:
            return self
        units = permissions.VIEW.units(actor)
        return self.filter(Q(unit_id__in=units) | Q(round__unit_id__in=units))


class Assessment(models.Model):
    """A unit in a year: what it says of itself, what the appraiser says, the signed sheet."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="assessments")
    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="+")
    state = models.TextField(choices=State, default=State.OPEN)
    state_at = models.DateTimeField()
    submitted_by_name = models.TextField(blank=True, default="")
    appraised_by_name = models.TextField(blank=True, default="")
    returned_reason = models.TextField(blank=True, default="")
    index_value = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    signer_person_id = models.UUIDField(null=True)
    signer_account_id = models.UUIDField(null=True)
    signer_name = models.TextField(blank=True, default="")
    signer_lines: models.JSONField[Any, Any] = models.JSONField(default=dict)
    approved_at = models.DateTimeField(null=True)
    token = models.TextField(blank=True, default="")
    file_id = models.UUIDField(null=True)
    attempts = models.PositiveIntegerField(default=0)
    retry_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True, default="")

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "unit"], name="self_assessment_unit_once"),
            models.CheckConstraint(
                condition=~Q(state=State.SIGNED) | Q(file_id__isnull=False),
                name="self_assessment_signed_has_file",
            ),
        ]
        indexes = [
            models.Index(
                fields=["retry_at"],
                condition=Q(retry_at__isnull=False),
                name="self_assessment_to_sign",
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.round_id}"


class Score(models.Model):
    """A component of an assessment: value and points of the unit, points of the appraiser."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="scores")
    code = models.TextField()
    value = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    points = models.DecimalField(max_digits=6, decimal_places=2, default=0)
    note = models.TextField(blank=True, default="")
    files: models.JSONField[Any, Any] = models.JSONField(default=list)  # file_id, filename, size
    appraised = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    appraiser_note = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "code"], name="self_assessment_component_once"
            ),
            models.CheckConstraint(
                condition=Q(points__gte=0) & (Q(appraised__isnull=True) | Q(appraised__gte=0)),
                name="self_assessment_points_from_nothing",
            ),
            models.CheckConstraint(
                condition=Q(appraised__isnull=True)
                | Q(appraised=F("points"))
                | ~Q(appraiser_note=""),
                name="self_assessment_other_points_are_explained",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.points}"
