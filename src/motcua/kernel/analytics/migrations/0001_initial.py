from django.db import migrations, models

CELLS = """
create table analytics_cell (
    fact text not null,
    unit_id uuid not null,
    reach text not null,
    grain text not null,
    first_day date not null,
    dimension text not null,
    amount bigint not null,
    primary key (fact, unit_id, reach, grain, first_day, dimension)
) partition by range (first_day);
create table analytics_cell_other partition of analytics_cell default;
do $$
begin
    for year in 2015..2040 loop
        execute format(
            'create table analytics_cell_%s partition of analytics_cell for values from (%L) to (%L)',
            year, year || '-01-01', (year + 1) || '-01-01'
        );
    end loop;
end $$;
"""


class Migration(migrations.Migration):
    initial = True

    operations = [
        migrations.CreateModel(
            name="ToldStory",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "stream",
                        "tale",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("stream", models.TextField()),
                ("tale", models.TextField()),
                ("version", models.BigIntegerField()),
                ("story", models.JSONField()),
                ("counts", models.JSONField()),
            ],
            options={"db_table": "analytics_story"},
        ),
        migrations.CreateModel(
            name="Change",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("fact", models.TextField()),
                ("unit_id", models.UUIDField()),
                ("day", models.DateField()),
                ("dimension", models.TextField(blank=True, default="")),
                ("amount", models.BigIntegerField()),
            ],
            options={"db_table": "analytics_change"},
        ),
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(CELLS, "drop table analytics_cell")],
            state_operations=[
                migrations.CreateModel(
                    name="Cell",
                    fields=[
                        (
                            "pk",
                            models.CompositePrimaryKey(
                                "fact",
                                "unit_id",
                                "reach",
                                "grain",
                                "first_day",
                                "dimension",
                                blank=True,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        ("fact", models.TextField()),
                        ("unit_id", models.UUIDField()),
                        ("reach", models.TextField(choices=[("OWN", "OWN"), ("TREE", "TREE")])),
                        (
                            "grain",
                            models.TextField(choices=[("D", "D"), ("M", "M"), ("Y", "Y")]),
                        ),
                        ("first_day", models.DateField()),
                        ("dimension", models.TextField(blank=True)),
                        ("amount", models.BigIntegerField()),
                    ],
                ),
            ],
        ),
    ]
