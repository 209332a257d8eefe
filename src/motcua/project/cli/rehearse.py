"""A year of the demo city in simulated time, and whether its books balance afterwards."""

import os
import time
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import click

from . import apart, ready

if TYPE_CHECKING:
    from motcua.modules.public_services.dossiers import api as dossiers_api

    Periods = list[tuple[datetime, datetime, list[dossiers_api.Balance]]]

DATABASE = "rehearsal"


@click.command()
@click.option("--dossiers", default=30_000, show_default=True)
@click.option("--days", default=365, show_default=True, help="Over how many days they come.")
@click.option("--processes", default=2, show_default=True, help="How many play at once.")
@click.option("--keep", is_flag=True, help="Keep the database, to look at it.")
def rehearse(*, dossiers: int, days: int, processes: int, keep: bool) -> None:
    """Play a year of a city through the public functions, then check its books.

    Everything happens in a database of its own on the embedded server: every procedure in force,
    at the counter and online, with other agencies' steps, opinions, bundles and lanes, second
    requests, stops and new promises. Each act is heard of before the next one.

    Checked are, for each authority and month: received + brought forward = resolved + in process,
    and the same four figures once more by a slow program that reads nothing but the events; that
    each dossier under way is held by somebody; that every event reached its listeners; that none
    is missing in its stream and none was changed.

    \b
      motcua rehearse                          30,000 dossiers: about an hour
      motcua rehearse --dossiers 500           each procedure once: in two or three minutes

    \b
    Exit status:
      0  the books balance
      1  they do not, or an act was refused; each is named
    """  # noqa: D301 - click's mark for lines that stay as they are
    from motcua.project import embedded  # noqa: PLC0415 - the help must not wait for it

    if os.environ.get("DATABASE_URL"):
        raise click.ClickException("rehearse plays on the embedded server only; unset DATABASE_URL")
    embedded.ensure_running()
    apart.recreate(DATABASE, create=True)
    apart.use(DATABASE)
    ready()
    began = time.monotonic()
    try:
        refused = _play(dossiers=dossiers, days=days, processes=processes)
        click.echo(f"{dossiers} dossiers over {days} days in {time.monotonic() - began:.0f} s")
        sound = _check(days, refused)
    finally:
        apart.close()
        if not keep:
            apart.recreate(DATABASE, create=False)
    if not sound:
        raise SystemExit(1)


def _play(*, dossiers: int, days: int, processes: int) -> list[str]:
    """Play the year; return a line for each act that was refused."""
    from rich.console import Console  # noqa: PLC0415 - the help must not wait for it

    from .demo import authority, load  # noqa: PLC0415

    console = Console()
    refused: list[str] = []

    def note(line: str) -> None:
        refused.append(line)
        click.echo(f"refused: {line}", err=True)

    with authority(console):
        load(
            console,
            opening=False,
            dossiers=dossiers,
            days=days,
            processes=processes,
            everything=True,
            stuck=note,
        )
    return refused


def _check(days: int, refused: list[str]) -> bool:
    from django.utils import timezone  # noqa: PLC0415 - after ready()

    from motcua.foundation.models import Undelivered  # noqa: PLC0415
    from motcua.kernel.audit import api as audit  # noqa: PLC0415
    from motcua.modules.public_services.dossiers import api as dossiers_api  # noqa: PLC0415

    now = timezone.now()  # noqa: TID251 - the edge that reads the clock
    periods = _balances(first=(now - timedelta(days=days)).date(), now=now)
    lines = [line for _start, _end, balances in periods for line in balances]
    uneven = [line for line in lines if not line.is_even]
    lost = dossiers_api.without_holder(at=now)
    unheard = list(Undelivered.objects.values_list("stream", "error")[:20])
    while audit.seal_pending():
        pass
    report, gaps = audit.verify(), audit.incomplete_streams()
    total = sum(line.received for line in lines)
    played = _say_played(now)
    for line in _lanes(now):
        click.echo(line)
    bad = (
        _say("no act was refused", bad=_first_of(refused)),
        _say(
            f"{len(lines)} months of authorities and agencies balance, {total} dossiers received",
            bad=uneven,
        ),
        _say("a slow program counts the same from the events alone", bad=_miscounted(periods)),
        _say("each dossier under way is held by somebody", bad=lost),
        _say("every event reached its listeners", bad=unheard),
        _say("no stream of events has a gap", bad=gaps),
        _say(f"the chain of {report.rows} events is whole", bad=report.faults),
    )
    return played and not any(bad)


