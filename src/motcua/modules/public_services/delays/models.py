"""What the database remembers of delays."""

from typing import Self

from django.db import models
from django.db.models import Q

from motcua.foundation.actors import Actor, ActorKind
from motcua.foundation.ids import uuid7

from . import permissions, rules
from .types import ApologyState, Level


class ApologyQuerySet(models.QuerySet["Apology"]):
    """Building blocks of questions about apologies."""

    def visible_to(self, actor: Actor) -> Self:
        """Keep those of units for which the actor completes, signs or watches."""
        if actor.kind is ActorKind.SYSTEM:
            return self
        units = frozenset[object]().union(*(each.units(actor) for each in permissions.ANY))
        return self.filter(Q(unit_id__in=units) | Q(handling_unit_id__in=units))


class Apology(models.Model):
    """Form 04 on its way: drafted by the house, completed by the holder, signed by the head."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    submission_id = models.UUIDField()
    dossier_code = models.TextField()
    procedure_title = models.TextField()
    person_name = models.TextField()
    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="+")
    handling_unit = models.ForeignKey(
        "organisation.Unit", on_delete=models.PROTECT, related_name="+"
    )
    state = models.TextField(choices=ApologyState.choices, default=ApologyState.DRAFT)
    due_at = models.DateTimeField()
    new_due_at = models.DateTimeField()
    reason_kind = models.TextField(blank=True, default="")
    reason = models.TextField(blank=True, default="")
    at_fault = models.TextField(blank=True, default="")
    drafted_at = models.DateTimeField()
    completed_at = models.DateTimeField(null=True)
    completed_by = models.TextField(blank=True, default="")
    settled_at = models.DateTimeField(null=True)
    signed_by = models.TextField(blank=True, default="")
    form_number = models.TextField(blank=True, default="")

    objects = ApologyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["submission_id"],
                condition=~Q(state="DROPPED"),
                name="delays_one_apology_of_a_dossier",
            ),
        ]
        indexes = [
            models.Index(
                fields=["unit", "due_at"],
                name="delays_open_of_unit",
                condition=Q(state__in=["DRAFT", "COMPLETED"]),
            ),
            models.Index(fields=["unit", "settled_at"], name="delays_settled_of_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.dossier_code} {self.state}"

    @property
    def reason_words(self) -> str:
        return rules.reason_words(self.reason_kind, self.reason)


class Digest(models.Model):
    """One message a day to one person about the dossiers that need him."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey("identity.Person", on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    sent_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "day"], name="delays_one_digest_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.day}"


class Reminder(models.Model):
    """That a person was told about a dossier at a level: never twice."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    digest = models.ForeignKey(Digest, on_delete=models.PROTECT, related_name="reminders")
    to_person = models.ForeignKey("identity.Person", on_delete=models.PROTECT, related_name="+")
    submission_id = models.UUIDField()
    dossier_code = models.TextField()
    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="+")
    level = models.TextField(choices=Level.choices)
    due_at = models.DateTimeField()
    sent_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["submission_id", "level", "to_person"], name="delays_told_once"
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "-sent_at"], name="delays_reminders_of_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.dossier_code} {self.level}"
