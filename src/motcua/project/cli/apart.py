"""A database of its own on the embedded server, for what plays a city apart from everybody's."""

import os
from urllib.parse import quote, urlencode

import psycopg
from psycopg import sql

from motcua.project import embedded


def exists(database: str) -> bool:
    """Tell whether the embedded server has a database of that name."""
    with _server() as connection:
        found = connection.execute("select from pg_database where datname = %s", [database])
        return found.fetchone() is not None


def recreate(database: str, *, create: bool) -> None:
    """Drop a database if it is there, and make it anew."""
    name = sql.Identifier(database)
    with _server() as connection:
        connection.execute(sql.SQL("drop database if exists {} with (force)").format(name))
        if create:
            connection.execute(sql.SQL("create database {}").format(name))


def use(database: str) -> None:
    """Let everything that begins now work in that database; before Django does."""
    address = embedded.address().replace("/app?", f"/{database}?")
    # Nobody's work is lost with this database: it need not wait for the disk.
    patient = urlencode({"options": "-c synchronous_commit=off"}, quote_via=quote)
    os.environ.update({"DATABASE_URL": f"{address}&{patient}", "MOTCUA_DEMO": "1"})
    os.environ["MOTCUA_DEBUG"] = "0"


def close() -> None:
    """Close every connection, so that the database can be dropped."""
    from django.db import connections  # noqa: PLC0415 - after ready()

    for connection in connections.all():
        connection.close()
        if hasattr(connection, "close_pool"):
            connection.close_pool()


def _server() -> psycopg.Connection[tuple[object, ...]]:
    server = embedded.address().replace("/app?", "/postgres?")
    return psycopg.connect(server, autocommit=True)
