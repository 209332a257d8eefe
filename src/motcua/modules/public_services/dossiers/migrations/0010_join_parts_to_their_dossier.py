import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("dossiers", "0009_give_many_to_somebody_else"),
    ]

    operations = [
        migrations.AddField(
            model_name="submission",
            name="part_of",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="parts",
                to="dossiers.submission",
            ),
        ),
    ]
