"""A simulated city of any size."""

import os
import time
from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING

import click

from . import ready

if TYPE_CHECKING:
    from rich.progress import Progress

    from motcua.project import city

DATABASE = "simulation"
MOST_CHECKED = 200_000  # of more the recount takes long: motcua figures recount does it


@click.command()
@click.option("--dossiers", default=20_000, show_default=True)
@click.option("--districts", default=3, show_default=True, help="The first is Hồng Bàng.")
@click.option("--wards", default=30, show_default=True, help="Of all districts together.")
@click.option("--years", default=1, show_default=True, help="The last ends yesterday.")
@click.option("--seed", default=1, show_default=True, help="The same seed makes the same city.")
@click.option("--until", "last", default="", help="Last day, such as 2026-11-25.")
@click.option("--processes", default=2, show_default=True, help="How many write at once.")
@click.option("--database", default=DATABASE, show_default=True, help="On the embedded server.")
@click.option("--fresh", is_flag=True, help="Throw an earlier simulation of that name away.")
def simulate(*, processes: int, database: str, fresh: bool, last: str, **size: int) -> None:
    """Make a city of a chosen size, with years of dossiers.

    Units, posts, accounts and people are made through the public functions, and so are up to 3,000
    dossiers of one district, act by act. More are written in bulk, with the same rows, events and
    figures as if everybody had come: busy Mondays, seasons, nobody at Tết, opening hours, offices
    where a specialist is late again and again, a ward that closes dossiers without results, and two
    wards that were merged.

    \b
      motcua simulate                                      20,000 dossiers
      motcua simulate --dossiers 1000000 --districts 8 --wards 120 --years 3
      DATABASE_URL=… motcua serve                          look at it: the command prints the URL
    """  # noqa: D301 - click's mark for lines that stay as they are
    from . import apart  # noqa: PLC0415 - the help must not wait for it

    _prepare(database, fresh=fresh)
    apart.use(database)
    ready()
    try:
        _make(_size(last, **size), processes)
    finally:
        apart.close()


def _prepare(database: str, *, fresh: bool) -> None:
    """Make the database, unless there is one: somebody's work may lie in it."""
    from motcua.project import embedded  # noqa: PLC0415 - the help must not wait for it

    from . import apart  # noqa: PLC0415

    if os.environ.get("DATABASE_URL"):
        raise click.ClickException("simulate works on the embedded server only; unset DATABASE_URL")
    if database in {"app", "postgres"}:
        raise click.ClickException(f"{database} is the product's own database: name another one")
    try:
        embedded.ensure_running()
    except embedded.ServerFailed as error:
        raise click.ClickException(str(error)) from error
    if apart.exists(database) and not fresh:
        raise click.ClickException(
            f"there is a database {database} already. Throw it away with --fresh, or name another "
            "one with --database."
        )
    apart.recreate(database, create=True)


def _size(last: str, **size: int) -> "city.Size":
    from motcua.foundation.time import local_date  # noqa: PLC0415 - after ready()
    from motcua.project import city  # noqa: PLC0415

    try:
        day = date.fromisoformat(last) if last else local_date(_now()) - date.resolution
        return city.Size(last_day=day, **size)
    except ValueError as error:
        raise click.ClickException(str(error)) from error


def _now() -> datetime:
    from django.utils import timezone  # noqa: PLC0415 - after ready()

    return timezone.now()  # noqa: TID251 - the edge that reads the clock


def _make(size: "city.Size", processes: int) -> None:
    from django.core.management import call_command  # noqa: PLC0415 - after ready()
    from django.db import connection  # noqa: PLC0415

    from motcua.kernel.analytics import api as analytics  # noqa: PLC0415
    from motcua.project import city  # noqa: PLC0415

    began = time.monotonic()
    with _bars() as bars:
        call_command("migrate", verbosity=0)
        city.build(size, at=_now(), progress=_told(bars))
        filled = city.fill(size, processes=processes, progress=_told(bars))
    spent = time.monotonic() - began
    with connection.cursor() as cursor:
        cursor.execute("select pg_size_pretty(pg_database_size(current_database()))")
        [on_disk] = cursor.fetchone()
    click.echo(
        f"{filled.dossiers:,} dossiers, {filled.events:,} events in {spent:.0f} s, {on_disk}"
    )
    click.echo(
        f"sign in as {city.CHAIRMAN}: DATABASE_URL='{os.environ['DATABASE_URL']}' motcua serve"
    )
    if size.dossiers <= MOST_CHECKED:
        report = analytics.recount()
        for each in report.differences[:20]:
            click.echo(f"✗ {each.what}: {each.kept}, expected {each.expected}", err=True)
        click.echo(f"{report.streams} stories told again, {len(report.differences)} differences")
        if report.differences:
            raise SystemExit(1)


def _bars() -> "Progress":
    from rich.console import Console  # noqa: PLC0415 - the help must not wait for it
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn  # noqa: PLC0415

    console = Console(stderr=True)
    columns = (TextColumn("{task.description:<12}"), BarColumn(), MofNCompleteColumn())
    return Progress(*columns, console=console, disable=not console.is_terminal)


def _told(bars: "Progress") -> Callable[[str, int, int], None]:
    known = {task.description: task.id for task in bars.tasks}

    def tell(what: str, done: int, of: int) -> None:
        if what not in known:
            known[what] = bars.add_task(what)
        bars.update(known[what], completed=done, total=of)

    return tell
