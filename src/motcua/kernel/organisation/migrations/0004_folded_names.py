"""Units are found by their names without diacritics."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("organisation", "0003_hours_history")]

    operations = [
        migrations.AddField(
            model_name="unit",
            name="folded",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.TextField(), db_default=[], default=list, size=None
            ),
        ),
        migrations.AddIndex(
            model_name="unit",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["folded"], name="unit_by_folded_name"
            ),
        ),
    ]
