"""What readings come to is kept, and counted once from the readings that are there."""

from django.db import migrations, models

COUNT = """
with recursive asked as (
    select id as series_id, kind, every = 'DAY' as is_daily, null::date as since
    from connectors_series
), listed as (
    select e.series_id, e.unit_id, e.weight, u.valid_from,
        coalesce(u.valid_to, 'infinity') as valid_to
    from asked a
    join connectors_seriesunit e on e.series_id = a.series_id
    join organisation_unit u on u.id = e.unit_id
), line (unit_id, above_id) as (
    select u.id, u.id from organisation_unit u
    union all
    select line.unit_id, u.parent_id from line
    join organisation_unit u on u.id = line.above_id and u.kind <> 'PARTNER'
    where u.parent_id is not null
), span as (
    select l.series_id, min(r.first) as first,
        greatest(max(r.last), max(l.valid_from), max(nullif(l.valid_to, 'infinity'))) as last
    from listed l cross join lateral (
        select min(day) as first, max(day) as last from connectors_reading
        where is_in_force and series_id = l.series_id and unit_id = l.unit_id
    ) r group by 1
), grid as (
    select a.*, d.day
    from asked a join span s on s.series_id = a.series_id and s.first is not null
    cross join lateral (
        select generate_series(s.first, s.last, '1 day')::date as day where a.is_daily
        union all
        select (month + interval '1 month - 1 day')::date from generate_series(
            date_trunc('month', s.first::timestamp), s.last, '1 month'
        ) as month where not a.is_daily
    ) d
    where a.since is null or d.day >= a.since
), own as (
    select g.series_id, g.kind, g.day, l.unit_id, l.weight, l.is_there,
        sum(l.weight) filter (where l.is_there) over (partition by g.series_id, g.day) as whole,
        r.day as last_day, coalesce(r.day = g.day, false) as is_new, r.value, r.weight as weighs,
        least((r.day + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh', r.recorded_at) as given_at
    from grid g
    cross join lateral (
        select listed.*, valid_from <= g.day and valid_to > g.day as is_there
        from listed where series_id = g.series_id
    ) l
    left join lateral (
        select day, value, weight, recorded_at from connectors_reading
        where is_in_force and value is not null
            and series_id = l.series_id and unit_id = l.unit_id and day <= g.day
        order by day desc limit 1
    ) r on true
), summed as (
    select o.series_id, o.kind, line.above_id as unit_id, o.day,
        bool_or(o.unit_id = line.above_id) as is_own,
        coalesce(sum(case o.kind when 'AVERAGE' then o.value * o.weighs else o.value end)
            filter (where case o.kind when 'STOCK' then o.is_there else o.is_new end), 0) as upper,
        coalesce(sum(case o.kind when 'AVERAGE' then o.weighs else 1 end) filter (
            where o.last_day is not null
                and case o.kind when 'STOCK' then o.is_there else o.is_new end
        ), 0) as lower,
        min(coalesce(o.last_day, '0001-01-01')) filter (where o.is_there) as least_day,
        min(o.given_at) filter (where o.is_there) as given_at,
        max(o.last_day) as last_day,
        coalesce(sum(o.weight) filter (where o.is_there), 0) as weight,
        coalesce(max(o.whole), 0) as whole
    from own o join line on line.unit_id = o.unit_id
    group by 1, 2, 3, 4
), counted as (
    select s.series_id, s.unit_id, s.day, s.is_own,
        case when s.kind = 'STOCK' then s.upper
            else coalesce(before.upper, 0) + sum(s.upper) over days end as upper,
        case when s.kind = 'STOCK' then s.lower
            else coalesce(before.lower, 0) + sum(s.lower) over days end as lower,
        s.least_day,
        nullif(s.given_at, (s.least_day + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh')
            as early_at,
        s.last_day, s.weight, s.whole
    from summed s
    join asked a on a.series_id = s.series_id
    left join lateral (
        select upper, lower from connectors_tally
        where series_id = s.series_id and unit_id = s.unit_id and day = case
            when a.is_daily then a.since - 1
            else (date_trunc('month', a.since::timestamp) - interval '1 day')::date end
        limit 1
    ) before on true
    window days as (partition by s.series_id, s.unit_id order by s.day)
), put as (
    insert into connectors_tally as kept (
        series_id, unit_id, day, is_own, upper, lower, least_day, early_at, last_day, weight, whole
    ) select * from counted
    on conflict (series_id, unit_id, day) do update set
        is_own = excluded.is_own, upper = excluded.upper, lower = excluded.lower,
        least_day = excluded.least_day, early_at = excluded.early_at,
        last_day = excluded.last_day, weight = excluded.weight, whole = excluded.whole
    where kept is distinct from excluded
    returning 1
), reached as (
    update connectors_series s set counted_to = last.day
    from (
        select a.series_id, max(g.day) as day
        from asked a left join grid g on g.series_id = a.series_id group by 1
    ) last
    where s.id = last.series_id and s.counted_to is distinct from last.day
)
select count(*) from put
"""


class Migration(migrations.Migration):
    dependencies = [
        ("organisation", "0007_simulations"),
        ("connectors", "0002_mark_counted_samples"),
    ]

    operations = [
        migrations.AddField(
            model_name="series",
            name="counted_to",
            field=models.DateField(null=True),
        ),
        migrations.CreateModel(
            name="Tally",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "series_id",
                        "unit_id",
                        "day",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("series_id", models.UUIDField()),
                ("unit_id", models.UUIDField()),
                ("day", models.DateField()),
                ("is_own", models.BooleanField()),
                ("upper", models.BigIntegerField()),
                ("lower", models.BigIntegerField()),
                ("least_day", models.DateField(null=True)),
                ("early_at", models.DateTimeField(null=True)),
                ("last_day", models.DateField(null=True)),
                ("weight", models.BigIntegerField()),
                ("whole", models.BigIntegerField()),
            ],
        ),
        migrations.RunSQL(COUNT, migrations.RunSQL.noop),
    ]
