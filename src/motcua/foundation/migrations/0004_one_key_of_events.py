"""Events are looked for by when they were recorded: one key in that order, not two indexes."""

from django.db import migrations

ONE = """
alter table foundation_event drop constraint foundation_event_pkey;
drop index foundation_event_recorded;
alter table foundation_event add primary key (recorded_at, id);
"""
TWO = """
alter table foundation_event drop constraint foundation_event_pkey;
alter table foundation_event add primary key (id, recorded_at);
create index foundation_event_recorded on foundation_event (recorded_at, id);
"""


class Migration(migrations.Migration):
    dependencies = [("foundation", "0003_drop_index_of_patterns")]

    operations = [migrations.RunSQL(ONE, TWO)]
