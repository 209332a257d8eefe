"""Ways to change the catalogue of forms."""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from motcua.foundation import events
from motcua.foundation.actors import Actor
from motcua.foundation.time import local_date

from . import permissions
from .errors import NotAForm
from .events import FormVersionAdded
from .models import FormVersion
from .rules.plan import Unaskable, make_plan
from .types import LoadReport

EVER = date(2000, 1, 1)


@transaction.atomic
def load_forms(
    *,
    actor: Actor,
    schemas: Sequence[Mapping[str, Any]],
    at: datetime,
    valid_from: date | None = None,
) -> LoadReport:
    """Add what is new among ``schemas``: first versions, and next versions of those that changed.

    The first version of a form stands for the time before it too. A next version ends the one
    before. Loading the same again changes nothing.

    Args:
        schemas: JSON Schemas; the last part of ``$id`` is the code.
        valid_from: First day of next versions; today if not given.

    Returns:
        Codes of the forms that got a version, and of those that were there.

    Raises:
        NotPermitted: The actor does not keep the catalogue.
        NotAForm: One cannot be asked; nothing is added.

    Publishes:
        FormVersionAdded, for each new version.

    Law:
        ND 45/2020
    """
    permissions.MANAGE.require(actor)
    added, unchanged = [], []
    for schema in schemas:
        code = _code(schema)
        latest = (
            FormVersion.objects.select_for_update().filter(code=code).order_by("-version").first()
        )
        text = json.dumps(schema, ensure_ascii=False)
        if latest is not None and latest.schema_text == text:
            unchanged.append(code)
            continue
        begins = EVER if latest is None else valid_from or local_date(at)
        version = _add(schema, text, latest, begins, at)
        added.append(code)
        fact = FormVersionAdded(
            form_version_id=version.id,
            form_code=code,
            version=version.version,
            valid_from=version.valid_from,
        )
        events.publish(fact, by=actor, at=at)
    return LoadReport(added=tuple(added), unchanged=tuple(unchanged))


def _add(
    schema: Mapping[str, Any], text: str, latest: FormVersion | None, begins: date, at: datetime
) -> FormVersion:
    if latest is not None:
        begins = max(begins, latest.valid_from)
        latest.valid_to = begins
        latest.save(update_fields=["valid_to"])
    return FormVersion.objects.create(
        code=_code(schema),
        version=latest.version + 1 if latest else 1,
        title=schema["title"],
        schema_text=text,
        procedures=list(schema.get("x-procedure", ())),
        valid_from=begins,
        created_at=at,
    )


def _code(schema: Mapping[str, Any]) -> str:
    """Return the code of a schema that can be asked."""
    code = str(schema.get("$id", "")).rpartition(":")[2]
    try:
        make_plan(schema)
    except Unaskable as error:
        raise NotAForm(code=code, reason=str(error)) from error
    if not code or not schema.get("title"):
        raise NotAForm(code=code, reason="$id, title")
    return code


def read_schemas(folder: Path) -> list[Mapping[str, Any]]:
    """Return the schemas in a folder, by the names of their files.

    Raises:
        NotAForm: A file holds no JSON object.
    """
    schemas: list[Mapping[str, Any]] = []
    for file in sorted(folder.glob("*.json")):
        try:
            schema = json.loads(file.read_text(encoding="utf-8"))
        except ValueError as error:
            raise NotAForm(code=file.name, reason=str(error)) from error
        if not isinstance(schema, dict):
            raise NotAForm(code=file.name, reason="{}")
        schemas.append(schema)
    return schemas
