from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("bundles", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="part",
            name="own_code",
            field=models.TextField(blank=True, db_default="", default=""),
        ),
        migrations.AddIndex(
            model_name="part",
            index=models.Index(
                condition=models.Q(("own_code", ""), _negated=True),
                fields=["own_code"],
                name="bundles_part_by_own_code",
            ),
        ),
    ]
