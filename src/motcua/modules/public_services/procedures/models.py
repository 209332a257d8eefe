"""What the catalogue remembers: procedures for ever, versions by their days."""

from datetime import date
from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from motcua.foundation.ids import uuid7

from .types import Level, OnlineLevel, Status


class Procedure(models.Model):
    """An administrative procedure, known by its stable code whatever its versions say."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.TextField(unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(code__regex=r"^[0-9L]\.[0-9]{6}$"), name="procedures_code_has_its_shape"
            ),
        ]

    def __str__(self) -> str:
        return self.code


class ProcedureVersionQuerySet(models.QuerySet["ProcedureVersion"]):
    """Building blocks of the queries."""

    def in_force(self, on: date) -> Self:
        """Keep what holds on that day."""
        return self.filter(Q(effective_to=None) | Q(effective_to__gt=on), effective_from__lte=on)


class ProcedureVersion(models.Model):
    """A procedure as in force from a day: written once; only its end is set later.

    The columns beside ``content`` are copies for queries. A version replaced on the very day from
    which it held has an empty period. A trigger refuses every other change.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    name = models.TextField()
    field = models.TextField()
    level = models.TextField(choices=Level)
    online_level = models.TextField(choices=OnlineLevel)
    process_key = models.TextField(blank=True)
    status = models.TextField(choices=Status)
    scope = models.TextField()
    content = models.JSONField()
    digest = models.TextField()
    effective_from = models.DateField()
    effective_to = models.DateField(null=True, blank=True)
    published_at = models.DateTimeField()
    published_by = models.TextField(blank=True)

    objects = ProcedureVersionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["procedure", "number"], name="procedures_version_numbers_are_unique"
            ),
            models.CheckConstraint(
                condition=Q(effective_to=None) | Q(effective_to__gte=F("effective_from")),
                name="procedures_version_ends_after_it_begins",
            ),
            ExclusionConstraint(
                name="procedures_one_version_at_a_time",
                expressions=[
                    (F("procedure"), RangeOperators.EQUAL),
                    (
                        Func(
                            "effective_from",
                            "effective_to",
                            function="daterange",
                            output_field=DateRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ]
        indexes = [
            models.Index(fields=["effective_from", "effective_to"], name="procedures_version_days"),
            models.Index(fields=["field"], name="procedures_version_field"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.effective_from})"


class CatalogueEdition(models.Model):
    """One row, renewed with each change of the catalogue: what caches of public pages compare."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    number = models.BigIntegerField(default=0)
    stamp = models.UUIDField(default=uuid7)
    changed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(id=1), name="procedures_one_edition_row"),
        ]

    def __str__(self) -> str:
        return str(self.number)
