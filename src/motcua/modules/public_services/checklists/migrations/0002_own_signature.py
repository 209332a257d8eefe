"""A question more: whether the applicant himself has signed."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("checklists", "0001_initial"),
    ]

    operations = [
        migrations.AlterField(
            model_name="reason",
            name="question",
            field=models.TextField(
                choices=[
                    ("PRESENT", "All of it is there"),
                    ("LEGIBLE", "It can be read"),
                    ("RIGHT_KIND", "It is the right paper"),
                    ("RIGHT_PERSON", "It belongs to the right person"),
                    ("IN_DATE", "It is still valid"),
                    ("SIGNED", "It is signed as it must be"),
                    ("OWN_SIGNATURE", "It bears the applicant's own digital signature"),
                    ("ANSWERS", "The answers are complete and agree with the papers"),
                ]
            ),
        ),
    ]
