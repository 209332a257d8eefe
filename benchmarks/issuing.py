"""Documents issued by many clerks at once, some killed in the middle, over many registers.

    python -m benchmarks.issuing [--documents 10000] [--clerks 16] [--registers 20]

Works in a database of its own on the embedded server, which is dropped at the end. What is measured
is the act of issue: number, day, receivers, the steps of the case and the events, in one
transaction. Signature and seal come afterwards, by a job.
"""

import argparse
import multiprocessing
import os
import time
from typing import Any
from uuid import UUID

import psycopg

from motcua.project import embedded

NAME = "bench_issuing"


def _on_server(*statements: str) -> None:
    server = embedded.address().replace("/app?", "/postgres?")
    with psycopg.connect(server, autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement)


def _begin() -> None:
    """Let Django begin in this process, in the benchmark's database."""
    import django  # noqa: PLC0415 - each process begins on its own

    os.environ["DJANGO_SETTINGS_MODULE"] = "motcua.project.settings"
    os.environ["DATABASE_URL"] = embedded.address().replace("/app?", f"/{NAME}?")
    django.setup()


def _prepare(documents: int, registers: int, answer: Any) -> None:
    _begin()
    from django.core.management import call_command  # noqa: PLC0415

    from motcua.modules.office.outgoing.tests import issuing  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    answer.put(issuing.prepare(documents=documents, registers=registers))


def _issue(account_id: UUID, clerk: int, clerks: int) -> None:
    _begin()
    from motcua.modules.office.outgoing.tests import issuing  # noqa: PLC0415

    issuing.issue_all(account_id, clerk, clerks)


def _insert_alone(rows: int) -> float:
    """Return how many rows a second one connection inserts and commits: the raw cost."""
    url = embedded.address().replace("/app?", f"/{NAME}?")
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("create table yardstick (id bigserial primary key, words text)")
        begun = time.perf_counter()
        for _n in range(rows):
            connection.execute("insert into yardstick (words) values ('05/UBND-VP')")
        return rows / (time.perf_counter() - begun)


def main() -> None:
    """Prepare, issue with kills, check, and say what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--clerks", type=int, default=16)
    parser.add_argument("--registers", type=int, default=20)
    parser.add_argument("--kills", type=int, default=40)
    asked = parser.parse_args()
    embedded.ensure_running()
    spawn = multiprocessing.get_context("spawn")
    _on_server(f"drop database if exists {NAME} with (force)", f"create database {NAME}")
    try:
        answer = spawn.Queue()
        first = spawn.Process(target=_prepare, args=(asked.documents, asked.registers, answer))
        first.start()
        account_id = answer.get()
        first.join()
        _begin()
        _measure(spawn, asked, account_id)
    finally:
        _on_server(f"drop database if exists {NAME} with (force)")


def _measure(spawn: Any, asked: argparse.Namespace, account_id: UUID) -> None:
    from motcua.modules.office.outgoing.tests import issuing  # noqa: PLC0415

    def fork(_target: Any, *arguments: Any) -> Any:
        process = spawn.Process(target=_issue, args=arguments)
        process.start()
        return process

    raw = _insert_alone(2000)
    begun = time.perf_counter()
    killed = issuing.run(fork, account_id, clerks=asked.clerks, kill_every=3, kills=asked.kills)
    seconds = time.perf_counter() - begun
    print(f"{asked.documents} documents, {asked.clerks} clerks, {asked.registers} registers")
    print(f"{seconds:.0f} s, {asked.documents / seconds:.0f} a second; {killed} clerks killed")
    print(f"raw inserts, one connection: {raw:.0f} a second")
    url = embedded.address().replace("/app?", f"/{NAME}?")
    with psycopg.connect(url) as connection:
        for name, query in issuing.CHECKS.items():
            row = connection.execute(query).fetchone()
            print(f"{name}: {row[0] if row else ''}")


if __name__ == "__main__":
    main()
