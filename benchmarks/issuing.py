"""Documents issued by many clerks at once, some killed in the middle, over many registers.

    python -m benchmarks.issuing [--documents 10000] [--clerks 16] [--registers 20]

Works in a database of its own on the embedded server, which is dropped at the end. What is measured
is the act of issue: number, day, receivers, the steps of the case and the events, in one
transaction. Signature and seal come afterwards, by a job.
"""

import argparse
import multiprocessing
import time
from typing import Any
from uuid import UUID

import psycopg

from benchmarks import office

NAME = "bench_issuing"


def _prepare(documents: int, registers: int, answer: Any) -> None:
    office.begin(NAME)
    from django.core.management import call_command  # noqa: PLC0415

    from motcua.modules.office.outgoing.tests import issuing  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    answer.put(issuing.prepare(documents=documents, registers=registers))


def _issue(account_id: UUID, clerk: int, clerks: int) -> None:
    office.begin(NAME)
    from motcua.modules.office.outgoing.tests import issuing  # noqa: PLC0415

    issuing.issue_all(account_id, clerk, clerks)


def main() -> None:
    """Prepare, issue with kills, check, and say what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--clerks", type=int, default=16)
    parser.add_argument("--registers", type=int, default=20)
    parser.add_argument("--kills", type=int, default=40)
    asked = parser.parse_args()
    spawn = multiprocessing.get_context("spawn")
    with office.own_database(NAME):
        answer = spawn.Queue()
        first = spawn.Process(target=_prepare, args=(asked.documents, asked.registers, answer))
        first.start()
        account_id = answer.get()
        first.join()
        office.begin(NAME)
        _measure(spawn, asked, account_id)


def _measure(spawn: Any, asked: argparse.Namespace, account_id: UUID) -> None:
    from motcua.modules.office.outgoing.tests import issuing  # noqa: PLC0415

    def fork(_target: Any, *arguments: Any) -> Any:
        process = spawn.Process(target=_issue, args=arguments)
        process.start()
        return process

    raw = office.insert_alone(NAME, 2000)
    begun = time.perf_counter()
    killed = issuing.run(fork, account_id, clerks=asked.clerks, kill_every=3, kills=asked.kills)
    seconds = time.perf_counter() - begun
    print(f"{asked.documents} documents, {asked.clerks} clerks, {asked.registers} registers")
    print(f"{seconds:.0f} s, {asked.documents / seconds:.0f} a second; {killed} clerks killed")
    print(f"raw inserts, one connection: {raw:.0f} a second")
    with psycopg.connect(office.address(NAME)) as connection:
        for name, query in issuing.CHECKS.items():
            row = connection.execute(query).fetchone()
            print(f"{name}: {row[0] if row else ''}")


if __name__ == "__main__":
    main()
