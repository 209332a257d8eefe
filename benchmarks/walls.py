"""Open walls on one push process: what they cost, and how soon an event arrives.

    python -m benchmarks.walls [--walls 500] [--units 5] [--acts 20]

Works in a database of its own on the embedded server, which is dropped at the end. An act is a
dossier accepted through the public function; a real worker delivers its event and settles the
figures, the real push process tells the walls. The time counts from the commit of the act to the
last byte at each wall that shows the unit. Needs less than a minute once the database is there.
"""

import argparse
import asyncio
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks import office
from benchmarks.commands import free_port, say, wait_for

NAME = "bench_walls"
NEWS = b"event: pieces"
PATIENCE = 30.0


class Wall:
    """One open connection that notes when it was told something."""

    def __init__(self, unit: int) -> None:
        self.unit, self.told_at = unit, 0.0
        self.heard = asyncio.Event()

    async def open(self, port: int, token: str) -> None:
        """Connect, and wait for the first figures."""
        reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=2**22)
        asked = ("GET /wall/stream/ HTTP/1.1", "Host: localhost", f"Authorization: Bearer {token}")
        writer.write(("\r\n".join(asked) + "\r\n\r\n").encode())
        self._writer = writer
        self._task = asyncio.create_task(self._listen(reader))
        await asyncio.wait_for(self.heard.wait(), PATIENCE)

    async def _listen(self, reader: asyncio.StreamReader) -> None:
        rest = b""
        while data := await reader.read(2**18):
            rest += data
            if NEWS in rest and b"\n\n" in rest[rest.rindex(NEWS) :]:
                self.told_at, rest = time.perf_counter(), b""
                self.heard.set()

    def close(self) -> None:
        """Let go."""
        self._task.cancel()
        self._writer.close()


def _prepare(units: int) -> tuple[list[Any], list[str]]:
    """Make offices with a leader each; return them and the passes of their walls."""
    from django.core.management import call_command  # noqa: PLC0415 - after begin()
    from django.utils import timezone  # noqa: PLC0415

    from motcua.kernel.identity.tests import factories as people  # noqa: PLC0415
    from motcua.modules.operations.wall import api as wall  # noqa: PLC0415
    from motcua.modules.public_services.dossiers.tests import factories as make  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    make.make_catalogue()
    offices, tokens, now = [], [], timezone.now()
    for _nth in range(units):
        made = make.make_office()
        account = people.make_official()
        people.give_post(account, made.unit.id, "AUTHORITY_LEADER")
        choice = wall.Choice(unit_id=made.unit.id, period="2024-03")
        given = wall.Pass(
            account_id=account.id, choice=choice, opened_at=now, until=now + wall.LIFE
        )
        offices.append(made)
        tokens.append(wall.token_of(given))
    return offices, tokens


@contextmanager
def _processes(port: int) -> Iterator[subprocess.Popen[bytes]]:
    """Run the push process and a worker."""
    environment = os.environ | {"DATABASE_URL": office.address(NAME)}
    motcua = [sys.executable, "-m", "motcua.project.cli"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    commands = ([*motcua, "push", "--port", str(port)], [*motcua, "worker"])
    started = [
        subprocess.Popen(each, env=environment, **quiet)  # type: ignore[call-overload] # noqa: S603 - our own
        for each in commands
    ]
    try:
        wait_for(port)
        yield started[0]
    finally:
        for process in started:
            process.terminate()
        for process in started:
            process.wait(30)


def _megabytes(process: "subprocess.Popen[bytes]") -> float:
    """Return the resident memory of a process and of those it started."""
    ids = [process.pid]
    for each in Path("/proc").glob("[0-9]*/stat"):
        fields = each.read_text().rpartition(")")[2].split()
        if int(fields[1]) == process.pid:
            ids.append(int(each.parent.name))
    pages = [int(Path(f"/proc/{each}/statm").read_text().split()[1]) for each in ids]
    return sum(pages) * os.sysconf("SC_PAGE_SIZE") / 1e6


def _act(made: Any) -> float:
    """Accept a dossier, and return the instant at which it was committed."""
    from motcua.modules.public_services.dossiers.tests import factories as make  # noqa: PLC0415

    make.accepted(made)
    return time.perf_counter()


async def _measure(
    asked: argparse.Namespace, port: int, offices: Sequence[Any], tokens: Sequence[str], push: Any
) -> None:
    before = _megabytes(push)
    walls = [Wall(nth % asked.units) for nth in range(asked.walls)]
    begun = time.perf_counter()
    await asyncio.gather(*(each.open(port, tokens[each.unit]) for each in walls))
    opened = time.perf_counter() - begun
    print(f"{len(walls)} walls of {asked.units} units open after {opened:.1f} s")
    after, seconds = _megabytes(push), []
    for nth in range(asked.acts):
        unit = nth % asked.units
        watching = [each for each in walls if each.unit == unit]
        for each in watching:
            each.heard.clear()
        committed = await asyncio.to_thread(_act, offices[unit])
        await asyncio.wait_for(asyncio.gather(*(each.heard.wait() for each in watching)), PATIENCE)
        seconds += [each.told_at - committed for each in watching]
        await asyncio.sleep(0.2 + 0.37 * nth % 1)  # never in step with the settlement
    cuts = statistics.quantiles(seconds, n=20)
    print(f"event to wall: p50 {cuts[9]:.2f} s, p95 {cuts[18]:.2f} s, most {max(seconds):.2f} s")
    now = _megabytes(push)
    print(f"push process: {before:.0f} MB alone, {after:.0f} MB with all, {now:.0f} MB at the end")
    for each in walls:
        each.close()


def main() -> None:
    """Prepare, open the walls, act, and say how soon they knew."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--walls", type=int, default=500)
    parser.add_argument("--units", type=int, default=5)
    parser.add_argument("--acts", type=int, default=20)
    asked = parser.parse_args()
    with office.own_database(NAME):
        office.begin(NAME)
        say("offices")
        offices, tokens = _prepare(asked.units)
        port = free_port()
        with _processes(port) as push:
            say("walls")
            asyncio.run(_measure(asked, port, offices, tokens, push))


if __name__ == "__main__":
    main()
