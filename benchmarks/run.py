"""``make bench``: how fast the hot paths are, beside yardsticks, interleaved on this machine.

Everything talks over loopback and the socket of the embedded PostgreSQL, in databases of its own
that are dropped at the end; every process that is started is stopped.
"""

import argparse
import json
import os
import platform
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg

from motcua.project import embedded

HERE = Path(__file__).resolve().parent
YARDSTICKS = HERE / "yardsticks"
RESULTS = HERE / "results"
BENCH_PYTHON = HERE.parent / ".venv-bench" / "bin" / "python"
CONNECTIONS, WORKERS, THREADS = 8, 2, 4
WARM_UP = 1.0
CHAIN_ROWS = 200_000
HEAD = (
    "scenario",
    "ops/s",
    "p50 ms",
    "p95 ms",
    "SQL",
    "use case alone/s",
    "baseline/s",
    "× baseline",
    "processor ms",
    "baseline's",
    "pgbench/s",
    "of pgbench",
    "targets",
)
BUSIEST = 220  # acts a second for which the pools suffice
READY_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Yardstick:
    """A scenario of ours with what it is compared to and what is wanted of it."""

    name: str
    title: str
    drf: str = ""
    pg: str = ""
    times_drf: float | None = None
    share_of_pg: float | None = None
    p95_ms: float | None = None
    ops_s: float | None = None
    most_statements: int | None = None


SCENARIOS = (
    Yardstick("submit", "send a dossier", "create", "submit", 3, 0.10, 30, None, 15),
    Yardstick("accept", "accept it", "advance", "advance", None, None, None, None, 15),
    Yardstick("advance", "draft and send up", "advance", "advance", 2, 0.25, 25),
    Yardstick("inbox", "my 50 open", "mine", "inbox", 5, None, None, None, 8),
    Yardstick("page", "page of a procedure", "public", "", None, None, None, 5000, 4),
    Yardstick("page_again", "the same, unchanged", "public", ""),
)


@dataclass(slots=True)
class Run:
    """All rounds of one scenario put together."""

    operations: int = 0
    seconds: float = 0.0
    samples: list[float] = field(default_factory=list)
    errors: dict[str, int] = field(default_factory=dict)
    processor_s: float = 0.0
    answered: int = 0

    @property
    def processor_ms(self) -> float:
        """Return what one act costs the web server's processors, whoever else uses them."""
        return 1000 * self.processor_s / self.answered if self.answered else 0.0

    @property
    def ops_s(self) -> float:
        return self.operations / self.seconds if self.seconds else 0.0

    def percentile(self, share: float) -> float:
        """Return a latency in milliseconds."""
        ordered = sorted(self.samples)
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else 0.0

    def add(self, operations: int, seconds: float, samples: Sequence[float]) -> None:
        """Put another round to it."""
        self.operations += operations
        self.seconds += seconds
        self.samples += samples


