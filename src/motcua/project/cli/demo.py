"""The demo city: one command that makes it, shows where to look, and keeps it alive."""

import inspect
import os
import shutil
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from . import ready

if TYPE_CHECKING:
    from rich.console import Console

    from motcua.foundation.modules import ModuleConfig

PASSWORD = "motcua-demo"  # noqa: S105 - of invented persons, written on the cards
WEB_SECONDS = 60.0
PORTS = {0: "site", 1: "VNeID stand-in", 2: "test authority", 4: "walls"}  # 3: exchange, if asked
LINE_SECONDS = 30.0


@click.command()
@click.option(
    "--port",
    default=8765,
    show_default=True,
    help="Port of the site; above it serve VNeID's stand-in (+1), the test authority (+2) and the "
    "streams of open walls (+4).",
)
@click.option("--dossiers", default=3000, show_default=True, help="Fewer are there sooner.")
@click.option("--no-simulation", is_flag=True, help="Nobody but you acts in the city.")
@click.option("--fresh", is_flag=True, help="Throw the demo's data away and begin anew.")
def demo(*, port: int, dossiers: int, no_simulation: bool, fresh: bool) -> None:
    """Make a living demo city on this machine, and serve it until Ctrl-C.

    The district of Hồng Bàng in Hải Phòng with its wards, invented people and half a year of
    dossiers. The first start takes a minute or two, later ones a few seconds: what is there is
    kept.

    \b
      motcua demo                     http://localhost:8765
      motcua demo --port 9000         other ports: 9000, 9001, 9002, 9004
      motcua demo --fresh             begin anew
    """  # noqa: D301 - click's mark for lines that stay as they are
    began = time.monotonic()
    _require_free(port)
    os.environ.update(_environment(port))
    if fresh:
        _forget()
    ready()
    from rich.console import Console  # noqa: PLC0415 - the help must not wait for it

    console = Console()
    with authority(console), _vneid(console):  # before the loaders: some have papers signed
        load(console, opening=not no_simulation, dossiers=dossiers)
        _live(console, port=port, fill=None if no_simulation else dossiers, began=began)


def _require_free(port: int) -> None:
    for above, what in PORTS.items():
        each = port + above
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", each))
            except OSError as error:
                raise click.ClickException(
                    f"port {each}, meant for the {what}, is in use. Stop the program that uses it, "
                    f"or choose other ports: motcua demo --port {port + 100}"
                ) from error


def _environment(port: int) -> dict[str, str]:
    return {
        "MOTCUA_DEMO": "1",
        "MOTCUA_DEBUG": "0",
        "MOTCUA_SITE_URL": f"http://localhost:{port}",
        "MOTCUA_VNEID_ISSUER": f"http://localhost:{port + 1}",
        "MOTCUA_AUTHORITY_PORT": str(port + 2),
        "MOTCUA_PUSH": str(port + 4),
    }


def _forget() -> None:
    """Throw away the database and the files of the embedded server."""
    import psycopg  # noqa: PLC0415 - the help must not wait for it

    from motcua.project import embedded  # noqa: PLC0415

    if os.environ.get("DATABASE_URL"):
        raise click.ClickException("--fresh empties the embedded server only; unset DATABASE_URL")
    try:
        embedded.ensure_running()
    except embedded.ServerFailed as error:
        raise click.ClickException(str(error)) from error
    server = embedded.address().replace("/app?", "/postgres?")
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("drop database if exists app with (force)")
        connection.execute("create database app")
    for folder in ("files", "authority", "trust"):
        shutil.rmtree(embedded.data_dir() / folder, ignore_errors=True)


