import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import motcua.foundation.ids
from django.db import migrations, models

FROZEN = """
create function forms_refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'a version of a form is never changed: add the next one'
        using errcode = 'restrict_violation';
end $$;
create trigger forms_formversion_frozen before delete or update of
    id, code, version, title, schema_text, procedures, valid_from, created_at
    on forms_formversion for each row execute function forms_refuse_change();
"""
THAWED = """
drop trigger forms_formversion_frozen on forms_formversion;
drop function forms_refuse_change();
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="FormVersion",
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
                ("code", models.TextField()),
                ("version", models.PositiveIntegerField()),
                ("title", models.TextField()),
                ("schema_text", models.TextField()),
                (
                    "procedures",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), blank=True, default=list, size=None
                    ),
                ),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(null=True)),
                ("created_at", models.DateTimeField()),
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["procedures"], name="form_procedures"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("code", "version"), name="form_version_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("valid_to", None)),
                        fields=("code",),
                        name="form_open_version_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to", None),
                            ("valid_to__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="form_version_ends_after_it_begins",
                    ),
                ],
            },
        ),
        migrations.RunSQL(FROZEN, THAWED),
    ]