class Bench:
    """One run: databases, servers, rounds, a table."""

    def __init__(self, *, size: int, rounds: int, seconds: float, workers: int) -> None:
        self.size, self.rounds, self.seconds, self.workers = size, rounds, seconds, workers
        self.runs: dict[tuple[str, str], Run] = {}
        self.folder = Path(tempfile.mkdtemp(prefix="motcua-bench-"))
        self._processes: list[subprocess.Popen[bytes]] = []
        self._nth: dict[str, int] = {}
        self._done: set[tuple[str, str, int]] = set()

    @property
    def pool(self) -> int:
        """Return how many acts of each kind there must be something for."""
        return int(BUSIEST * (self.seconds + WARM_UP) * self.rounds) + 200

    # ------------------------------------------------------------------ databases
    def address(self, database: str) -> str:
        """Return the address of one of our databases."""
        return embedded.address().replace("/app?", f"/{database}?")

    def _admin(self, *statements: str) -> None:
        with psycopg.connect(self.address("postgres"), autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement)  # type: ignore[arg-type] # our own words

    def prepare(self) -> None:
        """Make and fill the three databases."""
        for name in ("bench_pg", "bench_drf", "bench_motcua"):
            self._admin(f"drop database if exists {name} with (force)", f"create database {name}")
        say(f"pgbench's tables with {self.size} dossiers")
        for file in ("schema", "fill"):
            given = ["-v", f"n={self.size}", "-v", f"officers={self.officers}"]
            self._pg(
                "psql", "-q", *given, "-d", "bench_pg", "-f", YARDSTICKS / "pg" / f"{file}.sql"
            )
        say("the baseline's")
        self._drf("manage.py", "migrate", "-v0")
        seed = (YARDSTICKS / "baseline_drf" / "seed.py").read_text()
        self._drf("manage.py", "shell", "-v0", "-c", seed)
        say("ours")
        ours = self.our_environment
        run([sys.executable, "-m", "motcua.project.cli", "migrate", "-v0"], ours)
        sizes = ["--size", str(self.size), "--pool", str(self.pool)]
        run([sys.executable, HERE / "world.py", *sizes], ours)

    @property
    def officers(self) -> int:
        return max(10, self.size // 500 * 10)

    def _pg(self, program: str, *arguments: str | Path) -> str:
        server = ["-h", str(embedded.data_dir()), "-U", "app"]
        command = [embedded.binary(program), *server, *arguments]
        return run(command, {}, quiet=True)

    def _drf(self, *arguments: str) -> None:
        folder = YARDSTICKS / "baseline_drf"
        run([BENCH_PYTHON, *arguments], self.drf_environment, folder=folder, quiet=True)

    @property
    def drf_environment(self) -> dict[str, str]:
        return {
            "DB_NAME": "bench_drf",
            "DB_HOST": str(embedded.data_dir()),
            "BENCH_SIZE": str(self.size),
            "DJANGO_SETTINGS_MODULE": "settings",
        }

    @property
    def our_environment(self) -> dict[str, str]:
        return {
            "DATABASE_URL": self.address("bench_motcua"),
            "DJANGO_SETTINGS_MODULE": "motcua.project.settings",
            "MOTCUA_FILES": str(self.folder / "files"),
            "MOTCUA_BENCH_CAST": str(self.folder / "cast.json"),
            "PYTHONPATH": os.pathsep.join(
                filter(None, [os.environ.get("PYTHONPATH", ""), str(HERE.parent)])
            ),
        }

    # -------------------------------------------------------------------- servers
    @contextmanager
    def servers(self) -> Iterator[tuple[int, int]]:
        """Serve the baseline and ours, and stop both."""
        drf, ours = free_port(), free_port()
        gunicorn = [BENCH_PYTHON, "-m", "gunicorn", "wsgi:application", "-b", f"127.0.0.1:{drf}"]
        gunicorn += ["-w", str(self.workers), "--threads", str(THREADS), "--log-level", "error"]
        serve = [sys.executable, "-m", "motcua.project.cli", "serve", "--port", str(ours)]
        serve += ["--workers", str(self.workers), "--threads", str(THREADS)]
        try:
            self._start(gunicorn, self.drf_environment, YARDSTICKS / "baseline_drf")
            self._start(serve, self.our_environment, HERE.parent)
            for port in (drf, ours):
                wait_for(port)
            yield drf, ours
        finally:
            self.stop()

    def _start(self, command: Sequence[Any], environment: Mapping[str, str], folder: Path) -> None:
        log = (self.folder / f"{Path(command[2]).name}-{len(self._processes)}.log").open("wb")
        self._processes.append(
            subprocess.Popen(  # noqa: S603 - our own commands
                [str(each) for each in command],
                cwd=folder,
                env=os.environ | environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        )

    def stop(self) -> None:
        """Stop every server, with all its workers."""
        for process in self._processes:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGTERM)
        for process in self._processes:
            try:
                process.wait(timeout=8)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
        self._processes.clear()

    # --------------------------------------------------------------------- rounds
    def measure(self) -> None:
        """Run every scenario beside its yardsticks, round by round."""
        with self.servers() as (drf, ours):
            for nth in range(self.rounds):
                say(f"round {nth + 1} of {self.rounds}")
                for scenario in SCENARIOS:
                    if scenario.pg and ("pgbench", scenario.pg, nth) not in self._done:
                        self._pgbench(scenario.pg, nth)
                    if scenario.drf and ("drf", scenario.drf, nth) not in self._done:
                        self._load("drf", scenario.drf, drf)
                        self._done.add(("drf", scenario.drf, nth))
                    self._load("ours", scenario.name, ours)

    def _load(self, whose: str, scenario: str, port: int) -> None:
        module = (
            HERE / "scenarios.py" if whose == "ours" else YARDSTICKS / "baseline_drf" / "scn.py"
        )
        command = [sys.executable, YARDSTICKS / "loadgen.py", module, scenario, "--samples"]
        command += ["--port", str(port), "--conns", str(CONNECTIONS)]
        command += ["--seconds", str(self.seconds), "--warmup", str(WARM_UP)]
        environment = self.our_environment | {"BENCH_SIZE": str(self.size)}
        if whose == "ours":
            self._deal(scenario)
        before = self._processor_s(whose)
        answer = json.loads(run(command, environment, quiet=True, may_fail=True))
        found = self.runs.setdefault((whose, scenario), Run())
        found.processor_s += self._processor_s(whose) - before
        found.answered += answer["answered"]
        found.add(answer["ops"], answer["span_s"], answer["samples"])
        for error, times in answer["errors"].items():
            found.errors[error] = found.errors.get(error, 0) + times

    def _processor_s(self, whose: str) -> float:
        """Return the processor time that a server's processes have used."""
        leader = self._processes[0 if whose == "drf" else 1].pid
        ticks = 0
        for stat in Path("/proc").glob("[0-9]*/stat"):
            try:
                fields = stat.read_text().rsplit(")", 1)[1].split()
            except OSError:
                continue  # it has ended in the meantime
            if int(fields[2]) == leader:
                ticks += int(fields[11]) + int(fields[12])
        return ticks / os.sysconf("SC_CLK_TCK")

    def _deal(self, scenario: str) -> None:
        """Give each round plays that none before has used."""
        whole = json.loads((self.folder / "whole-cast.json").read_text())
        each = len(whole.get(scenario, [])) // self.rounds
        nth = self._nth.get(scenario, 0)
        self._nth[scenario] = nth + 1
        share = whole.get(scenario, [])
        if scenario != "inbox":
            share = share[nth * each : (nth + 1) * each]
        (self.folder / "cast.json").write_text(json.dumps({scenario: share}))

    def _pgbench(self, script: str, nth: int) -> None:
        log = self.folder / f"pg-{script}-{nth}"
        options = ["-n", "-M", "prepared", "-c", str(CONNECTIONS), "-j", "2", "-l"]
        options += ["-T", str(max(2, int(self.seconds))), f"--log-prefix={log}"]
        options += ["-D", f"n={self.size}", "-D", f"officers={self.officers}"]
        said = self._pg("pgbench", *options, "-f", YARDSTICKS / "pg" / f"{script}.sql", "bench_pg")
        rate = next(line for line in said.splitlines() if line.startswith("tps"))
        samples = [
            int(line.split()[2]) / 1000
            for file in self.folder.glob(f"{log.name}*")
            for line in file.read_text().splitlines()
        ]
        rate_s = float(rate.split()[2])
        found = self.runs.setdefault(("pgbench", script), Run())
        found.add(len(samples), len(samples) / rate_s, samples[:: max(1, len(samples) // 20_000)])
        self._done.add(("pgbench", script, nth))

    def in_process(self) -> dict[str, Any]:
        """Measure what needs no server, and sign in whoever plays."""
        cast = self.folder / "whole-cast.json"
        command = [sys.executable, HERE / "measure.py", "--pool", str(self.pool)]
        command += ["--seconds", str(self.seconds / 2), "--cast", cast]
        found: dict[str, Any] = json.loads(run(command, self.our_environment, quiet=True))
        return found

    def clean(self) -> None:
        """Drop what was made."""
        for name in ("bench_pg", "bench_drf", "bench_motcua"):
            self._admin(f"drop database if exists {name} with (force)")
        shutil.rmtree(self.folder, ignore_errors=True)


# ------------------------------------------------------------------------------ table
def table(bench: Bench, inside: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return a line for each scenario."""
    lines = []
    for scenario in SCENARIOS:
        ours = bench.runs[("ours", scenario.name)]
        drf, pg = (
            bench.runs.get((whose, name))
            for whose, name in (("drf", scenario.drf), ("pgbench", scenario.pg))
        )
        counted = inside["statements"].get(scenario.name, {})
        line: dict[str, Any] = {
            "scenario": scenario.name,
            "title": scenario.title,
            "ops_s": round(ours.ops_s, 1),
            "p50_ms": round(ours.percentile(0.5), 1),
            "p95_ms": round(ours.percentile(0.95), 1),
            "statements": counted.get("statements"),
            "alone_ops_s": inside["floors"].get(scenario.name, {}).get("ops_s"),
            "drf": round(drf.ops_s, 1) if drf else None,
            "pgbench": round(pg.ops_s, 1) if pg else None,
            "processor_ms": round(ours.processor_ms, 1),
            "drf_processor_ms": round(drf.processor_ms, 1) if drf else None,
            "times_drf": round(ours.ops_s / drf.ops_s, 2) if drf and drf.ops_s else None,
            "share_of_pg": round(ours.ops_s / pg.ops_s, 4) if pg and pg.ops_s else None,
            "errors": ours.errors | (drf.errors if drf else {}),
        }
        line["targets"] = targets(scenario, line)
        lines.append(line)
    return lines


def targets(wanted: Yardstick, line: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return each target of a scenario and whether it is met."""
    asked: list[tuple[str, float | None, float | None, bool]] = [
        (f"≥ {wanted.times_drf}× baseline", wanted.times_drf, line["times_drf"], True),
        (
            f"≥ {(wanted.share_of_pg or 0):.0%} of pgbench",
            wanted.share_of_pg,
            line["share_of_pg"],
            True,
        ),
        (f"p95 < {wanted.p95_ms} ms", wanted.p95_ms, line["p95_ms"], False),
        (f"≥ {wanted.ops_s}/s", wanted.ops_s, line["ops_s"], True),
        (
            f"≤ {wanted.most_statements} statements",
            wanted.most_statements,
            line["statements"],
            False,
        ),
    ]
    return [
        {"target": words, "met": found >= limit if at_least else found <= limit}
        for words, limit, found, at_least in asked
        if limit is not None and found is not None
    ]


def tell(lines: Sequence[Mapping[str, Any]], inside: Mapping[str, Any]) -> str:
    """Return the table in Markdown."""
    rows = [
        f"| {' | '.join(HEAD)} |",
        f"|{' --- |' * len(HEAD)}",
    ]
    for line in lines:
        met = "; ".join(f"{'✓' if one['met'] else '✗'} {one['target']}" for one in line["targets"])
        share = f"{line['share_of_pg']:.1%}" if line["share_of_pg"] is not None else "–"
        cells = [
            line["title"],
            line["ops_s"],
            line["p50_ms"],
            line["p95_ms"],
            line["statements"],
            line["alone_ops_s"],
            line["drf"],
            line["times_drf"],
            line["processor_ms"],
            line["drf_processor_ms"],
            line["pgbench"],
        ]
        rows.append(
            f"| {' | '.join('–' if cell is None else str(cell) for cell in cells)} | {share} "
            f"| {met or '–'} |"
        )
    chain = inside["chain"]
    met = "✓" if chain["rows_s"] >= CHAIN_ROWS else "✗"
    rows += ["", f"Chain: {chain['rows']} rows verified at {chain['rows_s']}/s ({met} ≥ 200000/s)"]
    rows += [f"Errors in {line['scenario']}: {line['errors']}" for line in lines if line["errors"]]
    return "\n".join(rows)


# ---------------------------------------------------------------------------- helpers
def say(what: str) -> None:
    """Tell whoever waits what is going on."""
    print(f"{datetime.now(UTC):%H:%M:%S}  {what}", flush=True)


def run(
    command: Sequence[Any],
    environment: Mapping[str, str],
    *,
    folder: Path = HERE.parent,
    quiet: bool = False,
    may_fail: bool = False,
) -> str:
    """Run a command to its end and return what it said."""
    done = subprocess.run(  # noqa: S603 - our own commands
        [str(each) for each in command],
        env=os.environ | environment,
        cwd=folder,
        stdout=subprocess.PIPE if quiet else None,
        stderr=subprocess.PIPE if quiet else None,
        text=True,
        check=False,
    )
    if done.returncode and not may_fail:
        raise SystemExit(f"{command[0]} {command[1]} failed:\n{done.stderr or ''}")
    return done.stdout or ""


def free_port() -> int:
    """Return a port of this machine that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def wait_for(port: int) -> None:
    """Wait until a server answers."""
    until = time.monotonic() + READY_SECONDS
    while time.monotonic() < until:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    raise SystemExit(f"no server on port {port}")


def main() -> None:
    """Prepare, measure, tell, clean up."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=100_000, help="dossiers")
    parser.add_argument("--rounds", type=int)
    parser.add_argument("--seconds", type=float, help="of each scenario in each round")
    parser.add_argument("--workers", type=int, default=WORKERS)
    parser.add_argument("--keep", action="store_true", help="keep the databases")
    parser.add_argument("--again", action="store_true", help="use the databases that were kept")
    given = parser.parse_args()
    is_big = given.size > 20_000  # noqa: PLR2004
    bench = Bench(
        size=given.size,
        rounds=given.rounds or (3 if is_big else 1),
        seconds=given.seconds or (6 if is_big else 3),
        workers=given.workers,
    )
    was_up = (embedded.data_dir() / "pgdata" / "postmaster.pid").exists()
    embedded.ensure_running()
    try:
        if not given.again:
            bench.prepare()
        say("statements, use cases alone, the chain")
        inside = bench.in_process()
        bench.measure()
        lines = table(bench, inside)
        words = tell(lines, inside)
        RESULTS.mkdir(exist_ok=True)
        kept = RESULTS / f"{datetime.now(UTC):%Y%m%d-%H%M}-{given.size}.json"
        result = {
            "size": given.size,
            "rounds": bench.rounds,
            "seconds": bench.seconds,
            "python": platform.python_version(),
            "processors": os.cpu_count(),
            "lines": lines,
            **inside,
        }
        kept.write_text(json.dumps(result, indent=1, ensure_ascii=False))
        print(f"\n{words}\n\nAlso in {kept.relative_to(HERE.parent)}")
    finally:
        bench.stop()
        if not given.keep:
            bench.clean()
        if not was_up:
            embedded.stop()


if __name__ == "__main__":
    main()
