"""Second requests for supplements, consents, where a paper comes from, what a check found good."""

import django.db.models.deletion
from django.db import migrations, models

import motcua.foundation.ids


class Migration(migrations.Migration):
    dependencies = [
        ("dossiers", "0001_initial"),
        ("identity", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="SecondRequest",
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
                ("items", models.JSONField()),
                ("reason", models.TextField(blank=True, default="")),
                ("why", models.TextField()),
                ("proposed_at", models.DateTimeField()),
                ("proposed_by", models.TextField()),
                ("proposer_account_id", models.UUIDField(null=True)),
                (
                    "state",
                    models.TextField(
                        choices=[
                            ("WAITING", "Waiting for the head"),
                            ("APPROVED", "Approved and sent"),
                            ("REFUSED", "Not approved"),
                            ("LAPSED", "No longer needed"),
                        ],
                        default="WAITING",
                    ),
                ),
                ("decided_at", models.DateTimeField(null=True)),
                ("decided_by", models.TextField(blank=True, default="")),
                ("decision_reason", models.TextField(blank=True, default="")),
                (
                    "request",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="approval",
                        to="dossiers.supplementrequest",
                    ),
                ),
                (
                    "submission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="second_requests",
                        to="dossiers.submission",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "WAITING")),
                        fields=["proposed_at"],
                        name="dossiers_second_waiting",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "WAITING")),
                        fields=("submission",),
                        name="one_second_request_waits",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "APPROVED"), _negated=True),
                            ("request__isnull", False),
                            _connector="OR",
                        ),
                        name="approved_second_request_was_sent",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Consent",
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
                ("draft_id", models.UUIDField()),
                ("component_key", models.TextField()),
                ("component", models.TextField()),
                ("source", models.TextField()),
                ("record", models.TextField()),
                ("title", models.TextField()),
                ("given", models.BooleanField()),
                ("words", models.TextField()),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.TextField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="identity.person",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["draft_id", "recorded_at"], name="dossiers_consents_of_draft"
                    ),
                    models.Index(
                        fields=["person", "recorded_at"], name="dossiers_consents_of_person"
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="check",
            name="passed",
            field=models.JSONField(
                db_default=models.Value([], output_field=models.JSONField()), default=list
            ),
        ),
        migrations.AddField(
            model_name="draftpaper",
            name="source",
            field=models.JSONField(
                db_default=models.Value({}, output_field=models.JSONField()), default=dict
            ),
        ),
        migrations.AddField(
            model_name="submittedpaper",
            name="source",
            field=models.JSONField(
                db_default=models.Value({}, output_field=models.JSONField()), default=dict
            ),
        ),
        migrations.AddField(
            model_name="submission",
            name="times_asked",
            field=models.PositiveSmallIntegerField(db_default=0, default=0),
        ),
    ]
