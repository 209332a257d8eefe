"""Working hours keep what they were before a change."""

from datetime import UTC, datetime

from django.db import migrations, models

SHIPPED_AT = datetime(2026, 11, 25, tzinfo=UTC)


class Migration(migrations.Migration):
    dependencies = [("organisation", "0002_calendar_2020_2027")]

    operations = [
        migrations.RemoveConstraint(
            model_name="workinghours", name="working_hours_begin_once_a_day"
        ),
        migrations.AddField(
            model_name="workinghours",
            name="recorded_at",
            field=models.DateTimeField(db_default=SHIPPED_AT, default=SHIPPED_AT),
        ),
        migrations.AddField(
            model_name="workinghours", name="replaced_at", field=models.DateTimeField(null=True)
        ),
        migrations.AddConstraint(
            model_name="workinghours",
            constraint=models.UniqueConstraint(
                condition=models.Q(replaced_at=None),
                fields=("unit", "valid_from"),
                name="working_hours_begin_once_a_day",
                nulls_distinct=False,
            ),
        ),
    ]
