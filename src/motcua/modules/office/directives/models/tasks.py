"""Directives, the tasks they give, and what happened to each."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Self

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce, Least

from motcua.foundation.actors import Actor, ActorKind
from motcua.foundation.ids import uuid7

from .. import permissions, rules
from ..types import AT_WORK, OPEN, Happened, Source, Standing, State


class Directive(models.Model):
    """A conclusion or a note from which tasks were taken: its words, who gave them, when."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="+")
    source = models.TextField(choices=Source)
    source_id = models.UUIDField(null=True)
    number_symbol = models.TextField(blank=True, default="")
    title = models.TextField()
    text = models.TextField(blank=True, default="")
    given_on = models.DateField()
    leader_post_id = models.UUIDField()
    leader_name = models.TextField()
    leader_title = models.TextField()
    entered_at = models.DateTimeField()
    entered_by_name = models.TextField()
    key = models.UUIDField(unique=True)  # of the form: sent twice is given once

    class Meta:
        indexes = [models.Index(fields=["source_id"], name="directives_source")]

    def __str__(self) -> str:
        return self.number_symbol or self.title


class TaskQuerySet(models.QuerySet["Task"]):
    """Building blocks of questions about tasks."""

    def visible_to(self, actor: Actor) -> Self:
        """Keep what ``actor`` may see: the one rule for lists, figures, files and exports.

        A unit sees what it was given or co-ordinates; leaders and clerks what their authority gave
        and what was given below it; everybody what lies at his post, what he gave or follows.
        """
        if actor.kind is ActorKind.SYSTEM:
            return self
        own, below = permissions.VIEW.units(actor), permissions.VIEW_BELOW.units(actor)
        beside = Support.objects.filter(task=OuterRef("pk"), unit_id__in=own | below)
        return self.filter(
            Q(owner_unit_id__in=own | below)
            | Q(unit_id__in=below)
            | Q(holder_post_id__in=actor.post_ids)
            | Q(follower_post_id__in=actor.post_ids)
            | Q(leader_post_id__in=actor.post_ids)
            | Q(Exists(beside))
        )

    def seen_at(self, at: datetime) -> Self:
        """Add when the clock looks at each: at ``at``, or when it was reported before that."""
        return self.annotate(seen=Least(Coalesce("reported_at", at), at))

    def standing(self, standing: str, *, at: datetime) -> Self:
        """Keep what the clock says that of at an instant; ``seen_at`` must come before."""
        return self.filter(STANDS[Standing(standing)](at))

    def in_period(self, start: datetime, at: datetime) -> Self:
        """Keep what a month that began at ``start`` counts at ``at``: given, and not done before.

        What was withdrawn counts neither for nor against a unit.
        """
        ended_before = Q(state=State.DONE, reported_at__lt=start)
        rows = self.filter(given_at__lt=at).exclude(state=State.WITHDRAWN)
        return rows.exclude(ended_before)


def _done(at: datetime) -> Q:
    return Q(state=State.DONE, reported_at__lte=at)


def _open(at: datetime) -> Q:
    return Q(state__in=OPEN) | Q(state=State.DONE, reported_at__gt=at)


STANDS: Mapping[Standing, Callable[[datetime], Q]] = {
    Standing.NOT_DUE: lambda at: _open(at) & Q(seen__lte=F("due_at"), seen__lt=F("soon_at")),
    Standing.DUE_SOON: lambda at: _open(at) & Q(seen__lte=F("due_at"), seen__gte=F("soon_at")),
    Standing.OVERDUE: lambda at: _open(at) & Q(seen__gt=F("due_at")),
    Standing.ON_TIME: lambda at: _done(at) & Q(reported_at__lte=F("due_at")),
    Standing.LATE: lambda at: _done(at) & Q(reported_at__gt=F("due_at")),
    Standing.WITHDRAWN: lambda _at: Q(state=State.WITHDRAWN),
}


