"""Cells of what is below a unit instead of it all: most units have nobody below, and no cells."""

from django.db import migrations, models

BELOW = """
create temporary table kept on commit drop as
select fact, unit_id, grain, first_day, 'OWN' as part, dimension, amount
from analytics_cell where reach = 'OWN' and amount <> 0
union all
select
    tree.fact, tree.unit_id, tree.grain, tree.first_day, 'BELOW', tree.dimension,
    tree.amount - coalesce(own.amount, 0)
from analytics_cell tree
left join analytics_cell own on own.reach = 'OWN' and own.fact = tree.fact
    and own.unit_id = tree.unit_id and own.grain = tree.grain
    and own.first_day = tree.first_day and own.dimension = tree.dimension
where tree.reach = 'TREE' and tree.amount <> coalesce(own.amount, 0);

drop table analytics_cell;
create table analytics_cell (
    fact text not null,
    unit_id uuid not null,
    grain text not null,
    first_day date not null,
    part text not null,
    dimension text not null,
    amount bigint not null,
    primary key (fact, grain, unit_id, first_day, part, dimension)
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
insert into analytics_cell select * from kept;
"""


class Migration(migrations.Migration):
    dependencies = [("analytics", "0001_initial")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(BELOW)],
            state_operations=[
                migrations.DeleteModel("Cell"),
                migrations.CreateModel(
                    name="Cell",
                    fields=[
                        (
                            "pk",
                            models.CompositePrimaryKey(
                                "fact",
                                "grain",
                                "unit_id",
                                "first_day",
                                "part",
                                "dimension",
                                blank=True,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        ("fact", models.TextField()),
                        ("unit_id", models.UUIDField()),
                        ("grain", models.TextField(choices=[("D", "D"), ("M", "M"), ("Y", "Y")])),
                        ("first_day", models.DateField()),
                        ("part", models.TextField(choices=[("OWN", "OWN"), ("BELOW", "BELOW")])),
                        ("dimension", models.TextField(blank=True)),
                        ("amount", models.BigIntegerField()),
                    ],
                ),
            ],
        ),
    ]
