"""Fields of work as somebody arranged them; what nobody touched is as shipped."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from .types import FieldInfo


class Field(models.Model):
    """A field of work: its own, or a shipped one that is arranged otherwise."""

    code = models.TextField(primary_key=True)
    title = models.TextField()
    tiles = ArrayField(models.TextField(), default=list)
    waits_for = models.TextField(blank=True, default="")
    owner = models.TextField(blank=True, default="", db_default="")
    order = models.PositiveIntegerField()
    is_shown = models.BooleanField(default=True)
    arranged_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(title=""), name="board_field_has_a_title"),
        ]

    def __str__(self) -> str:
        return self.title

    def to_info(self) -> FieldInfo:
        """Return the field as a frozen value."""
        return FieldInfo(
            code=self.code,
            title=self.title,
            tiles=tuple(self.tiles),
            waits_for=self.waits_for,
            owner=self.owner,
            order=self.order,
            is_shown=self.is_shown,
        )
