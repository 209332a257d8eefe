from django.db import migrations, models

CHAIN = """
create table audit_chain (
    position bigint not null,
    event_id uuid not null,
    recorded_at timestamptz not null,
    row_hash bytea not null,
    link bytea not null,
    primary key (position, recorded_at)
) partition by range (recorded_at);
create unique index audit_chain_event on audit_chain (recorded_at, event_id);
create table audit_chain_other partition of audit_chain default;
do $$
begin
    for year in 2024..2040 loop
        execute format(
            'create table audit_chain_%s partition of audit_chain for values from (%L) to (%L)',
            year, year || '-01-01T00:00:00Z', (year + 1) || '-01-01T00:00:00Z'
        );
    end loop;
end $$;
create trigger audit_chain_is_immutable before update or delete on audit_chain
    for each row execute function foundation_refuse_change();
create function audit_next_link(link bytea, first bytea, row_hash bytea) returns bytea
    language sql immutable parallel safe as 'select sha256(coalesce(link, first) || row_hash)';
create aggregate audit_link(first bytea, row_hash bytea) (sfunc = audit_next_link, stype = bytea);
"""

UNDO = """
drop table audit_chain;
drop aggregate audit_link(bytea, bytea);
drop function audit_next_link(bytea, bytea, bytea);
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [("foundation", "0001_initial")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(CHAIN, UNDO)],
            state_operations=[
                migrations.CreateModel(
                    name="ChainLink",
                    fields=[
                        ("position", models.BigIntegerField(primary_key=True, serialize=False)),
                        ("event_id", models.UUIDField()),
                        ("recorded_at", models.DateTimeField()),
                        ("row_hash", models.BinaryField()),
                        ("link", models.BinaryField()),
                    ],
                    options={"db_table": "audit_chain"},
                ),
            ],
        ),
    ]
