from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False  # the index is built beside the running house

    dependencies = [
        ("cases", "0002_opinions"),
    ]

    operations = [
        AddIndexConcurrently(
            model_name="case",
            index=models.Index(
                condition=models.Q(
                    ("account_id__isnull", False), models.Q(("state", "CLOSED"), _negated=True)
                ),
                fields=["account_id", "due_at", "id"],
                name="cases_of_account",
            ),
        ),
    ]
