"""Forms in versions, and the regimes that ask for them."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Q

from motcua.foundation.ids import uuid7

from ..types import Closing, Deadline, Frequency


class Form(models.Model):
    """A form by its code; its content stands in versions."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.TextField(unique=True)
    title = models.TextField()

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


class FormVersion(models.Model):
    """The sheets of a form; once it has a number it never changes."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    form = models.ForeignKey(Form, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(null=True)  # none: a draft
    sheets: models.JSONField[Any, Any] = models.JSONField()
    edited_at = models.DateTimeField()
    edited_by_name = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["form", "number"], name="reports_form_version_once"),
            models.UniqueConstraint(
                fields=["form"], condition=Q(number=None), name="reports_one_draft"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.form_id} {self.number or 'draft'}"


class RegimeQuerySet(models.QuerySet["Regime"]):
    """Building blocks of questions about regimes."""

    def in_force(self, on: date) -> Self:
        """Keep what holds on a day."""
        return self.filter(Q(valid_to=None) | Q(valid_to__gt=on), valid_from__lte=on)


class Regime(models.Model):
    """Who reports what to whom, how often, until when; a change is a row from a later day.

    ``adopted_on`` is when this house took it over: periods that ended before are not asked for.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.TextField()
    title = models.TextField()
    subject = models.TextField()
    receiver = models.TextField()
    source = models.TextField()
    certainty = models.TextField(blank=True, default="")
    frequency = models.TextField(choices=Frequency)
    closing = models.TextField(choices=Closing)
    deadlines: models.JSONField[Any, Any] = models.JSONField()  # by level: "5 working_day"
    form_version = models.ForeignKey(FormVersion, on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    adopted_on = models.DateField()

    objects = RegimeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "valid_from"], name="reports_regime_once"),
            models.UniqueConstraint(
                fields=["code"], condition=Q(valid_to=None), name="reports_one_open_regime"
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gt=models.F("valid_from")),
                name="reports_regime_lasts",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def levels(self) -> tuple[Deadline, ...]:
        """Return until when each level that owes it hands in."""
        return tuple(Deadline(level=level, rule=rule) for level, rule in self.deadlines.items())
