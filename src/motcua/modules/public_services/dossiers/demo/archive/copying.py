"""Rows as lines that PostgreSQL copies."""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import models


def values(row: models.Model) -> Iterable[Any]:
    """Yield what a row holds, column by column."""
    for each in meta(type(row)).concrete_fields:
        value = getattr(row, each.attname)
        is_json = isinstance(each, models.JSONField)
        yield json.dumps(value, ensure_ascii=False) if is_json else value


def meta(model: type[models.Model]) -> Any:
    """Return what Django knows of a model."""
    return model._meta  # noqa: SLF001 - Django calls it public


def line(values: Iterable[Any]) -> str:
    """Return a line as COPY reads it."""
    return "\t".join(map(_text, values)) + "\n"


def _text(value: Any) -> str:
    if value is None:
        return r"\N"
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, list):
        return "{" + ",".join(map(str, value)) + "}"
    return str(value).replace("\\", "\\\\").replace("\t", " ").replace("\n", r"\n")
