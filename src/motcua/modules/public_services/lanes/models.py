"""What the database remembers of lanes."""

from datetime import date
from typing import Self

from django.db import models

from motcua.foundation.actors import Actor, ActorKind
from motcua.foundation.ids import uuid7

from . import permissions
from .types import EntryInfo, Kind, LaneInfo


class LaneQuerySet(models.QuerySet["Lane"]):
    """Building blocks of questions about lanes."""

    def visible_to(self, actor: Actor) -> Self:
        """Keep those of units whose lanes the actor may see."""
        if actor.kind is ActorKind.SYSTEM:
            return self
        units = frozenset[object]().union(*(each.units(actor) for each in permissions.ANY_VIEW))
        return self.filter(unit_id__in=units)


class Lane(models.Model):
    """A rule over procedures and days at one authority; it is ended, never changed."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.TextField(choices=Kind.choices)
    title = models.TextField()
    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="+")
    procedure_codes = models.JSONField()
    weekdays = models.JSONField(default=list)
    days = models.JSONField(default=list)
    hours = models.DecimalField(max_digits=5, decimal_places=2)
    duty_post = models.ForeignKey(
        "organisation.Post", on_delete=models.PROTECT, null=True, related_name="+"
    )
    legal_basis = models.TextField(blank=True, default="")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    opened_by = models.TextField()

    objects = LaneQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["unit", "kind"], name="lanes_of_unit")]

    def __str__(self) -> str:
        return self.title

    def to_info(self) -> LaneInfo:
        """Return the lane as a frozen value."""
        return LaneInfo(
            id=self.id,
            kind=Kind(self.kind),
            title=self.title,
            unit_id=self.unit_id,
            procedure_codes=tuple(self.procedure_codes),
            weekdays=tuple(self.weekdays),
            days=tuple(date.fromisoformat(day) for day in self.days),
            hours=self.hours,
            duty_post_id=self.duty_post_id,
            legal_basis=self.legal_basis,
            valid_from=self.valid_from,
            valid_to=self.valid_to,
        )


class Entry(models.Model):
    """A dossier in a lane: once, whatever happens later."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    lane = models.ForeignKey(Lane, on_delete=models.PROTECT, related_name="entries")
    submission_id = models.UUIDField()
    case_id = models.UUIDField()
    dossier_code = models.TextField()
    procedure_title = models.TextField()
    unit_id = models.UUIDField()
    entered_at = models.DateTimeField()
    target_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    returned_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["submission_id", "lane"], name="lanes_entered_once"),
        ]
        indexes = [
            models.Index(fields=["lane", "entered_at"], name="lanes_entries"),
            models.Index(fields=["unit_id", "entered_at"], name="lanes_entries_of_unit"),
        ]

    def __str__(self) -> str:
        return self.dossier_code

    def to_info(self) -> EntryInfo:
        """Return the entry as a frozen value."""
        return EntryInfo(
            dossier_code=self.dossier_code,
            procedure_title=self.procedure_title,
            unit_id=self.unit_id,
            entered_at=self.entered_at,
            target_at=self.target_at,
            finished_at=self.finished_at,
            returned_at=self.returned_at,
        )
