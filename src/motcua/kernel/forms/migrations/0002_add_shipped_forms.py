"""The forms that the house brings along; later ones come by `motcua import forms`."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from django.db import migrations
from django.utils import timezone

from motcua.foundation.ids import uuid7

DATA = Path(__file__).parents[1] / "data"
EVER = date(2000, 1, 1)


def add(apps: Any, editor: Any) -> None:
    versions = apps.get_model("forms", "FormVersion")
    at = timezone.now()
    for file in sorted(DATA.glob("*.json")):
        text = file.read_text(encoding="utf-8")
        schema = json.loads(text)
        versions.objects.get_or_create(
            code=schema["$id"].rpartition(":")[2],
            version=1,
            defaults={
                "id": uuid7(),
                "title": schema["title"],
                "schema_text": json.dumps(schema, ensure_ascii=False),
                "procedures": schema.get("x-procedure", []),
                "valid_from": EVER,
                "created_at": at,
            },
        )


class Migration(migrations.Migration):
    dependencies = [("forms", "0001_initial")]

    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
