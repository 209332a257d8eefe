"""Connecting this installation with others, and listening for them."""

import logging
import signal
import sys
import time
from pathlib import Path
from types import FrameType

import click

from . import ready


@click.group()
def exchange() -> None:
    r"""Exchange documents with other installations.

    \b
    motcua exchange identity --name "UBND phường Mẫu"       key and certificate, once
    motcua exchange own H24.99                              the code under which a unit exchanges
    motcua exchange peer H24 --name … --address https://…:8768 --certificate peer.crt --serves '*'
    motcua exchange serve                                   listen; `motcua worker` sends
    """


def _actor() -> object:
    from motcua.foundation import actors  # noqa: PLC0415 - after ready()

    return actors.system("motcua exchange")


@exchange.command()
@click.option("--name", required=True, help="The agency's name on the certificate.")
def identity(name: str) -> None:
    """Make this node's key and certificate, once; print where it lies and its fingerprint."""
    ready()
    from django.utils import timezone  # noqa: PLC0415 - after ready()

    from motcua.integrations.node_link import tls  # noqa: PLC0415 - after ready()

    print_ = tls.make_identity(name=name, now=timezone.now())  # noqa: TID251 - an edge
    click.echo(f"{tls.folder() / tls.CERTIFICATE}\nsha256 {print_}")


@exchange.command()
@click.argument("code")
@click.option("--unit", help="Code of the unit in this installation; default: the same.")
@click.option("--legacy-code", default="", help="The code of 2016, such as 000.00.01.H24.")
def own(code: str, unit: str | None, legacy_code: str) -> None:
    """Say under which identification code a unit of this installation exchanges."""
    ready()
    from django.utils import timezone  # noqa: PLC0415 - after ready()

    from motcua.foundation.time import local_date  # noqa: PLC0415 - after ready()
    from motcua.kernel.exchange import api  # noqa: PLC0415 - after ready()
    from motcua.kernel.organisation import api as organisation  # noqa: PLC0415 - after ready()

    at = timezone.now()  # noqa: TID251 - an edge
    found = organisation.find_unit(code=unit or code, on=local_date(at))
    if found is None:
        raise click.ClickException(f"no unit has the code {unit or code}")
    api.save_agency(
        actor=_actor(),  # type: ignore[arg-type] # an actor
        code=code,
        name=found.name,
        unit_id=found.id,
        legacy_code=legacy_code,
        at=at,
    )
    click.echo(f"{code} {found.name}")


@exchange.command()
@click.argument("code")
@click.option("--name", required=True)
@click.option("--address", required=True, help="Such as https://quan.example.vn:8768")
@click.option(
    "--certificate",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    required=True,
    help="Its certificate (PEM); twice while it changes.",
)
@click.option("--serves", multiple=True, help="Agencies that it leads to; '*': everybody else.")
@click.option("--dialect", default="", help="edxml-2016 for a node that knows no other.")
def peer(  # noqa: PLR0917 - options of a command, given by name
    code: str,
    name: str,
    address: str,
    certificate: tuple[Path, ...],
    serves: tuple[str, ...],
    dialect: str,
) -> None:
    """Enter another node, trust its certificate, and enter its agency to write to."""
    ready()
    from django.utils import timezone  # noqa: PLC0415 - after ready()

    from motcua.integrations.node_link import tls  # noqa: PLC0415 - after ready()
    from motcua.kernel.exchange import api  # noqa: PLC0415 - after ready()

    at, who = timezone.now(), _actor()  # noqa: TID251 - an edge
    fingerprints = [tls.trust(each.read_bytes()) for each in certificate]
    api.save_peer(
        actor=who,  # type: ignore[arg-type] # an actor
        code=code,
        name=name,
        transport="node",
        address=address,
        fingerprints=fingerprints,
        serves=serves,
        dialect=dialect,
        at=at,
    )
    if code not in api.agencies([code]):
        api.save_agency(actor=who, code=code, name=name, at=at)  # type: ignore[arg-type] # an actor
    click.echo(f"{code} {name}: sha256 {', '.join(fingerprints)}")


@exchange.command()
@click.argument("code")
@click.option("--name", required=True)
@click.option("--legacy-code", default="")
def agency(code: str, name: str, legacy_code: str) -> None:
    """Enter an agency to write to; a node that serves it must be known."""
    ready()
    from django.utils import timezone  # noqa: PLC0415 - after ready()

    from motcua.kernel.exchange import api  # noqa: PLC0415 - after ready()

    at = timezone.now()  # noqa: TID251 - an edge
    api.save_agency(actor=_actor(), code=code, name=name, legacy_code=legacy_code, at=at)  # type: ignore[arg-type] # an actor


@exchange.command()
@click.option("--host", default="0.0.0.0", show_default=True)  # noqa: S104 - other nodes call from outside
@click.option("--port", default=8768, show_default=True)
def serve(host: str, port: int) -> None:
    """Listen for other nodes, until Ctrl-C or SIGTERM."""
    ready()
    from motcua.integrations.node_link import server, tls  # noqa: PLC0415 - after ready()

    if not tls.has_identity():
        raise click.ClickException("no key yet: motcua exchange identity --name …")
    lines = logging.StreamHandler(sys.stderr)
    form = logging.Formatter("%(asctime)s.%(msecs)03dZ %(message)s", "%Y-%m-%dT%H:%M:%S")
    form.converter = time.gmtime
    lines.setFormatter(form)
    server.logger.addHandler(lines)
    server.logger.setLevel(logging.INFO)
    server.logger.propagate = False
    node = server.Node(host, port)

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, stop)
    server.logger.info("what=listening host=%s port=%d", host, node.server_port)
    try:
        node.serve_forever(poll_interval=0.2)
    except KeyboardInterrupt:
        server.logger.info("what=stopped")
    finally:
        node.server_close()
