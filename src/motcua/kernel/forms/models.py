"""Forms by version: what was asked once stays as it was asked."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any, Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from motcua.foundation.ids import uuid7

from .types import Form, FormVersionInfo


class FormVersionQuerySet(models.QuerySet["FormVersion"]):
    """Building blocks of the queries."""

    def on(self, day: date) -> Self:
        """Keep the versions in use on ``day``."""
        return self.filter(Q(valid_to=None) | Q(valid_to__gt=day), valid_from__lte=day)


class FormVersion(models.Model):
    """A form as it is asked from ``valid_from`` until before ``valid_to``.

    Only ``valid_to`` ever changes: the database refuses the rest, because answers given to a
    version are read with it for ever.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.TextField()
    version = models.PositiveIntegerField()
    title = models.TextField()
    schema_text = models.TextField()  # jsonb would forget the order of the questions
    procedures = ArrayField(models.TextField(), default=list, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    created_at = models.DateTimeField()

    objects = FormVersionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "version"], name="form_version_once"),
            models.UniqueConstraint(
                fields=["code"], condition=Q(valid_to=None), name="form_open_version_once"
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="form_version_ends_after_it_begins",
            ),
        ]
        indexes = [GinIndex(fields=["procedures"], name="form_procedures")]

    def __str__(self) -> str:
        return f"{self.code} {self.version}"

    @property
    def schema(self) -> Mapping[str, Any]:
        """The JSON Schema, its keys in the order in which they were written."""
        schema: Mapping[str, Any] = json.loads(self.schema_text)
        return schema

    def form(self) -> Form:
        """Return the frozen value with its schema."""
        return Form(
            id=self.id,
            code=self.code,
            version=self.version,
            title=self.title,
            schema=self.schema,
            procedures=tuple(self.procedures),
        )

    def info(self) -> FormVersionInfo:
        """Return a line of the list."""
        return FormVersionInfo(
            id=self.id,
            code=self.code,
            version=self.version,
            title=self.title,
            procedures=tuple(self.procedures),
            valid_from=self.valid_from,
            valid_to=self.valid_to,
            source=self.schema.get("x-source", ""),
        )
