"""The operations centre over a large city: each page's server time beside a plain GROUP BY.

    python -m benchmarks.centre [--dossiers 10000000] [--districts 30] [--wards 580] [--keep]
    python -m benchmarks.centre --again     measure what is filled already

Makes the city that ``motcua simulate`` makes, in a database of its own on the embedded server, and
asks for its pages in this process through the whole stack: middleware, session, rights, page. Each
request asks for another month or unit. The yardstick counts four of the figures of a month by unit
from the dossiers themselves, in the same run.
"""

import argparse
import json
import os
import random
import statistics
import time
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from benchmarks.commands import HERE
from motcua.project import embedded
from motcua.project.cli import apart

NAME = "bench_centre"
KINDS = 5  # procedures that are asked for at each level
TARGET_MS, TARGET_STATEMENTS, TARGET_TIMES = 50, 8, 100
GROUP_BY = """
select
    submission.unit_id, count(*), count(*) filter (where submission.channel = 'ONLINE'),
    count(*) filter (where dossier.finished_at is not null),
    count(*) filter (where dossier.finished_at <= dossier.due_at and submission.times_asked <= 1)
from dossiers_dossier dossier
join dossiers_submission submission on submission.id = dossier.submission_id
where dossier.accepted_at >= %s and dossier.accepted_at < %s
group by submission.unit_id
"""
SIZES = """
select relation, pg_size_pretty(sum(size)) from (
    select coalesce(parent.relname, child.relname) as relation,
        pg_total_relation_size(child.oid) as size
    from pg_class child
    left join pg_inherits on inhrelid = child.oid
    left join pg_class parent on parent.oid = inhparent
    where child.relkind = 'r' and child.relnamespace = 'public'::regnamespace
) sizes group by relation order by sum(size) desc limit 9
"""
OPTIONS = (
    "shared_buffers=4GB",
    "max_wal_size=2GB",
    "checkpoint_timeout=30min",
    "wal_level=minimal",
    "max_wal_senders=0",
    "fsync=off",
    "autovacuum=off",
)


def _load(given: argparse.Namespace) -> None:
    from django.utils import timezone  # noqa: PLC0415 - Django must be up

    from motcua.project import city  # noqa: PLC0415

    size = city.Size(
        dossiers=given.dossiers,
        districts=given.districts,
        wards=given.wards,
        years=given.years,
        kinds=KINDS,
        seed=1,
        last_day=date.fromisoformat(given.until),
    )
    began = time.monotonic()

    def tell(what: str, done: int, of: int) -> None:
        print(f"  {time.monotonic() - began:7.0f} s  {what} {done:,} of {of:,}", flush=True)

    city.build(size, at=timezone.now(), progress=tell)
    made = city.fill(
        size, processes=given.processes, progress=tell, seconds_at_most=60 * given.minutes
    )
    spent = ", ".join(f"{what} {seconds:.0f} s" for what, seconds in made.seconds.items())
    print(f"{made.dossiers:,} dossiers, {made.events:,} events: {spent}")
    _say_sizes()


def _say_sizes() -> None:
    from django.db import connection  # noqa: PLC0415 - Django must be up

    with connection.cursor() as cursor:
        cursor.execute("select pg_size_pretty(pg_database_size(current_database()))")
        print(f"on disk: {cursor.fetchone()[0]}")
        cursor.execute(SIZES)
        for relation, size in cursor.fetchall():
            print(f"  {size:>10}  {relation}")


def _months(until: date, years: int) -> list[str]:
    return [
        f"{year}-{month:02}"
        for year in range(until.year - years + 1, until.year + 1)
        for month in range(1, 13)
        if (year, month) < (until.year, until.month)
    ]


def _pages(given: argparse.Namespace) -> dict[str, Iterator[str]]:
    """Return for each page the addresses that are asked for in turn."""
    from django.urls import NoReverseMatch, reverse  # noqa: PLC0415 - Django must be up

    from motcua.kernel.organisation import api as organisation  # noqa: PLC0415

    dice = random.Random(1)  # noqa: S311 - a measurement
    until = date.fromisoformat(given.until)
    months = _months(until, given.years)
    dice.shuffle(months)
    wards = organisation.list_units(until, level=organisation.Level.WARD)
    codes = [unit.code for unit in wards if unit.kind == organisation.UnitKind.AUTHORITY]
    dice.shuffle(codes)
    by_code = {unit.code: unit for unit in wards}

    def asked(name: str, *args: str, units: Sequence[str] = ("",)) -> Iterator[str]:
        for month, unit in zip(cycle(months), cycle(units), strict=False):
            query = f"?period={month}"
            if unit:
                query += f"&unit={by_code[unit].id}"
            yield reverse(name, args=args) + query

    found = {}
    for title, name, args, units in (
        ("the chairman's page", "board:board", (), ("",)),
        ("the map", "maps:map", (), ("",)),
        ("a tile's history", "board:tile", ("on-time",), ("",)),
        ("first page of rows", "board:rows", ("received",), tuple(codes)),
    ):
        try:
            reverse(name, args=args)
        except NoReverseMatch:
            print(f"no page {name} yet")
            continue
        found[title] = asked(name, *args, units=units)
    return found


