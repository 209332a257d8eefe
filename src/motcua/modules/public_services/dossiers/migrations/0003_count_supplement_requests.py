"""How often supplements were asked for, filled in where they were."""

from typing import Any

from django.db import migrations
from django.db.models import Count


def count_requests(apps: Any, editor: Any) -> None:
    """Fill in how often supplements were asked for, where they were."""
    submissions = apps.get_model("dossiers", "Submission")
    asked = (
        submissions.objects.filter(supplement_requests__isnull=False)
        .annotate(times=Count("supplement_requests"))
        .values_list("id", "times")
    )
    for submission_id, times in asked.iterator(chunk_size=2000):
        submissions.objects.filter(id=submission_id).update(times_asked=times)


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0002_second_requests_and_consents")]

    operations = [migrations.RunPython(count_requests, migrations.RunPython.noop)]
