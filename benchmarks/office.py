"""What the benchmarks of the office share: a database of their own, and the raw cost beside it."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

from motcua.project import embedded


def address(name: str) -> str:
    """Return where a benchmark's database is."""
    return embedded.address().replace("/app?", f"/{name}?")


def _on_server(*statements: str) -> None:
    with psycopg.connect(address("postgres"), autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement)


@contextmanager
def own_database(name: str) -> Iterator[None]:
    """Make an empty database on the embedded server, and drop it at the end."""
    embedded.ensure_running()
    _on_server(f"drop database if exists {name} with (force)", f"create database {name}")
    try:
        yield
    finally:
        _on_server(f"drop database if exists {name} with (force)")


def begin(name: str) -> None:
    """Let Django begin in this process, in the benchmark's database."""
    import django  # noqa: PLC0415 - each process begins on its own

    os.environ["DJANGO_SETTINGS_MODULE"] = "motcua.project.settings"
    os.environ["DATABASE_URL"] = address(name)
    django.setup()


def insert_alone(name: str, rows: int) -> float:
    """Return how many rows a second one connection inserts and commits: the raw cost."""
    with psycopg.connect(address(name), autocommit=True) as connection:
        connection.execute("create table if not exists yardstick (id bigserial, words text)")
        begun = time.perf_counter()
        for _n in range(rows):
            connection.execute("insert into yardstick (words) values ('05/UBND-VP')")
        return rows / (time.perf_counter() - begun)
