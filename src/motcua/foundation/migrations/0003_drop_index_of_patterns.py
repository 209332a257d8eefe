"""Nobody looks for a stream by part of its name; the index for it was a tenth of a kilobyte each."""

from django.db import migrations

DROP = "drop index if exists foundation_stream_stream_d924637a_like"
MAKE = """
create index foundation_stream_stream_d924637a_like on foundation_stream (stream text_pattern_ops)
"""


class Migration(migrations.Migration):
    dependencies = [("foundation", "0002_add_job")]

    operations = [migrations.RunSQL(DROP, MAKE)]
