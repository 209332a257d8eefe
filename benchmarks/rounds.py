"""The rounds of a run: each scenario beside its yardsticks, in turn, on the same minute."""

import json
import sys
from typing import Any

from benchmarks.commands import HERE, run, say
from benchmarks.databases import YARDSTICKS, Databases
from benchmarks.servers import Servers
from benchmarks.table import Run, Yardstick

CONNECTIONS = 8
WARM_UP = 1.0
WARMING = (("ours", "page"), ("ours", "inbox"), ("drf", "public"), ("drf", "mine"))


class Rounds:
    """What was measured, round by round and put together."""

    def __init__(
        self,
        databases: Databases,
        servers: Servers,
        scenarios: tuple[Yardstick, ...],
        *,
        rounds: int,
        seconds: float,
    ) -> None:
        self._databases, self._servers, self._scenarios = databases, servers, scenarios
        self.rounds, self.seconds = rounds, seconds
        self.runs: dict[tuple[str, str], Run] = {}
        self._nth: dict[str, int] = {}
        self._done: set[tuple[str, str, int]] = set()

    def measure(self) -> None:
        """Run every scenario beside its yardsticks, round by round."""
        with self._servers.both() as (drf, ours):
            # the first requests of a process read the catalogue and make its plans
            for whose, scenario in WARMING:
                self._ask(whose, scenario, ours if whose == "ours" else drf)
            for nth in range(self.rounds):
                say(f"round {nth + 1} of {self.rounds}")
                for scenario in self._scenarios:
                    if scenario.pg and ("pgbench", scenario.pg, nth) not in self._done:
                        self._pgbench(scenario.pg, nth)
                    if scenario.drf and ("drf", scenario.drf, nth) not in self._done:
                        self._load("drf", scenario.drf, drf)
                        self._done.add(("drf", scenario.drf, nth))
                    self._load("ours", scenario.name, ours)

    def _ask(self, whose: str, scenario: str, port: int) -> dict[str, Any]:
        """Let the load generator play a scenario, and return what it saw."""
        module = (
            HERE / "scenarios.py" if whose == "ours" else YARDSTICKS / "baseline_drf" / "scn.py"
        )
        command = [sys.executable, YARDSTICKS / "loadgen.py", module, scenario, "--samples"]
        command += ["--port", str(port), "--conns", str(CONNECTIONS)]
        command += ["--seconds", str(self.seconds), "--warmup", str(WARM_UP)]
        environment = self._databases.our_environment | {"BENCH_SIZE": str(self._databases.beside)}
        if whose == "ours":
            self._deal(scenario)
        answer: dict[str, Any] = json.loads(run(command, environment, quiet=True, may_fail=True))
        return answer

    def _load(self, whose: str, scenario: str, port: int) -> None:
        before = self._servers.processor_s(whose)
        answer = self._ask(whose, scenario, port)
        found = self.runs.setdefault((whose, scenario), Run())
        found.processor_s += self._servers.processor_s(whose) - before
        found.answered += answer["answered"]
        found.add(answer["ops"], answer["span_s"], answer["samples"])
        for error, times in answer["errors"].items():
            found.errors[error] = found.errors.get(error, 0) + times

    def _deal(self, scenario: str) -> None:
        """Give each round plays that none before has used."""
        whole = json.loads((self._databases.folder / "whole-cast.json").read_text())
        each = len(whole.get(scenario, [])) // self.rounds
        nth = self._nth.get(scenario, 0)
        self._nth[scenario] = nth + 1
        share = whole.get(scenario, [])
        if scenario != "inbox":
            share = share[nth * each : (nth + 1) * each]
        (self._databases.folder / "cast.json").write_text(
            json.dumps({scenario: share, "material": whole.get("material")})
        )

    def _pgbench(self, script: str, nth: int) -> None:
        log = self._databases.folder / f"pg-{script}-{nth}"
        options = ["-n", "-M", "prepared", "-c", str(CONNECTIONS), "-j", "2", "-l"]
        options += ["-T", str(max(2, int(self.seconds))), f"--log-prefix={log}"]
        options += [
            "-D",
            f"n={self._databases.beside}",
            "-D",
            f"officers={self._databases.officers}",
        ]
        said = self._databases.pg(
            "pgbench", *options, "-f", YARDSTICKS / "pg" / f"{script}.sql", "bench_pg"
        )
        rate = next(line for line in said.splitlines() if line.startswith("tps"))
        samples = [
            int(line.split()[2]) / 1000
            for file in self._databases.folder.glob(f"{log.name}*")
            for line in file.read_text().splitlines()
        ]
        rate_s = float(rate.split()[2])
        found = self.runs.setdefault(("pgbench", script), Run())
        found.add(len(samples), len(samples) / rate_s, samples[:: max(1, len(samples) // 20_000)])
        self._done.add(("pgbench", script, nth))
