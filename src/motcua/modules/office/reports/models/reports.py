"""Reports of units, and each version of them."""

from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Q

from motcua.foundation.actors import Actor, ActorKind
from motcua.foundation.ids import uuid7

from .. import permissions, rules
from ..types import Standing, State
from .regimes import FormVersion, Regime


class ReportQuerySet(models.QuerySet["Report"]):
    """Building blocks of questions about reports."""

    def visible_to(self, actor: Actor) -> Self:
        """Keep what ``actor`` may see: the one rule for lists, sheets, files and exports.

        A unit sees its own; who follows reports sees those of the units below, too.
        """
        if actor.kind is ActorKind.SYSTEM:
            return self
        units = frozenset[Any]().union(*(each.units(actor) for each in permissions.ANY_VIEW))
        return self.filter(unit_id__in=units)

    def late(self, at: datetime) -> Self:
        """Keep what should have been sent and never was."""
        return self.filter(sent_at=None, due_at__lt=at)


class Report(models.Model):
    """What a unit owes for a period; ``number`` is its latest version, ``sent_number`` that in use.

    A correction under way leaves the version in use in force until it is signed itself.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    regime = models.ForeignKey(Regime, on_delete=models.PROTECT, related_name="+")
    regime_code = models.TextField()
    form_version = models.ForeignKey(FormVersion, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="+")
    receiver = models.ForeignKey(
        "organisation.Unit", on_delete=models.PROTECT, related_name="+", null=True
    )
    period = models.TextField()
    last_date = models.DateField()
    due_at = models.DateTimeField()
    opened_at = models.DateTimeField()
    state = models.TextField(choices=State, default=State.FILLING)
    number = models.PositiveIntegerField(default=1)
    sent_number = models.PositiveIntegerField(null=True)
    sent_at = models.DateTimeField(null=True)  # for the first time: that is what counts
    reminded_on = models.DateField(null=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["regime_code", "period", "unit"], name="reports_owed_once"
            ),
            models.CheckConstraint(
                condition=Q(sent_at=None, sent_number=None)
                | Q(sent_at__isnull=False, sent_number__isnull=False),
                name="reports_sent_has_version",
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "-last_date", "id"], name="reports_of_unit"),
            models.Index(fields=["receiver", "regime_code", "period"], name="reports_below"),
            models.Index(fields=["due_at"], condition=Q(sent_at=None), name="reports_not_sent"),
            models.Index(fields=["unit"], condition=Q(state="TO_SIGN"), name="reports_to_sign"),
        ]

    def __str__(self) -> str:
        return f"{self.regime.title}, {self.period_words}"

    @property
    def period_words(self) -> str:
        """Return the period as people say it."""
        return rules.words_of(self.period)

    @property
    def is_corrected(self) -> bool:
        """Tell whether a later version than that in use is being made."""
        return self.sent_number is not None and self.number > self.sent_number

    def standing(self, at: datetime) -> Standing:
        """Return what the clock says at an instant."""
        if self.sent_at is None:
            return Standing.LATE if at > self.due_at else Standing.OPEN
        return Standing.SENT_LATE if self.sent_at > self.due_at else Standing.ON_TIME


class Version(models.Model):
    """A report as it was filled in; when the head has it, its numbers stand still.

    Attributes:
        typed: What was typed, by cell, right or wrong.
        counted: Numbers of indicators, as they were when it went to the head.
        below: The sums of what units below had sent, and ``included`` whose.
        totals: All numbers of the unit and those below together.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    reason = models.TextField(blank=True, default="")
    typed: models.JSONField[Any, Any] = models.JSONField(default=dict)
    counted: models.JSONField[Any, Any] = models.JSONField(default=dict)
    below: models.JSONField[Any, Any] = models.JSONField(default=dict)
    included: models.JSONField[Any, Any] = models.JSONField(default=list)
    totals: models.JSONField[Any, Any] = models.JSONField(default=dict)
    begun_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True)
    edited_by_name = models.TextField(blank=True, default="")
    edited_by_id = models.UUIDField(null=True)  # the account, to be told
    frozen_at = models.DateTimeField(null=True)
    returned_reason = models.TextField(blank=True, default="")
    signer_person_id = models.UUIDField(null=True)
    signer_account_id = models.UUIDField(null=True)
    signer_name = models.TextField(blank=True, default="")
    signer_lines: models.JSONField[Any, Any] = models.JSONField(default=dict)
    approved_at = models.DateTimeField(null=True)
    token = models.TextField(blank=True, default="")
    file_id = models.UUIDField(null=True)
    signed_at = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)
    retry_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="reports_version_once"),
            models.UniqueConstraint(
                fields=["report"], condition=Q(signed_at=None), name="reports_one_at_work"
            ),
            models.CheckConstraint(
                condition=Q(signed_at=None) | Q(file_id__isnull=False),
                name="reports_signed_has_file",
            ),
        ]
        indexes = [
            models.Index(
                fields=["retry_at"], condition=Q(retry_at__isnull=False), name="reports_at_signing"
            )
        ]

    def __str__(self) -> str:
        return f"{self.report_id} {self.number}"
