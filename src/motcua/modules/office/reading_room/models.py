"""Who asked to read what, what was decided, and every page that was shown."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q

from motcua.foundation.actors import Actor, ActorKind
from motcua.foundation.ids import uuid7

from . import permissions
from .types import ItemState, Purpose


def _own(actor: Actor) -> Q:
    return Q(account_id=actor.account_id) if actor.account_id else Q(pk__in=[])


class RequestQuerySet(models.QuerySet["ReadingRequest"]):
    """Building blocks of questions about requests."""

    def visible_to(self, actor: Actor) -> Self:
        """Keep the actor's own requests, and those to authorities for which he decides."""
        if actor.kind is ActorKind.SYSTEM:
            return self
        units = {each for right in permissions.ALL for each in right.units(actor)}
        return self.filter(_own(actor) | Q(unit_id__in=units))

    def of(self, actor: Actor) -> Self:
        """Keep the actor's own requests."""
        return self.filter(_own(actor))


class ReadingRequest(models.Model):
    """A request of a person to read documents of one authority's archive."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.TextField(unique=True)
    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("identity.Person", on_delete=models.PROTECT, related_name="+")
    account_id = models.UUIDField()
    reader_name = models.TextField()
    purpose = models.TextField(choices=Purpose)
    words = models.TextField()
    institution = models.TextField(blank=True, default="")
    asked_at = models.DateTimeField()

    objects = RequestQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["unit", "-asked_at"], name="reading_by_unit"),
            models.Index(fields=["account_id", "-asked_at"], name="reading_by_reader"),
        ]

    def __str__(self) -> str:
        return self.code


class RequestedDocument(models.Model):
    """A document of a request: as the catalogue named it, and what was decided."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    request = models.ForeignKey(ReadingRequest, on_delete=models.PROTECT, related_name="documents")
    record_id = models.UUIDField()
    title = models.TextField()
    number_symbol = models.TextField(blank=True, default="")
    issued_on = models.DateField(null=True)
    author = models.TextField(blank=True, default="")
    is_open = models.BooleanField()
    stored_file_id = models.UUIDField(null=True)
    state = models.TextField(choices=ItemState, default=ItemState.ASKED)
    reason = models.TextField(blank=True, default="")
    decided_at = models.DateTimeField(null=True)
    decided_by_name = models.TextField(blank=True, default="")
    until = models.DateTimeField(null=True)
    may_save = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(
                fields=["request"], condition=Q(state=ItemState.ASKED), name="reading_to_decide"
            ),
            models.Index(fields=["record_id"], name="reading_of_record"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["request", "record_id"], name="reading_asked_once"),
            models.CheckConstraint(
                condition=~Q(state=ItemState.GRANTED) | Q(until__isnull=False),
                name="reading_granted_for_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(state=ItemState.REFUSED) | ~Q(reason=""),
                name="reading_refused_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def may_be_read(self, at: datetime) -> bool:
        """Tell whether it was granted and the time has not passed."""
        return self.state == ItemState.GRANTED and self.until is not None and at < self.until


class View(models.Model):
    """A page that was shown to a reader, or a copy that he saved; never changed."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    document = models.ForeignKey(RequestedDocument, on_delete=models.PROTECT, related_name="views")
    page = models.PositiveIntegerField(null=True)  # null: the copy as a whole
    seen_at = models.DateTimeField()
    mark = models.TextField()

    class Meta:
        indexes = [models.Index(fields=["document", "-seen_at"], name="reading_views")]

    def __str__(self) -> str:
        return self.mark
