"""A PostgreSQL database asked once: it is only read, in time, and not too much."""

from typing import Any

import psycopg
from psycopg import sql
from psycopg.rows import dict_row

from motcua.integrations import outside

SECONDS = 30
MOST_ROWS = 20_000
_PORT = 5432


def read_rows(address: str, *, user: str, secret: str, query: str) -> list[dict[str, Any]]:
    """Return the rows that a query selects; nothing is changed there.

    One statement alone is taken: it becomes a cursor of a transaction that can only read.

    Args:
        address: ``host:port/database``.

    Raises:
        outside.Forbidden: The host may not be asked.
        OSError: It does not answer, or refuses the query.
        ValueError: The address cannot be read, or there are more rows than may be.
    """
    place, _slash, name = address.partition("/")
    host, _colon, port = place.partition(":")
    addresses = outside.require(host, int(port or _PORT))
    try:
        with psycopg.connect(
            host=host,
            hostaddr=addresses[0],
            port=int(port or _PORT),
            dbname=name,
            user=user,
            password=secret,
            connect_timeout=10,
            application_name="motcua",
            options=f"-c statement_timeout={SECONDS * 1000} -c default_transaction_read_only=on",
        ) as connection:
            connection.read_only = True
            return _read(connection, query)
    except psycopg.Error as error:
        raise ConnectionError(str(error).strip()) from error


def _read(connection: "psycopg.Connection[Any]", query: str) -> list[dict[str, Any]]:
    with connection.cursor("motcua", row_factory=dict_row) as cursor:
        cursor.execute(sql.SQL(query.strip().rstrip(";")))
        rows = cursor.fetchmany(MOST_ROWS + 1)
    if len(rows) > MOST_ROWS:
        raise ValueError(f"> {MOST_ROWS}")
    return rows
