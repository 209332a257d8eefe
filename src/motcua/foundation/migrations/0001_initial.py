from django.db import migrations, models

EVENTS = """
create table foundation_event (
    id uuid not null,
    code text not null,
    stream text not null,
    stream_version bigint not null,
    at timestamptz not null,
    recorded_at timestamptz not null,
    actor_kind text not null,
    actor_name text not null,
    account_id uuid,
    person_id uuid,
    unit_id uuid,
    payload jsonb not null,
    primary key (id, recorded_at)
) partition by range (recorded_at);
create index foundation_event_stream on foundation_event (stream, stream_version);
create index foundation_event_recorded on foundation_event (recorded_at, id);
create table foundation_event_other partition of foundation_event default;
do $$
begin
    for year in 2024..2040 loop
        execute format(
            'create table foundation_event_%s partition of foundation_event for values from (%L) to (%L)',
            year, year || '-01-01T00:00:00Z', (year + 1) || '-01-01T00:00:00Z'
        );
    end loop;
end $$;
create function foundation_refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'what happened is not changed: % on %', tg_op, tg_table_name
        using errcode = 'restrict_violation';
end $$;
create trigger foundation_event_is_immutable before update or delete on foundation_event
    for each row execute function foundation_refuse_change();
"""

UNDO = "drop table foundation_event; drop function foundation_refuse_change();"


class Migration(migrations.Migration):
    initial = True

    operations = [
        migrations.CreateModel(
            name="Stream",
            fields=[
                ("stream", models.TextField(primary_key=True, serialize=False)),
                ("version", models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="Undelivered",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("event_id", models.UUIDField(unique=True)),
                ("recorded_at", models.DateTimeField()),
                ("stream", models.TextField()),
                ("stream_version", models.BigIntegerField()),
                ("attempts", models.PositiveIntegerField(default=0)),
                ("retry_at", models.DateTimeField()),
                ("error", models.TextField(blank=True, default="")),
            ],
            options={
                "indexes": [
                    models.Index(fields=["stream", "stream_version"], name="undelivered_stream"),
                    models.Index(fields=["retry_at", "id"], name="undelivered_retry"),
                ],
            },
        ),
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(EVENTS, UNDO)],
            state_operations=[
                migrations.CreateModel(
                    name="EventRecord",
                    fields=[
                        ("id", models.UUIDField(primary_key=True, serialize=False)),
                        ("code", models.TextField()),
                        ("stream", models.TextField()),
                        ("stream_version", models.BigIntegerField()),
                        ("at", models.DateTimeField()),
                        ("recorded_at", models.DateTimeField()),
                        ("actor_kind", models.TextField()),
                        ("actor_name", models.TextField(blank=True)),
                        ("account_id", models.UUIDField(null=True)),
                        ("person_id", models.UUIDField(null=True)),
                        ("unit_id", models.UUIDField(null=True)),
                        ("payload", models.JSONField()),
                    ],
                    options={"db_table": "foundation_event"},
                ),
            ],
        ),
    ]
