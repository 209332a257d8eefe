"""Commands that prepare and run the web server."""

import os

import click

from . import ready

MOST_WALLS = 2000


@click.command()
@click.option("-v", "--verbosity", default=1, show_default=True)
def migrate(verbosity: int) -> None:
    """Bring the database to the state that this release needs."""
    ready()
    from django.core.management import call_command  # noqa: PLC0415 - after ready()

    call_command("migrate", verbosity=verbosity)


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8765, show_default=True)
@click.option("--workers", default=2, show_default=True, help="Processes.")
@click.option("--threads", default=4, show_default=True, help="Threads of each process.")
def serve(host: str, port: int, workers: int, threads: int) -> None:
    """Serve the pages (granian, WSGI)."""
    ready()
    command = ["granian", "--interface", "wsgi", "--host", host, "--port", str(port)]
    command += ["--workers", str(workers), "--blocking-threads", str(threads), "--no-ws"]
    os.execvp("granian", [*command, "motcua.project.wsgi:application"])  # noqa: S606,S607 - found in our own environment


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8769, show_default=True)
def push(host: str, port: int) -> None:
    """Hold the connections of open walls and tell them what changed (granian, ASGI).

    One process for all walls of the house; where it is missing, walls ask every five seconds.
    """
    ready()
    command = ["granian", "--interface", "asgi", "--host", host, "--port", str(port), "--no-ws"]
    command += ["--workers", "1", "--backlog", "2048", "--backpressure", str(MOST_WALLS)]
    command += [
        "--workers-kill-timeout",
        "1",
    ]
    os.execvp("granian", [*command, "motcua.project.push.asgi:application"])  # noqa: S606,S607 - found in our own environment
