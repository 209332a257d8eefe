import django.db.models.deletion
from django.db import migrations, models

import motcua.foundation.ids


class Migration(migrations.Migration):
    dependencies = [
        ("dossiers", "0003_count_supplement_requests"),
        ("identity", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="TrackingTry",
            fields=[
                ("key", models.TextField(primary_key=True, serialize=False)),
                ("failures", models.PositiveIntegerField()),
                ("since", models.DateTimeField()),
            ],
        ),
        migrations.AddField(
            model_name="draft",
            name="mandate_id",
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name="submission",
            name="mandate_id",
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name="submission",
            name="representative",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="identity.person",
            ),
        ),
        migrations.AddField(
            model_name="submission",
            name="representative_name",
            field=models.TextField(blank=True, db_default="", default=""),
        ),
        migrations.AddIndex(
            model_name="submission",
            index=models.Index(
                condition=models.Q(("mandate_id__isnull", False)),
                fields=["mandate_id"],
                name="dossiers_by_mandate",
            ),
        ),
        migrations.CreateModel(
            name="TrackingCode",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=motcua.foundation.ids.uuid7,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("digest", models.TextField()),
                ("sent_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(null=True)),
                (
                    "submission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="dossiers.submission",
                    ),
                ),
            ],
        ),
    ]
