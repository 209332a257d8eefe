"""What happened to a line of a plan, or to a ward with a pilot model."""

from typing import Any

from django.db import models
from django.db.models import Q

from motcua.foundation.ids import uuid7

from ..types import Happened
from .pilots import Enrolment
from .plans import Item


class Entry(models.Model):
    """Something that happened: who, when, in which words, with which evidence."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, null=True, related_name="entries")
    enrolment = models.ForeignKey(
        Enrolment, on_delete=models.PROTECT, null=True, related_name="entries"
    )
    what = models.TextField(choices=Happened)
    text = models.TextField(blank=True, default="")
    percent = models.PositiveSmallIntegerField(null=True)
    value = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    at = models.DateTimeField()
    by_name = models.TextField()
    files: models.JSONField[Any, Any] = models.JSONField(default=list)  # file_id, filename, size

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(item__isnull=True) ^ Q(enrolment__isnull=True),
                name="programme_entry_of_one_thing",
            )
        ]
        indexes = [
            models.Index(fields=["item", "at"], name="programme_history"),
            models.Index(fields=["enrolment", "at"], name="programme_ward_history"),
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.text[:40]}"
