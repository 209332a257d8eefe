"""``make bench``: how fast the hot paths are, beside yardsticks, interleaved on this machine.

Everything talks over loopback and the socket of the embedded PostgreSQL, in databases of its own
that are dropped at the end; every process that is started is stopped.
"""

import argparse
import json
import os
import platform
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

if __name__ == "__main__":  # a script knows its folder, not the package
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.commands import HERE, run, say
from benchmarks.databases import Databases
from benchmarks.rounds import WARM_UP, Rounds
from benchmarks.servers import Servers
from benchmarks.table import SCENARIOS, table, tell
from motcua.project import embedded

RESULTS = HERE / "results"
WORKERS = 2
BUSIEST = 220  # acts a second for which the pools suffice
SMALL, MOST_WHOLE = 20_000, 1_000_000  # larger cities are filled for one round


def in_process(databases: Databases, seconds: float) -> dict[str, Any]:
    """Measure what needs no server, and sign in whoever plays."""
    cast = databases.folder / "whole-cast.json"
    command = [sys.executable, HERE / "measure.py", "--pool", str(databases.pool)]
    command += ["--seconds", str(seconds / 2), "--cast", cast]
    found: dict[str, Any] = json.loads(run(command, databases.our_environment, quiet=True))
    return found


def parse() -> argparse.Namespace:
    """Read the wishes of the command line; a city of some size is measured three times."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=100_000, help="dossiers")
    parser.add_argument("--rounds", type=int)
    parser.add_argument("--seconds", type=float, help="of each scenario in each round")
    parser.add_argument("--workers", type=int, default=WORKERS)
    parser.add_argument("--only", nargs="*", default=[], help="names of scenarios")
    parser.add_argument("--keep", action="store_true", help="keep the databases")
    parser.add_argument("--again", action="store_true", help="use the databases that were kept")
    given = parser.parse_args()
    given.rounds = given.rounds or (3 if SMALL < given.size <= MOST_WHOLE else 1)
    given.seconds = given.seconds or (5 if given.size > SMALL else 3)
    return given


def measure(given: argparse.Namespace, databases: Databases, servers: Servers) -> dict[str, Any]:
    """Fill, measure in this process and over HTTP, print the table, and return what to keep."""
    if not given.again:
        databases.prepare()
    say("statements, use cases alone, the chain")
    inside = in_process(databases, given.seconds)
    scenarios = tuple(one for one in SCENARIOS if not given.only or one.name in given.only)
    rounds = Rounds(databases, servers, scenarios, rounds=given.rounds, seconds=given.seconds)
    rounds.measure()
    lines = table(scenarios, rounds.runs, inside)
    print(f"\n{tell(lines, inside)}\n")
    return {
        "size": given.size,
        "rounds": given.rounds,
        "seconds": given.seconds,
        "python": platform.python_version(),
        "processors": os.cpu_count(),
        "load": os.getloadavg(),
        "lines": lines,
        **inside,
    }


def main() -> None:
    """Prepare, measure, tell, clean up."""
    given = parse()
    pool = int(BUSIEST * (given.seconds + WARM_UP) * given.rounds) + 200
    databases = Databases(given.size, pool, Path(tempfile.mkdtemp(prefix="motcua-bench-")))
    servers = Servers(databases, workers=given.workers)
    was_up = (embedded.data_dir() / "pgdata" / "postmaster.pid").exists()
    embedded.ensure_running()
    try:
        result = measure(given, databases, servers)
        RESULTS.mkdir(exist_ok=True)
        kept = RESULTS / f"{datetime.now(UTC):%Y%m%d-%H%M}-{given.size}.json"
        kept.write_text(json.dumps(result, indent=1, ensure_ascii=False))
        print(f"Also in {kept.relative_to(HERE.parent)}")
    finally:
        servers.stop()
        if not given.keep:
            databases.clean()
        if not was_up:
            embedded.stop()


if __name__ == "__main__":
    main()
