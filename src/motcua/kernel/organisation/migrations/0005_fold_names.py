"""The units that are there already get their folded names."""

from typing import Any

from django.db import migrations

from motcua.foundation.text import fold

BATCH = 2000


def fold_names(apps: Any, schema_editor: Any) -> None:
    units = apps.get_model("organisation", "Unit").objects
    ids = list(units.order_by("id").values_list("id", flat=True))
    for start in range(0, len(ids), BATCH):
        batch = list(units.filter(id__in=ids[start : start + BATCH]))
        for unit in batch:
            unit.folded = sorted({fold(each) for each in (unit.name, unit.short_name) if each})
        units.bulk_update(batch, ["folded"])


class Migration(migrations.Migration):
    dependencies = [("organisation", "0004_folded_names")]

    operations = [migrations.RunPython(fold_names, migrations.RunPython.noop)]
