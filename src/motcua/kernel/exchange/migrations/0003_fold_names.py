"""The agencies that are there already get their folded names."""

from typing import Any

from django.db import migrations

from motcua.foundation.text import fold

BATCH = 2000


def fold_names(apps: Any, schema_editor: Any) -> None:
    agencies = apps.get_model("exchange", "Agency").objects
    ids = list(agencies.order_by("id").values_list("id", flat=True))
    for start in range(0, len(ids), BATCH):
        batch = list(agencies.filter(id__in=ids[start : start + BATCH]))
        for agency in batch:
            agency.folded = fold(agency.name)
        agencies.bulk_update(batch, ["folded"])


class Migration(migrations.Migration):
    dependencies = [("exchange", "0002_agencies_by_folded_name")]

    operations = [migrations.RunPython(fold_names, migrations.RunPython.noop)]
