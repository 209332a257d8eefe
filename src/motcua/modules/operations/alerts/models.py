"""Rules, the alerts that they rang, and who is on duty when."""

from datetime import datetime, time
from decimal import Decimal
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from motcua.foundation.actors import Actor, ActorKind
from motcua.foundation.ids import uuid7

from . import permissions
from .types import (
    Against,
    Condition,
    Kind,
    Pattern,
    RuleTerms,
    Scope,
    Severity,
    Side,
    Span,
    State,
)

NOT_CLOSED = (State.OPEN, State.ACKNOWLEDGED)


class RuleQuerySet(models.QuerySet["Rule"]):
    """Building blocks of questions about rules."""

    def written_by(self, actor: Actor) -> Self:
        """Keep what ``actor`` may change: the rules of units for which he writes them."""
        if actor.kind is ActorKind.SYSTEM:
            return self
        return self.filter(unit_id__in=permissions.SET_RULES.units(actor))


class Rule(models.Model):
    """When an indicator of which units rings, how loudly, and whom it leaves in peace."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    title = models.TextField()
    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="+")
    scope = models.TextField(choices=Scope)
    indicator_code = models.TextField()
    span = models.TextField(choices=Span)
    kind = models.TextField(choices=Kind)
    side = models.TextField(choices=Side)
    against = models.TextField(choices=Against)
    value = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    in_a_row = models.PositiveSmallIntegerField(default=1)
    points = models.DecimalField(max_digits=18, decimal_places=4, default=Decimal())
    at_least = models.PositiveIntegerField(default=0)
    severity = models.TextField(choices=Severity)
    within_minutes = models.PositiveIntegerField()
    quiet_from = models.TimeField(null=True)
    quiet_to = models.TimeField(null=True)
    repeat_hours = models.PositiveSmallIntegerField(default=0)
    reopen_hours = models.PositiveSmallIntegerField(default=24)
    is_on = models.BooleanField(default=False)
    changed_at = models.DateTimeField()
    changed_by_name = models.TextField()

    objects = RuleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(quiet_from=None, quiet_to=None)
                | Q(quiet_from__isnull=False, quiet_to__isnull=False),
                name="alerts_quiet_has_an_end",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def condition(self) -> Condition:
        """When it rings."""
        return Condition(
            kind=Kind(self.kind),
            side=Side(self.side),
            against=Against(self.against),
            value=self.value,
            in_a_row=self.in_a_row,
            points=self.points,
            at_least=self.at_least,
        )

    @property
    def quiet(self) -> tuple[time, time] | None:
        """From when to when nobody is told."""
        if self.quiet_from is None or self.quiet_to is None:
            return None
        return self.quiet_from, self.quiet_to

    @property
    def terms(self) -> RuleTerms:
        """The rule as it was written."""
        return RuleTerms(
            title=self.title,
            unit_id=self.unit_id,
            scope=Scope(self.scope),
            indicator_code=self.indicator_code,
            span=Span(self.span),
            condition=self.condition,
            severity=Severity(self.severity),
            within_minutes=self.within_minutes,
            quiet=self.quiet,
            repeat_hours=self.repeat_hours,
            reopen_hours=self.reopen_hours,
        )


class AlertQuerySet(models.QuerySet["Alert"]):
    """Building blocks of questions about alerts."""

    def visible_to(self, actor: Actor) -> Self:
        """Keep what ``actor`` may see: of the units he looks after, and what came to his posts."""
        if actor.kind is ActorKind.SYSTEM:
            return self
        came = Q(told_post_ids__overlap=list(actor.post_ids))
        return self.filter(came | Q(unit_id__in=permissions.SEE.units(actor)))

    def not_closed(self) -> Self:
        """Keep what somebody still has to look at."""
        return self.filter(state__in=NOT_CLOSED)

    def pressing_first(self) -> Self:
        """Order as one should take them up: the loudest first, then the oldest."""
        loudness = models.Case(
            *(
                models.When(severity=each, then=nth)
                for nth, each in enumerate((Severity.URGENT, Severity.WARNING, Severity.NOTICE))
            ),
            output_field=models.IntegerField(),
        )
        return self.order_by(loudness, "opened_at", "id")


class Alert(models.Model):
    """That a rule rang, with the figures of that instant, and what became of it.

    Attributes of the way: ``post_id`` has it now, ``told_post_ids`` are all to whom it came;
    ``next_at`` is when somebody is told next; ``holds`` whether it was so at the last look.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    rule = models.ForeignKey(Rule, on_delete=models.PROTECT, related_name="alerts")
    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="+")
    period_first = models.DateField()
    period_last = models.DateField()
    period_label = models.TextField()
    title = models.TextField()
    words = models.TextField()
    figures = models.JSONField()
    latest = models.JSONField()
    holds = models.BooleanField(default=True)
    severity = models.TextField(choices=Severity)
    state = models.TextField(choices=State, default=State.OPEN)
    opened_at = models.DateTimeField()
    times_opened = models.PositiveSmallIntegerField(default=1)
    post = models.ForeignKey(
        "organisation.Post", on_delete=models.PROTECT, null=True, related_name="+"
    )
    told_post_ids = ArrayField(models.UUIDField(), default=list)
    told_at = models.DateTimeField(null=True)
    answer_by = models.DateTimeField(null=True)
    times_told = models.PositiveIntegerField(default=0)
    next_at = models.DateTimeField(null=True)
    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_by_name = models.TextField(blank=True, default="")
    in_time = models.BooleanField(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_by_name = models.TextField(blank=True, default="")
    note = models.TextField(blank=True, default="")

    objects = AlertQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["rule", "unit", "period_first"], name="alerts_once_a_period"
            ),
            models.CheckConstraint(
                condition=~Q(state=State.CLOSED) | Q(closed_at__isnull=False) & ~Q(note=""),
                name="alerts_closed_with_a_note",
            ),
        ]
        indexes = [
            models.Index(
                fields=["unit", "opened_at"],
                condition=Q(state__in=NOT_CLOSED),
                name="alerts_not_closed",
            ),
            models.Index(
                fields=["next_at"], condition=Q(next_at__isnull=False), name="alerts_to_tell"
            ),
            models.Index(fields=["unit", "-opened_at"], name="alerts_of_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.period_label}"


class Shift(models.Model):
    """That a post of a unit is on duty from one instant to another."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    name = models.TextField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    post = models.ForeignKey("organisation.Post", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "starts_at"], name="alerts_one_on_duty"),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="alerts_shift_has_an_end"
            ),
        ]
        indexes = [models.Index(fields=["unit", "day"], name="alerts_shifts_of_day")]

    def __str__(self) -> str:
        return f"{self.day} {self.name}"

    def covers(self, at: datetime) -> bool:
        """Tell whether it is this shift at an instant."""
        return self.starts_at <= at < self.ends_at


class DutyPlan(models.Model):
    """How a unit parts the days of its duty."""

    unit = models.OneToOneField(
        "organisation.Unit", on_delete=models.PROTECT, primary_key=True, related_name="+"
    )
    pattern = models.TextField(choices=Pattern, default=Pattern.WHOLE)

    def __str__(self) -> str:
        return self.pattern
