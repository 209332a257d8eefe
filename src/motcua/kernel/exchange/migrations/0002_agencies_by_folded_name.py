"""Agencies are found by their names without diacritics."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("exchange", "0001_initial"),
        ("organisation", "0005_fold_names"),
    ]

    operations = [
        migrations.AddField(
            model_name="agency",
            name="folded",
            field=models.TextField(blank=True, db_default="", default=""),
        ),
        migrations.AddIndex(
            model_name="agency",
            index=models.Index(fields=["folded"], name="agency_by_folded_name"),
        ),
    ]
