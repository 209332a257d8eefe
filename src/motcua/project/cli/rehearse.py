"""A year of the demo city in simulated time, and whether its books balance afterwards."""

import os
import time
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import click

from . import ready

if TYPE_CHECKING:
    from motcua.modules.public_services.dossiers import api as dossiers_api

DATABASE = "rehearsal"


@click.command()
@click.option("--dossiers", default=30_000, show_default=True)
@click.option("--days", default=365, show_default=True, help="Over how many days they come.")
@click.option("--processes", default=2, show_default=True, help="How many play at once.")
@click.option("--keep", is_flag=True, help="Keep the database, to look at it.")
def rehearse(*, dossiers: int, days: int, processes: int, keep: bool) -> None:
    """Play a year of a city through the public functions, then check its books.

    Everything happens in a database of its own on the embedded server. Checked are, for each
    authority and month: received + brought forward = resolved + in process; that each dossier
    under way is held by somebody; that no event is missing in its stream and none was changed.

    \b
      motcua rehearse                          30,000 dossiers: the better part of an hour
      motcua rehearse --dossiers 500           in a minute or two

    \b
    Exit status:
      0  the books balance
      1  they do not; each line that does not is named
    """  # noqa: D301 - click's mark for lines that stay as they are
    from motcua.project import embedded  # noqa: PLC0415 - the help must not wait for it

    if os.environ.get("DATABASE_URL"):
        raise click.ClickException("rehearse plays on the embedded server only; unset DATABASE_URL")
    embedded.ensure_running()
    _recreate(create=True)
    address = embedded.address().replace("/app?", f"/{DATABASE}?")
    os.environ.update({"DATABASE_URL": address, "MOTCUA_DEMO": "1", "MOTCUA_DEBUG": "0"})
    ready()
    began = time.monotonic()
    try:
        _play(dossiers=dossiers, days=days, processes=processes)
        click.echo(f"{dossiers} dossiers over {days} days in {time.monotonic() - began:.0f} s")
        sound = _check(days)
    finally:
        _close()
        if not keep:
            _recreate(create=False)
    if not sound:
        raise SystemExit(1)


def _recreate(*, create: bool) -> None:
    import psycopg  # noqa: PLC0415 - the help must not wait for it

    from motcua.project import embedded  # noqa: PLC0415

    server = embedded.address().replace("/app?", "/postgres?")
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"drop database if exists {DATABASE} with (force)")
        if create:
            connection.execute(f"create database {DATABASE}")


def _close() -> None:
    from django.db import connections  # noqa: PLC0415 - after ready()

    for connection in connections.all():
        connection.close()
        if hasattr(connection, "close_pool"):
            connection.close_pool()


def _play(*, dossiers: int, days: int, processes: int) -> None:
    from rich.console import Console  # noqa: PLC0415 - the help must not wait for it

    from .demo import load  # noqa: PLC0415

    load(
        Console(),
        opening=False,
        dossiers=dossiers,
        days=days,
        processes=processes,
        everything=True,
    )


def _check(days: int) -> bool:
    from django.utils import timezone  # noqa: PLC0415 - after ready()

    from motcua.kernel.audit import api as audit  # noqa: PLC0415
    from motcua.modules.public_services.dossiers import api as dossiers_api  # noqa: PLC0415

    now = timezone.now()  # noqa: TID251 - the edge that reads the clock
    lines = _balances(first=(now - timedelta(days=days)).date(), now=now)
    uneven = [line for line in lines if not line.is_even]
    lost = dossiers_api.without_holder(at=now)
    while audit.seal_pending():
        pass
    report, gaps = audit.verify(), audit.incomplete_streams()
    total = sum(line.received for line in lines)
    _say(f"{len(lines)} months of authorities balance, {total} dossiers received", bad=uneven)
    _say("each dossier under way is held by somebody", bad=lost)
    _say("no stream of events has a gap", bad=gaps)
    _say(f"the chain of {report.rows} events is whole", bad=report.faults)
    return not (uneven or lost or gaps or report.faults)


def _balances(*, first: date, now: datetime) -> "list[dossiers_api.Balance]":
    from motcua.foundation.time import LOCAL_ZONE  # noqa: PLC0415 - after ready()
    from motcua.kernel.organisation import api as organisation  # noqa: PLC0415
    from motcua.modules.public_services.dossiers import api as dossiers_api  # noqa: PLC0415

    units = organisation.list_units(now.date(), kind=organisation.UnitKind.AUTHORITY)
    unit_ids = [unit.id for unit in units]
    start = datetime(first.year, first.month, 1, tzinfo=LOCAL_ZONE)
    found: list[dossiers_api.Balance] = []
    while start < now:
        end = (start + timedelta(days=32)).replace(day=1)
        found += dossiers_api.balance(unit_ids=unit_ids, start=start, end=min(end, now))
        start = end
    return found


def _say(what: str, *, bad: object) -> None:
    if bad:
        click.secho(f"✗ not so: {what}\n  {bad}", fg="red")
    else:
        click.secho(f"✓ {what}", fg="green")
