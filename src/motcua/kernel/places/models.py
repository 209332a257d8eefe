"""Administrative areas by date: named once, ended by law, never renamed in place."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import F, Q

from motcua.foundation.ids import uuid7

from .types import AreaInfo, AreaKind, BoundaryInfo


class AreaQuerySet(models.QuerySet["Area"]):
    """Building blocks of the queries."""

    def on(self, day: date) -> Self:
        """Keep the areas that exist on ``day``."""
        return self.filter(Q(valid_to=None) | Q(valid_to__gt=day), valid_from__lte=day)


class Area(models.Model):
    """An administrative area: province, district, ward …, to any depth."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.TextField()
    name = models.TextField()
    kind = models.TextField(choices=AreaKind.choices)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    source = models.TextField(blank=True, default="")

    objects = AreaQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "valid_from"], name="area_code_once_a_day"),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from")),
                name="area_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(code__regex=r"^[0-9]{2,5}$"), name="area_code_is_digits"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    def info(self) -> AreaInfo:
        """Return the frozen value."""
        return AreaInfo(
            id=self.id,
            code=self.code,
            name=self.name,
            kind=AreaKind(self.kind),
            parent_id=self.parent_id,
            valid_from=self.valid_from,
            valid_to=self.valid_to,
            source=self.source,
        )


class Boundary(models.Model):
    """How an area lies on the map; a new drawing ends the one before."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    shape: models.JSONField[Any, Any] = models.JSONField()
    source = models.TextField()
    licence = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["area", "valid_from"], name="boundary_once_a_day"),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from")),
                name="boundary_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area_id} {self.valid_from}"

    def info(self) -> BoundaryInfo:
        """Return the frozen value."""
        return BoundaryInfo(
            area_id=self.area_id,
            area_name=self.area.name,
            valid_from=self.valid_from,
            valid_to=self.valid_to,
            shape=self.shape,
            source=self.source,
            licence=self.licence,
        )