def load(console: "Console", *, opening: bool, **offered: Any) -> None:
    """Bring the database up to date and load what is not there yet.

    Args:
        opening: What a visitor looks at first; the simulation plays the rest meanwhile.
        offered: What loaders may want to know, such as ``dossiers``.
    """
    from django.core.management import call_command  # noqa: PLC0415 - after ready()
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn  # noqa: PLC0415

    from motcua.foundation import modules  # noqa: PLC0415

    loaders = sorted(
        (config for config in modules.installed() if config.manifest.demo),
        key=lambda config: config.manifest.demo_order,
    )
    columns = (TextColumn("{task.description:<32}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal) as progress:
        with _told(console, "database"):
            task = progress.add_task("database", total=None)
            call_command("migrate", verbosity=0)
            progress.update(task, total=1, completed=1)
        for config in loaders:
            name = config.name.removeprefix("motcua.")
            task = progress.add_task(name, total=None)

            told = _Lines(console, name)

            def show(done: int, of: int, task: Any = task, told: _Lines = told) -> None:
                progress.update(task, completed=done, total=of)
                told.tell(done, of)

            with _told(console, name):
                _load_one(config, progress=show, opening=opening, **offered)
            progress.update(task, total=1, completed=1)


class _Lines:
    """Tells now and then, where no bar can be drawn, how far something is."""

    def __init__(self, console: "Console", what: str) -> None:
        self.console, self.what, self.last = console, what, time.monotonic()

    def tell(self, done: int, of: int) -> None:
        if not self.console.is_terminal and time.monotonic() - self.last >= LINE_SECONDS:
            self.last = time.monotonic()
            self.console.print(f"{self.what}: {done} of {of}", highlight=False)


@contextmanager
def _told(console: "Console", what: str) -> Iterator[None]:
    """Tell where no bar can be drawn how long something took."""
    began = time.monotonic()
    yield
    if not console.is_terminal:
        console.print(f"{what}: {time.monotonic() - began:.1f} s")


def _load_one(config: "ModuleConfig", **offered: Any) -> None:
    """Load a module's data, and let the others hear of it before the next one."""
    load = config.manifest.demo
    assert load is not None  # noqa: S101 - chosen for having one
    parameters = inspect.signature(load).parameters
    takes_more = any(each.kind is each.VAR_KEYWORD for each in parameters.values())
    load(**{name: value for name, value in offered.items() if name in parameters or takes_more})
    _deliver()


def _deliver() -> None:
    from motcua.foundation import delivery  # noqa: PLC0415 - after ready()

    while delivery.deliver_pending():
        pass


@contextmanager
def authority(console: "Console") -> Iterator[None]:
    """Run the test authority; without it everything works but signing."""
    from django.conf import settings  # noqa: PLC0415 - after ready()

    from motcua.integrations.local_authority import local  # noqa: PLC0415

    one = local.LocalAuthority(
        folder=settings.LOCAL_AUTHORITY_DIR, port=settings.LOCAL_AUTHORITY_PORT
    )
    try:
        one.start()
        one.wait()
    except local.AuthorityFailed as error:
        console.print(f"[yellow]Nothing can be signed: {error}")
    try:
        yield
    finally:
        one.stop()


@contextmanager
def _vneid(console: "Console") -> Iterator[None]:
    """Run the stand-in for VNeID; without it people enter by the cards."""
    from motcua.integrations.vneid import local  # noqa: PLC0415 - after ready()

    stand_in = local.for_site()
    try:
        stand_in.start()
    except local.StandInFailed as error:
        console.print(f"[yellow]Nobody can sign in with VNeID: {error}")
    try:
        yield
    finally:
        stand_in.stop()


def _live(console: "Console", *, port: int, fill: int | None, began: float) -> None:
    """Run the city until somebody stops it."""
    from django.db import connections  # noqa: PLC0415 - after ready()

    from motcua.project.processes import ProcessEnded, ProcessTree  # noqa: PLC0415

    connections.close_all()
    tree = ProcessTree(environment={})
    try:
        tree.motcua("worker", "worker")
        tree.motcua("web", "serve", "--port", str(port))
        tree.motcua("push", "push", "--port", str(port + 4))
        if fill is not None:
            tree.motcua("simulation", "live", "--fill", str(fill))
        _wait_for(port)
        console.print(_panel(port, seconds=time.monotonic() - began))
        tree.wait()
    except ProcessEnded as error:
        raise click.ClickException(str(error)) from error
    finally:
        tree.stop()
    console.print("Stopped. The data stay; the database goes on until `make stop`.")


def _wait_for(port: int) -> None:
    until = time.monotonic() + WEB_SECONDS
    while time.monotonic() < until:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)


def _panel(port: int, *, seconds: float) -> Any:
    from rich.panel import Panel  # noqa: PLC0415 - the help must not wait for it
    from rich.table import Table  # noqa: PLC0415

    from motcua.foundation import modules  # noqa: PLC0415
    from motcua.kernel.identity import api as identity  # noqa: PLC0415
    from motcua.project import embedded  # noqa: PLC0415

    rows = Table.grid(padding=(0, 2))
    rows.add_row("Look at", f"[bold]http://localhost:{port}/[/]")
    rows.add_row("Messages sent", f"http://localhost:{port}/demo/inbox/")
    for persona in modules.provided(identity.Persona):
        rows.add_row(f"[bold]{persona.username}[/]", f"{persona.title}: {persona.text}")
    rows.add_row("Password", f"{PASSWORD}, or a click on a card at /sign-in/")
    rows.add_row("Data", f"{embedded.data_dir()}")
    rows.add_row("Stop", "Ctrl-C")
    return Panel(rows, title=f"Một Cửa is ready after {seconds:.0f} seconds", expand=False)


@click.command()
@click.option("--speed", default=1.0, show_default=True, help="How many times faster people act.")
@click.option("--seconds", type=float, help="End after so many seconds; without it, go on.")
@click.option("--fill", type=int, help="First play the half year of a city of so many dossiers.")
@click.option("-v", "--verbose", is_flag=True, help="Tell each act on one line.")
def live(*, speed: float, seconds: float | None, fill: int | None, verbose: bool) -> None:
    """Keep the demo city alive: citizens send dossiers, officials do their next acts.

    \b
      motcua live                     an act every few seconds, until Ctrl-C
      motcua live --speed 10 -v       ten times as busy, and tell what happens
    """  # noqa: D301 - click's mark for lines that stay as they are
    ready()
    from motcua.project import simulation  # noqa: PLC0415 - after ready()

    if fill is not None:
        simulation.fill(dossiers=fill)

    tell = (lambda line: click.echo(line, err=True)) if verbose else None
    simulation.run(speed=speed, seconds=seconds, tell=tell)
