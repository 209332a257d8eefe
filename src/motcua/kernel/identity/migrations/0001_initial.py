import django.contrib.postgres.indexes
import django.db.models.deletion
import motcua.foundation.ids
from django.db import migrations, models


ACCESS_RECORDS = """
create table identity_access_record (
    id uuid not null,
    at timestamptz not null,
    person_id uuid not null,
    account_id uuid,
    viewer_name text not null,
    unit_id uuid,
    action text not null,
    purpose text not null,
    subject_code text not null,
    primary key (id, at)
) partition by range (at);
create index identity_access_record_person on identity_access_record (person_id, at desc);
create index identity_access_record_account on identity_access_record (account_id, at desc);
create table identity_access_record_other partition of identity_access_record default;
do $$
begin
    for year in 2024..2040 loop
        execute format(
            'create table identity_access_record_%s partition of identity_access_record'
            ' for values from (%L) to (%L)',
            year, year || '-01-01T00:00:00Z', (year + 1) || '-01-01T00:00:00Z'
        );
    end loop;
end $$;
create trigger identity_access_record_is_immutable before update or delete on identity_access_record
    for each row execute function foundation_refuse_change();
"""

UNDO = "drop table identity_access_record"


class Migration(migrations.Migration):
    initial = True

    dependencies = [("foundation", "0001_initial")]

    operations = [
        migrations.RunSQL("create extension if not exists pg_trgm", migrations.RunSQL.noop),
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(ACCESS_RECORDS, UNDO)],
            state_operations=[
                migrations.CreateModel(
                    name="AccessRecord",
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
                        ("at", models.DateTimeField()),
                        ("person_id", models.UUIDField()),
                        ("account_id", models.UUIDField(null=True)),
                        ("viewer_name", models.TextField()),
                        ("unit_id", models.UUIDField(null=True)),
                        (
                            "action",
                            models.TextField(
                                choices=[
                                    ("VIEW", "Opened"),
                                    ("SEARCH", "Searched"),
                                    ("PRINT", "Printed"),
                                    ("EXPORT", "Exported"),
                                ],
                                default="VIEW",
                            ),
                        ),
                        ("purpose", models.TextField()),
                        ("subject_code", models.TextField(blank=True, default="")),
                    ],
                    options={
                        "db_table": "identity_access_record",
                    },
                ),
            ],
        ),
        migrations.CreateModel(
            name="SignInThrottle",
            fields=[
                ("key", models.TextField(primary_key=True, serialize=False)),
                ("failures", models.PositiveIntegerField()),
                ("since", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Person",
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
                ("personal_number", models.TextField(blank=True, null=True, unique=True)),
                ("full_name", models.TextField()),
                ("sort_key", models.BinaryField()),
                ("folded_name", models.TextField()),
                ("birth_date", models.DateField(blank=True, null=True)),
                (
                    "gender",
                    models.TextField(
                        blank=True, choices=[("MALE", "Male"), ("FEMALE", "Female")], default=""
                    ),
                ),
                ("phone", models.TextField(blank=True, default="")),
                ("email", models.TextField(blank=True, default="")),
                ("address", models.JSONField(blank=True, default=dict)),
                ("ethnicity", models.TextField(blank=True, default="")),
                ("nationality", models.TextField(blank=True, default="")),
                ("created_at", models.DateTimeField()),
                (
                    "spouse",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="identity.person",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="LegalEntity",
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
                ("tax_code", models.TextField(unique=True)),
                ("name", models.TextField()),
                (
                    "representative",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="identity.person",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Account",
            fields=[
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "last_login",
                    models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                ),
                (
                    "id",
                    models.UUIDField(
                        default=motcua.foundation.ids.uuid7,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("username", models.TextField(unique=True)),
                ("is_official", models.BooleanField(default=False)),
                ("is_active", models.BooleanField(default=True)),
                ("rights_version", models.PositiveIntegerField(default=0)),
                ("created_at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="accounts",
                        to="identity.person",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RoleGrant",
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
                ("role", models.TextField()),
                ("permission_code", models.TextField()),
                (
                    "reach",
                    models.TextField(
                        choices=[
                            ("NONE", "Nowhere"),
                            ("UNIT", "Own unit"),
                            ("AUTHORITY", "Own authority"),
                            ("SUBTREE", "Own authority and all below"),
                        ]
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("role", "permission_code"),
                        name="identity_one_grant_per_role_and_permission",
                    )
                ],
            },
        ),
        migrations.AddIndex(
            model_name="person",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["folded_name"], name="identity_person_folded", opclasses=["gin_trgm_ops"]
            ),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=models.Q(("personal_number__regex", "^\\d{12}$")),
                name="identity_personal_number_has_twelve_digits",
            ),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=models.Q(("full_name", ""), _negated=True),
                name="identity_person_has_a_name",
            ),
        ),
        migrations.AddConstraint(
            model_name="legalentity",
            constraint=models.CheckConstraint(
                condition=models.Q(("tax_code__regex", "^\\d{10}(-?\\d{3})?$|^\\d{12}$")),
                name="identity_tax_code_has_its_shape",
            ),
        ),
        migrations.AddConstraint(
            model_name="account",
            constraint=models.UniqueConstraint(
                fields=("person", "is_official"), name="identity_one_account_of_each_kind"
            ),
        ),
        migrations.AddConstraint(
            model_name="account",
            constraint=models.CheckConstraint(
                condition=models.Q(("username", ""), _negated=True),
                name="identity_account_has_a_name",
            ),
        ),
    ]
