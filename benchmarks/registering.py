"""Incoming documents registered and routed in a second, beside the raw insert.

    python -m benchmarks.registering [--documents 500] [--rounds 3]

One clerk and one leader, one after the other: taken in on paper, registered with its arrival
number, routed as a case with its deadline. Works in a database of its own, dropped at the end. The
raw cost is taken in each round, before and after.
"""

import argparse
import statistics
import time
from datetime import timedelta
from typing import Any

from benchmarks import office

NAME = "bench_registering"


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=500, help="in each round")
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    with office.own_database(NAME):
        office.begin(NAME)
        from django.core.management import call_command  # noqa: PLC0415 - after begin()

        call_command("migrate", verbosity=0)
        found = _measure(asked.documents, asked.rounds)
        from django.db import connections  # noqa: PLC0415 - as above

        connections.close_all()
    for name, rates in found.items():
        middle, low, high = statistics.median(rates), min(rates), max(rates)
        print(f"{name:44} {middle:9.1f}/s   {low:9.1f} – {high:.1f}")


def _measure(documents: int, rounds: int) -> dict[str, list[float]]:
    from motcua.modules.office.incoming.tests import factories as make  # noqa: PLC0415

    desk, at = make.make_office(), make.MORNING
    registered: list[Any] = []
    numbers = iter(range(1, documents * rounds + 1))

    def register() -> None:
        registered.extend(
            make.register(desk, number_symbol=f"{next(numbers)}/UBND-VP", at=at)
            for _n in range(documents)
        )

    def route() -> None:
        while registered:
            make.route(desk, registered.pop(), at=at + timedelta(minutes=5))

    found: dict[str, list[float]] = {"register": [], "route": [], "raw insert, one connection": []}
    for _round in range(rounds):
        for name, run in (("register", register), ("route", route)):
            begun = time.perf_counter()
            run()
            found[name].append(documents / (time.perf_counter() - begun))
        found["raw insert, one connection"].append(office.insert_alone(NAME, 2000))
    return found


if __name__ == "__main__":
    main()