def _measure(pages: dict[str, Iterator[str]], requests: int) -> list[dict[str, Any]]:
    from django.conf import settings  # noqa: PLC0415 - Django must be up
    from django.db import connection  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from benchmarks.cast import sign_in  # noqa: PLC0415
    from benchmarks.measure import TRANSACTION_WORDS  # noqa: PLC0415
    from motcua.kernel.identity.models import Account  # noqa: PLC0415
    from motcua.project import city  # noqa: PLC0415
    from motcua.project.wsgi import application  # noqa: F401, PLC0415 - sweeps as the server does

    browser = Client()
    chairman = Account.objects.get(username=city.CHAIRMAN)
    browser.cookies[settings.SESSION_COOKIE_NAME] = sign_in(chairman, timezone.now())
    lines = []
    for title, addresses in pages.items():
        for address in islice(addresses, 3):
            answer = browser.get(address)
            assert answer.status_code == 200, (address, answer.status_code)  # noqa: PLR2004
        with CaptureQueriesContext(connection) as captured:
            browser.get(next(addresses))
        said = [query["sql"] for query in captured.captured_queries]
        work = [sql for sql in said if not sql.upper().startswith(TRANSACTION_WORDS)]
        spans, spent = [], _processor_ms()
        for address in islice(addresses, requests):
            since = time.perf_counter()
            browser.get(address)
            spans.append(1000 * (time.perf_counter() - since))
        spent = _processor_ms() - spent
        spans.sort()
        print(f"  {title}: median {statistics.median(spans):.0f} ms", flush=True)
        lines.append(
            {
                "page": title,
                "p50_ms": round(statistics.median(spans), 1),
                "p95_ms": round(spans[int(0.95 * len(spans))], 1),
                "processor_ms": round(spent / len(spans), 1),
                "statements": len(work),
                "bytes": len(answer.content),
                "sql": work,
            }
        )
    return lines


def _processor_ms() -> float:
    """Return what this process and its PostgreSQL have used of the processors so far."""
    from django.db import connection  # noqa: PLC0415 - Django must be up

    with connection.cursor() as cursor:
        cursor.execute("select pg_backend_pid()")
        server = Path(f"/proc/{cursor.fetchone()[0]}/stat").read_text().rsplit(")", 1)[1].split()
    ticks = int(server[11]) + int(server[12])  # in user mode and in the kernel
    return 1000 * (time.process_time() + ticks / os.sysconf("SC_CLK_TCK"))


def _yardstick(given: argparse.Namespace, times: int) -> tuple[float, float]:
    """Return the median of the plain question for a month, and what it costs, in milliseconds."""
    from django.db import connection  # noqa: PLC0415 - Django must be up

    from motcua.kernel.analytics import api as analytics  # noqa: PLC0415

    spans, spent = [], _processor_ms()
    for month in _months(date.fromisoformat(given.until), given.years)[-times:]:
        period = analytics.month(date.fromisoformat(f"{month}-01"))
        since = time.perf_counter()
        with connection.cursor() as cursor:
            cursor.execute(GROUP_BY, [period.start, period.end])
            cursor.fetchall()
        spans.append(1000 * (time.perf_counter() - since))
    return statistics.median(spans), (_processor_ms() - spent) / times


def _tell(
    lines: Sequence[dict[str, Any]], plain_ms: tuple[float, float], *, with_sql: bool
) -> None:
    print(f"\nplain GROUP BY of one month: {plain_ms[0]:,.0f} ms, processor {plain_ms[1]:,.0f} ms")
    print(f"load {os.getloadavg()[0]:.0f} on {os.cpu_count()} cores\n")
    print("| page | p50 ms | p95 ms | processor ms | statements | × plain | bytes | targets |")
    print("|---|---|---|---|---|---|---|---|")
    for line in lines:
        times = plain_ms[0] / line["p50_ms"]
        met = {
            f"< {TARGET_MS} ms": line["p95_ms"] < TARGET_MS,
            f"≤ {TARGET_STATEMENTS} statements": line["statements"] <= TARGET_STATEMENTS,
            f"≥ {TARGET_TIMES} ×": times >= TARGET_TIMES,
        }
        said = "; ".join(f"{'✓' if good else '✗'} {what}" for what, good in met.items())
        cells = [line[name] for name in ("page", "p50_ms", "p95_ms", "processor_ms", "statements")]
        print(f"| {' | '.join(map(str, cells))} | {times:,.0f} | {line['bytes']:,} | {said} |")
        if with_sql:
            print(*line["sql"], sep="\n   ")


def main() -> None:
    """Fill, measure, tell, clean up."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dossiers", type=int, default=10_000_000)
    parser.add_argument("--districts", type=int, default=30)
    parser.add_argument("--wards", type=int, default=580)
    parser.add_argument("--years", type=int, default=3)
    parser.add_argument("--until", default="2026-11-25")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--minutes", type=float, default=45, help="after so many, no more months")
    parser.add_argument("--requests", type=int, default=200)
    parser.add_argument("--keep", action="store_true", help="keep the database")
    parser.add_argument("--again", action="store_true", help="use the database that was kept")
    parser.add_argument("--sql", action="store_true", help="print every statement too")
    parser.add_argument("--recount", action="store_true", help="count everything again: minutes")
    given = parser.parse_args()
    embedded.ensure_running(*OPTIONS)
    if not given.again:
        apart.recreate(NAME, create=True)
    apart.use(NAME)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.project.settings")
    import django  # noqa: PLC0415 - after the database is named

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415 - Django is up

    try:
        call_command("migrate", verbosity=0)
        if not given.again:
            _load(given)
        lines, plain_ms = _measure(_pages(given), given.requests), _yardstick(given, 5)
        _tell(lines, plain_ms, with_sql=given.sql)
        kept = HERE / "results" / f"centre-{given.dossiers}.json"
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(json.dumps({"plain_ms": plain_ms, "lines": lines}, ensure_ascii=False))
        if given.recount:
            from motcua.kernel.analytics import api as analytics  # noqa: PLC0415

            report = analytics.recount()
            print(f"{report.streams:,} stories, {len(report.differences)} differences")
    finally:
        apart.close()
        if not (given.keep or given.again):
            apart.recreate(NAME, create=False)


if __name__ == "__main__":
    main()
