"""Files that go with a document, what is being typed, comments that are settled."""

import django.db.models.deletion
import motcua.foundation.ids
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("outgoing", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="comment",
            name="settled_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="comment",
            name="settled_by_name",
            field=models.TextField(blank=True, db_default="", default=""),
        ),
        migrations.AlterField(
            model_name="receiver",
            name="state",
            field=models.TextField(
                choices=[
                    ("WAITING", "Not sent yet"),
                    ("SENT", "Sent"),
                    ("ARRIVED", "Arrived"),
                    ("REFUSED", "Refused"),
                    ("RECEIVED", "Received"),
                    ("ASSIGNED", "Assigned"),
                    ("HANDLING", "Being handled"),
                    ("DONE", "Done"),
                    ("TAKEN_BACK", "Taken back"),
                    ("KEPT", "Not given back"),
                    ("FAILED", "Not delivered"),
                ],
                default="WAITING",
            ),
        ),
        migrations.CreateModel(
            name="Annex",
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
                ("position", models.PositiveSmallIntegerField()),
                ("title", models.TextField()),
                ("filename", models.TextField()),
                ("source_file_id", models.UUIDField()),
                ("file_id", models.UUIDField()),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="annexes",
                        to="outgoing.document",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("document", "position"), name="outgoing_annex_once_a_place"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Typed",
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
                ("account_id", models.UUIDField()),
                ("page", models.TextField()),
                ("based_on", models.PositiveIntegerField()),
                ("content", models.JSONField()),
                ("times", models.PositiveIntegerField(default=1)),
                ("began_at", models.DateTimeField()),
                ("saved_at", models.DateTimeField()),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="typed",
                        to="outgoing.document",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("document", "account_id", "page"), name="outgoing_typed_once_a_page"
                    )
                ],
            },
        ),
    ]
