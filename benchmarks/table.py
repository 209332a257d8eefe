"""What is wanted of each scenario, what was measured, and the table of both."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

CHAIN_ROWS = 200_000
HEAD = (
    "scenario",
    "ops/s",
    "of rounds",
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
    Yardstick("flow", "whole way of a citizen, each request", p95_ms=100),
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
    rates: list[float] = field(default_factory=list)
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
        self.rates.append(operations / seconds if seconds else 0.0)

    @property
    def spread(self) -> str:
        """Return the slowest and the fastest round."""
        return f"{min(self.rates):.0f}–{max(self.rates):.0f}" if self.rates else "–"


def table(
    scenarios: Sequence[Yardstick],
    runs: Mapping[tuple[str, str], Run],
    inside: Mapping[str, Any],
) -> list[dict[str, Any]]:
    """Return a line for each scenario."""
    lines = []
    for scenario in scenarios:
        ours = runs[("ours", scenario.name)]
        drf, pg = (
            runs.get((whose, name))
            for whose, name in (("drf", scenario.drf), ("pgbench", scenario.pg))
        )
        counted = inside["statements"].get(scenario.name, {})
        line: dict[str, Any] = {
            "scenario": scenario.name,
            "title": scenario.title,
            "ops_s": round(ours.ops_s, 1),
            "spread": ours.spread,
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
            line["spread"],
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
