"""What the database remembers of civil status, and what it forbids."""

from typing import Self

from django.db import models

from motcua.foundation.actors import Actor
from motcua.foundation.ids import uuid7

from . import permissions
from .types import EntryInfo, EntryPlace, RegistrationKind


class BirthEntryQuerySet(models.QuerySet["BirthEntry"]):
    """Building blocks of questions about entries."""

    def visible_to(self, actor: Actor) -> Self:
        """Keep the entries of the units whose registers ``actor`` may read."""
        return self.filter(unit_id__in=permissions.VIEW.units(actor))


class BirthEntry(models.Model):
    """One numbered entry in a unit's register of births; a trigger refuses every change.

    Law: L 60/2014, article 14; TT 04/2020 (books and numbers).
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    volume = models.PositiveSmallIntegerField()
    page = models.PositiveSmallIntegerField()
    kind = models.TextField(choices=RegistrationKind.choices)
    registered_on = models.DateField()
    registered_at = models.DateTimeField()
    dossier_code = models.TextField(unique=True)
    child_name = models.TextField()
    child_folded = models.TextField()
    born_on = models.DateField()
    facts = models.JSONField()
    officer = models.TextField()
    signer = models.TextField()
    signer_title = models.TextField()

    objects = BirthEntryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "year", "number"], name="one_entry_for_each_number"
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "-registered_on"], name="birth_entry_unit_day"),
            models.Index(fields=["unit", "child_folded"], name="birth_entry_unit_name"),
        ]

    def __str__(self) -> str:
        return f"{self.place.shown} {self.place.book}"

    @property
    def place(self) -> EntryPlace:
        return EntryPlace(number=self.number, year=self.year, volume=self.volume, page=self.page)

    def to_info(self) -> EntryInfo:
        """Return the entry as a frozen value."""
        return EntryInfo(
            id=self.id,
            unit_id=self.unit_id,
            place=self.place,
            registered_on=self.registered_on,
            registered_at=self.registered_at,
            kind=RegistrationKind(self.kind),
            dossier_code=self.dossier_code,
            facts=self.facts,
        )


class EntryAnnotation(models.Model):
    """A note beside an entry: what changed later, by which paper; never altered either."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    entry = models.ForeignKey(BirthEntry, on_delete=models.PROTECT, related_name="annotations")
    content = models.TextField()
    basis = models.TextField()
    noted_at = models.DateTimeField()
    noted_by = models.TextField()

    def __str__(self) -> str:
        return self.content
