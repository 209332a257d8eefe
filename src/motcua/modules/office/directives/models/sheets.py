"""Months of evaluation as they were frozen."""

from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from motcua.foundation.actors import Actor, ActorKind
from motcua.foundation.ids import uuid7

from .. import permissions
from ..types import SheetState, Standing
from .tasks import Task


class SheetQuerySet(models.QuerySet["Sheet"]):
    """Building blocks of questions about evaluations."""

    def visible_to(self, actor: Actor) -> Self:
        """Keep what ``actor`` may see: that of his authority and of those below it.

        The people of a unit that stands on it see it too: they are judged by it.
        """
        if actor.kind is ActorKind.SYSTEM:
            return self
        units = permissions.VIEW.units(actor) | permissions.VIEW_BELOW.units(actor)
        named = SheetLine.objects.filter(sheet=OuterRef("pk"), unit_id__in=units)
        below = permissions.VIEW_BELOW.units(actor)
        return self.filter(Q(unit_id__in=below) | Q(Exists(named)))


class Sheet(models.Model):
    """The evaluation of a month as it was frozen; its lines are never changed."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    month = models.PositiveSmallIntegerField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    scoring = models.JSONField()
    state = models.TextField(choices=SheetState, default=SheetState.FROZEN)
    frozen_at = models.DateTimeField()
    frozen_by_name = models.TextField()
    signer_person_id = models.UUIDField(null=True)
    signer_account_id = models.UUIDField(null=True)
    signer_name = models.TextField(blank=True, default="")
    signer_lines = models.JSONField(default=dict)
    approved_at = models.DateTimeField(null=True)
    token = models.TextField(blank=True, default="")
    file_id = models.UUIDField(null=True)
    attempts = models.PositiveIntegerField(default=0)
    retry_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True, default="")

    objects = SheetQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "year", "month"], name="directives_month_once"),
            models.CheckConstraint(
                condition=~Q(state=SheetState.SIGNED) | Q(file_id__isnull=False),
                name="directives_signed_has_file",
            ),
        ]
        indexes = [
            models.Index(
                fields=["retry_at"],
                condition=Q(retry_at__isnull=False),
                name="directives_to_sign",
            )
        ]

    def __str__(self) -> str:
        return f"{self.month}/{self.year}"


class SheetLine(models.Model):
    """A unit's figures on a frozen evaluation."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    sheet = models.ForeignKey(Sheet, on_delete=models.PROTECT, related_name="lines")
    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="+")
    unit_name = models.TextField()
    place = models.PositiveIntegerField()
    counts = models.JSONField()
    on_time_share = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    score = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    grade = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sheet", "unit"], name="directives_line_once")
        ]

    def __str__(self) -> str:
        return self.unit_name


class SheetTask(models.Model):
    """A task that a frozen figure counts, and as what."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    sheet = models.ForeignKey(Sheet, on_delete=models.PROTECT, related_name="counted")
    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="+")
    standing = models.TextField(choices=Standing)
    due_at = models.DateTimeField()
    reported_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sheet", "task"], name="directives_counted_once")
        ]

    def __str__(self) -> str:
        return f"{self.sheet_id} {self.task_id}"
