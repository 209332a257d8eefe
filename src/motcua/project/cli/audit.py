"""Is the history what was written when it happened?"""

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

import click

from . import ready

if TYPE_CHECKING:
    from motcua.kernel.audit import api as chain

DAY = click.DateTime(formats=["%Y-%m-%d"])
MOST_SHOWN = 20


@click.group()
def audit() -> None:
    """Verify the tamper-evident history."""


@audit.command()
def head() -> None:
    """Print the last link of the chain, to be kept outside this system.

    Print it into a bound book or send it to another authority: `motcua audit verify --head` then
    proves that everything up to it is what it was.
    """
    ready()
    from motcua.kernel.audit import api as chain  # noqa: PLC0415 - after ready()

    click.echo(str(chain.head()))


@audit.command()
@click.option("--from", "first", type=DAY, help="First day, such as 2024-03-01.")
@click.option("--to", "last", type=DAY, help="Last day, included.")
@click.option("--head", "noted", help="A link that was kept outside: POSITION:HASH.")
def verify(first: datetime | None, last: datetime | None, noted: str | None) -> None:
    """Compare every event with the chain that was made when it happened.

    \b
    Exit status:
      0  nothing was changed, deleted, inserted or put in another order
      1  something was; each fault is named
    """  # noqa: D301 - click's mark for lines that stay as they are
    ready()
    from motcua.kernel.audit import api as chain  # noqa: PLC0415 - after ready()

    try:
        kept = chain.Head.parse(noted) if noted else None
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--head") from error
    days = (_start(first), _start(last, days=1))
    if not tell(check(*days, noted=kept)):
        raise SystemExit(1)


def _start(day: datetime | None, *, days: int = 0) -> datetime | None:
    from motcua.foundation.time import LOCAL_ZONE  # noqa: PLC0415 - the help must not wait

    if day is None:
        return None
    return datetime.combine(day.date() + timedelta(days=days), time(), LOCAL_ZONE)


def check(
    start: datetime | None = None, end: datetime | None = None, *, noted: "chain.Head | None" = None
) -> "chain.Report":
    """Verify the chain behind a progress bar."""
    from rich.progress import (  # noqa: PLC0415 - the help must not wait
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    from motcua.kernel.audit import api as chain  # noqa: PLC0415 - after ready()

    words = TextColumn("Verifying the history")
    columns = (words, BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, transient=True) as bar:
        task = bar.add_task("", total=None)
        return chain.verify(
            start=start,
            end=end,
            noted=noted,
            progress=lambda done, total: bar.update(task, completed=done, total=total),
        )


def tell(report: "chain.Report") -> bool:
    """Say in plain words what was found, and return whether all is well."""
    waiting = f"; {report.unsealed} newer events are not sealed yet" if report.unsealed else ""
    if report.is_sound:
        click.secho(f"The history is whole: {report.rows} events verified{waiting}.", fg="green")
        click.echo(f"Head of the chain: {report.head}")
        return True
    click.secho(
        f"THE HISTORY IS NOT WHOLE: {len(report.faults)} faults in {report.rows} events{waiting}.",
        fg="red",
        bold=True,
    )
    for fault in report.faults[:MOST_SHOWN]:
        click.echo(_words(fault))
    if len(report.faults) > MOST_SHOWN:
        click.echo(f"… and {len(report.faults) - MOST_SHOWN} more.")
    click.echo(
        "Keep this database as it is, restore a backup elsewhere and compare the named events."
    )
    return False


def _words(fault: "chain.ChainFault") -> str:
    from django.utils import translation  # noqa: PLC0415 - after ready()

    with translation.override("en"):
        said = str(fault.kind.label)
    where = f"link {fault.position}" if fault.position else "no link"
    parts = [where]
    if fault.event_id:
        parts += [f"event {fault.event_id}", fault.code, fault.stream]
    if fault.recorded_at:
        parts.append(f"recorded {fault.recorded_at.isoformat()}")
    return f"  {said}: " + ", ".join(part for part in parts if part)