class Task(models.Model):
    """What a leader wants of a unit until when; the clock is that of its case.

    ``reported_at`` is when the unit said that it was done: of an accepted task the moment that
    counts, of one that the office looks at the moment at which the clock stands.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    directive = models.ForeignKey(Directive, on_delete=models.PROTECT, related_name="tasks")
    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    owner_unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="+")
    owner_authority_id = models.UUIDField()  # the authority in which the owner stands
    text = models.TextField()
    product = models.TextField(blank=True, default="")
    sentence = models.TextField(blank=True, default="")
    counted = models.TextField(blank=True, default="")  # the span by which the deadline is counted
    search = models.TextField(blank=True, default="")
    given_at = models.DateTimeField()
    due_at = models.DateTimeField()
    due_original_at = models.DateTimeField()
    soon_at = models.DateTimeField()
    case_id = models.UUIDField(unique=True)
    state = models.TextField(choices=State, default=State.GIVEN)
    state_at = models.DateTimeField()
    holder_post_id = models.UUIDField()
    holder_title = models.TextField()
    follower_post_id = models.UUIDField(null=True)
    leader_post_id = models.UUIDField()
    percent = models.PositiveSmallIntegerField(default=0)
    reported_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    document_id = models.UUIDField(null=True)  # the outgoing document that is the product
    document_number = models.TextField(blank=True, default="")
    end_reason = models.TextField(blank=True, default="")
    extensions_approved = models.PositiveSmallIntegerField(default=0)
    reminded_at = models.DateTimeField(null=True)

    objects = TaskQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["owner_unit", "due_at", "id"], name="directives_of_owner"),
            models.Index(fields=["unit", "due_at", "id"], name="directives_of_giver"),
            models.Index(
                fields=["holder_post_id", "due_at"],
                condition=Q(state__in=AT_WORK),
                name="directives_at_post",
            ),
            models.Index(
                fields=["soon_at"], condition=Q(state__in=AT_WORK), name="directives_to_remind"
            ),
            models.Index(
                fields=["reported_at"], condition=Q(state="REPORTED"), name="directives_to_check"
            ),
            GinIndex(fields=["search"], name="directives_words", opclasses=["gin_trgm_ops"]),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "year", "number"], name="directives_number_once"
            ),
            models.CheckConstraint(
                condition=Q(percent__lte=100), name="directives_no_more_than_all"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[State.REPORTED, State.DONE]) | Q(reported_at__isnull=False),
                name="directives_done_was_reported",
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """By what people name it: number and year within the authority."""
        return f"NV {self.number}/{self.year}"

    def standing(self, at: datetime) -> Standing:
        """Return what the clock says at an instant."""
        return rules.standing_of(
            state=self.state,
            due_at=self.due_at,
            soon_at=self.soon_at,
            reported_at=self.reported_at,
            at=at,
        )


class Support(models.Model):
    """A unit that co-ordinates, and when it contributed."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="supports")
    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="+")
    contributed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["task", "unit"], name="directives_support_once")
        ]

    def __str__(self) -> str:
        return f"{self.task_id} {self.unit_id}"


class Entry(models.Model):
    """Something that happened to a task: who, when, in which words, with which evidence."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="entries")
    what = models.TextField(choices=Happened)
    text = models.TextField(blank=True, default="")
    percent = models.PositiveSmallIntegerField(null=True)
    at = models.DateTimeField()
    by_name = models.TextField()
    unit_name = models.TextField(blank=True, default="")
    files = models.JSONField(default=list)  # file_id, filename, size

    class Meta:
        indexes = [models.Index(fields=["task", "at"], name="directives_history")]

    def __str__(self) -> str:
        return f"{self.what} {self.text[:40]}"


class Extension(models.Model):
    """A later deadline that a unit asked for, and what the leader said."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="extensions")
    reason = models.TextField()
    wanted_at = models.DateTimeField()
    due_before = models.DateTimeField()
    asked_at = models.DateTimeField()
    asked_by_name = models.TextField()
    decided_at = models.DateTimeField(null=True)
    decided_by_name = models.TextField(blank=True, default="")
    is_approved = models.BooleanField(default=False)
    granted_at = models.DateTimeField(null=True)  # the deadline that was granted
    note = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["task"], condition=Q(decided_at=None), name="directives_one_request"
            )
        ]

    def __str__(self) -> str:
        return self.reason[:40]
