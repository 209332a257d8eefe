"""Plans of a year, their targets and tasks, workbooks that wait to be confirmed."""

from datetime import datetime, time
from typing import Any, Self

from django.db import models
from django.db.models import Q

from motcua.foundation.actors import Actor, ActorKind
from motcua.foundation.ids import uuid7
from motcua.foundation.time import LOCAL_ZONE
from motcua.kernel.organisation import api as organisation

from .. import permissions, rules
from ..types import Direction, Kind, Standing, State


class PlanQuerySet(models.QuerySet["Plan"]):
    """Building blocks of questions about plans."""

    def visible_to(self, actor: Actor) -> Self:
        """Keep what ``actor`` may see: plans of his units, of those below, and of those above.

        A plan is open to everybody who has to carry it out.
        """
        if actor.kind is ActorKind.SYSTEM:
            return self
        own = permissions.VIEW.units(actor)
        lines = organisation.lines_up() if own else {}
        above = {each for unit_id in own for each in lines.get(unit_id, ())}
        return self.filter(unit_id__in=own | above)


class Plan(models.Model):
    """What an authority wants to reach in a year, and by which resolution."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    title = models.TextField()
    number_symbol = models.TextField()
    issued_on = models.DateField()
    theme = models.TextField(blank=True, default="")
    resolution = models.TextField(blank=True, default="")
    starts_on = models.DateField()
    ends_on = models.DateField()
    entered_at = models.DateTimeField()
    entered_by_name = models.TextField()

    objects = PlanQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "number_symbol"], name="programme_plan_once"),
            models.CheckConstraint(
                condition=Q(ends_on__gte=models.F("starts_on")),
                name="programme_plan_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.number_symbol


class Item(models.Model):
    """A target or a task of a plan; ``reached_at`` is when it was reported or measured as reached.

    The deadline is the end of a working day of the lead unit.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="items")
    kind = models.TextField(choices=Kind)
    number = models.PositiveSmallIntegerField()
    target = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="tasks")
    heading = models.TextField(blank=True, default="")
    text = models.TextField()
    lead_unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="+")
    supports = models.ManyToManyField("organisation.Unit", related_name="+")
    product = models.TextField(blank=True, default="")
    measured_in = models.TextField(blank=True, default="")
    aim = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    direction = models.TextField(choices=Direction, default=Direction.UP)
    indicator_code = models.TextField(blank=True, default="")
    due_at = models.DateTimeField()
    state = models.TextField(choices=State, default=State.OPEN)
    percent = models.PositiveSmallIntegerField(default=0)
    value = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    value_at = models.DateTimeField(null=True)
    reached_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "kind", "number"], name="programme_number_once"
            ),
            models.CheckConstraint(
                condition=Q(percent__lte=100), name="programme_no_more_than_all"
            ),
            models.CheckConstraint(
                condition=Q(aim__isnull=True) | Q(aim__gt=0),
                name="programme_aim_is_more_than_nothing",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[State.REPORTED, State.DONE]) | Q(reached_at__isnull=False),
                name="programme_reached_at_some_time",
            ),
        ]
        indexes = [
            models.Index(fields=["lead_unit", "due_at"], name="programme_of_lead"),
            models.Index(
                fields=["plan"],
                condition=~Q(indicator_code=""),
                name="programme_measured",
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """By what people name it within the plan."""
        return f"{'CT' if self.kind == Kind.TARGET else 'NV'} {self.number}"

    def standing(self, at: datetime) -> Standing:
        """Return what clock and progress say at an instant; the plan must be at hand."""
        return rules.standing_of(
            state=self.state,
            percent=self.percent,
            starts_at=datetime.combine(self.plan.starts_on, time.min, LOCAL_ZONE),
            due_at=self.due_at,
            reached_at=self.reached_at,
            at=at,
        )


class Workbook(models.Model):
    """Lines read from a workbook that wait for somebody to confirm them."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="workbooks")
    rows: models.JSONField[Any, Any] = models.JSONField()
    account_id = models.UUIDField(null=True)
    read_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.plan_id} {len(self.rows)}"
