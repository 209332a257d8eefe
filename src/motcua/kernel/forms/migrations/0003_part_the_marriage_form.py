"""The declaration of marriage says which part is whose; where it stands already, as a next version."""

import json
from pathlib import Path
from typing import Any

from django.db import migrations
from django.utils import timezone

from motcua.foundation.ids import uuid7
from motcua.foundation.time import local_date

FILE = Path(__file__).parents[1] / "data" / "ket-hon.json"


def add(apps: Any, editor: Any) -> None:
    versions = apps.get_model("forms", "FormVersion")
    schema = json.loads(FILE.read_text(encoding="utf-8"))
    latest = versions.objects.filter(code="ket-hon").order_by("-version").first()
    if latest is None or "x-parts" in json.loads(latest.schema_text):
        return
    at = timezone.now()
    begins = max(local_date(at), latest.valid_from)
    latest.valid_to = begins
    latest.save(update_fields=["valid_to"])
    versions.objects.create(
        id=uuid7(),
        code="ket-hon",
        version=latest.version + 1,
        title=schema["title"],
        schema_text=json.dumps(schema, ensure_ascii=False),
        procedures=schema.get("x-procedure", []),
        valid_from=begins,
        created_at=at,
    )


class Migration(migrations.Migration):
    dependencies = [("forms", "0002_add_shipped_forms")]

    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
