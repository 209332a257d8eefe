"""The working week, and the holidays of 2020 to 2027, each with its document."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

from django.apps.registry import Apps as StateApps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

DATA = Path(__file__).resolve().parents[1] / "data" / "calendar_2020_2027.json"
RECORDED_AT = datetime(2026, 11, 25, tzinfo=UTC)


def load(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    book = json.loads(DATA.read_text(encoding="utf-8"))
    hours = apps.get_model("organisation", "WorkingHours")
    days = apps.get_model("organisation", "CalendarDay")
    version = apps.get_model("organisation", "CalendarVersion")
    hours.objects.bulk_create([hours(unit=None, **row) for row in book["hours"]])
    days.objects.bulk_create(
        [days(unit=None, recorded_at=RECORDED_AT, **row) for row in book["days"]]
    )
    version.objects.update(complete_until=date.fromisoformat(book["complete_until"]))


def unload(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    book = json.loads(DATA.read_text(encoding="utf-8"))
    days = apps.get_model("organisation", "CalendarDay")
    for row in book["days"]:
        days.objects.filter(unit=None, day=row["day"], recorded_at=RECORDED_AT).delete()
    starts = [row["valid_from"] for row in book["hours"]]
    hours = apps.get_model("organisation", "WorkingHours")
    hours.objects.filter(unit=None, valid_from__in=starts).delete()


class Migration(migrations.Migration):
    dependencies = [("organisation", "0001_initial")]

    operations = [migrations.RunPython(load, unload)]
