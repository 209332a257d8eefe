import django.contrib.postgres.indexes
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False  # the index is built beside the running house

    dependencies = [
        ("dossiers", "0007_show_dossiers_to_asked_units"),
    ]

    operations = [
        AddIndexConcurrently(
            model_name="submission",
            index=django.contrib.postgres.indexes.GinIndex(
                condition=models.Q(("asked_units", []), _negated=True),
                fields=["asked_units"],
                name="dossiers_asked_units",
            ),
        ),
    ]