def _say_played(now: datetime) -> bool:
    """Tell how many procedures were played; return whether all were asked for."""
    from motcua.foundation.time import local_date  # noqa: PLC0415 - after ready()
    from motcua.modules.public_services.dossiers import api as dossiers_api  # noqa: PLC0415
    from motcua.modules.public_services.procedures import api as procedures  # noqa: PLC0415

    every = {each.code: each for each in procedures.list_procedures(on=local_date(now))}
    asked = dossiers_api.count_by_procedure()
    never = sorted(set(every) - set(asked))
    open_ones = sorted(code for code in every if code in asked and not asked[code].finished)
    what = f"{len(every) - len(never)} of {len(every)} procedures in force were asked for"
    _say(f"{what}, {len(every) - len(never) - len(open_ones)} to their results", bad=never)
    if open_ones:
        click.echo(f"  no result yet: {', '.join(open_ones)}")
    return not never


def _lanes(now: datetime) -> Iterator[str]:
    """Tell for each kind of lane what entered."""
    from motcua.foundation import actors  # noqa: PLC0415 - after ready()
    from motcua.modules.public_services.lanes import api as lanes  # noqa: PLC0415

    every = lanes.list_lanes(actor=actors.system("rehearse"))
    start = now - timedelta(days=800)
    found = lanes.figures(lane_ids=[lane.id for lane in every], start=start, end=now)
    for kind in lanes.Kind:
        ours = [lane for lane in every if lane.kind is kind]
        entered = sum(found[lane.id].entered for lane in ours if lane.id in found)
        finished = sum(found[lane.id].finished for lane in ours if lane.id in found)
        yield f"  {len(ours)} lanes {kind.value}: {entered} dossiers entered, {finished} finished"


def _balances(*, first: date, now: datetime) -> "Periods":
    from motcua.foundation.time import LOCAL_ZONE  # noqa: PLC0415 - after ready()
    from motcua.kernel.organisation import api as organisation  # noqa: PLC0415
    from motcua.modules.public_services.dossiers import api as dossiers_api  # noqa: PLC0415

    keep_books = (organisation.UnitKind.AUTHORITY, organisation.UnitKind.PARTNER)
    units = [unit for kind in keep_books for unit in organisation.list_units(now.date(), kind=kind)]
    unit_ids = [unit.id for unit in units]
    start = datetime(first.year, first.month, 1, tzinfo=LOCAL_ZONE)
    found = []
    while start < now:
        end = min((start + timedelta(days=32)).replace(day=1), now)
        found.append((start, end, dossiers_api.balance(unit_ids=unit_ids, start=start, end=end)))
        start = end
    return found


def _miscounted(periods: "Periods") -> list[str]:
    """Return where the slow program counts otherwise than the product; a module brings it along."""
    from django.db import connection  # noqa: PLC0415 - after ready()

    from motcua.foundation import modules  # noqa: PLC0415

    slow = next(
        each.manifest.extra["slow_count"]
        for each in modules.installed()
        if "slow_count" in each.manifest.extra
    )
    with connection.cursor() as cursor:
        stories = slow.read_stories(cursor)
    counted, wrong = slow.count_by_month(stories), []
    for start, end, lines in periods:
        month = (start.year, start.month)
        for line in lines:
            unit = str(line.unit_id)
            slowly = (
                slow.count_open(stories, unit, start),
                counted["received"][unit, month],
                counted["resolved"][unit, month],
                slow.count_open(stories, unit, end),
            )
            if slowly != (line.brought_forward, line.received, line.resolved, line.in_process):
                wrong.append(f"{start:%m/%Y} {line}: counted {slowly}")
    return wrong


def _first_of(lines: list[str], most: int = 20) -> list[str]:
    """Return the first lines, and how many more there are: all were told when they happened."""
    left = len(lines) - most
    return [*lines[:most], f"… and {left} more"] if left > 0 else lines


def _say(what: str, *, bad: object) -> bool:
    """Tell what was found; return whether it is bad."""
    if bad:
        click.secho(f"✗ not so: {what}\n  {bad}", fg="red")
    else:
        click.secho(f"✓ {what}", fg="green")
    return bool(bad)
