from django.db import migrations, models

FILL = """
update dossiers_dossier dossier set unit_id = submission.unit_id
from dossiers_submission submission where submission.id = dossier.submission_id
"""


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0012_keep_postal_addresses")]

    operations = [
        migrations.AddField(
            model_name="dossier", name="unit_id", field=models.UUIDField(null=True)
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AlterField(model_name="dossier", name="unit_id", field=models.UUIDField()),
        migrations.AddIndex(
            model_name="dossier",
            index=models.Index(fields=["unit_id", "accepted_at"], name="dossiers_unit_accepted"),
        ),
        migrations.AddIndex(
            model_name="dossier",
            index=models.Index(fields=["unit_id", "finished_at"], name="dossiers_unit_finished"),
        ),
    ]
