"""Taking numbers."""

from datetime import datetime

from django.db import connection

from motcua.foundation.ids import uuid7

from .errors import NoTransaction

_TAKE = """
insert into numbering_book (id, book, period, last, opened_at, taken_at)
values (%(id)s, %(book)s, %(period)s, 1, %(at)s, %(at)s)
on conflict (book, period) do update
    set last = numbering_book.last + 1, taken_at = excluded.taken_at
returning last
"""


def take(*, book: str, period: str, at: datetime) -> int:
    """Take the next number of a book, in the caller's transaction; one statement.

    The row stays locked until the transaction ends, so no number is given twice and none is lost
    when the transaction is undone. Take it late in the transaction: others wait meanwhile.

    Args:
        book: What is numbered and by whom, such as ``dossier:H24.12.03``.
        period: The time within which numbers run, such as ``2024`` or ``240312``.

    Returns:
        1 for the first of a period.

    Raises:
        NoTransaction: No transaction is open.

    Law:
        TT 01/2018; TT 04/2020; ND 30/2020
    """
    if not connection.in_atomic_block:
        raise NoTransaction("numbering.take() belongs into the transaction that uses the number")
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, {"id": uuid7(), "book": book, "period": period, "at": at})
        (number,) = cursor.fetchone()
    return int(number)
