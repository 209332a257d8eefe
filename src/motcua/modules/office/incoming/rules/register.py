"""What the register needs, when two documents are one, when one is done on time."""

from datetime import date, datetime

from motcua.foundation.text import fold

from ..types import Metadata


def missing(metadata: Metadata) -> tuple[str, ...]:
    """Return the fields without which no document is registered.

    Number and day may be missing: letters of citizens and some invitations have none.

    Law:
        ND 30/2020, art. 22, annex IV
    """
    needed = {"author": metadata.author, "subject": metadata.subject, "kind": metadata.kind}
    return tuple(name for name, value in needed.items() if not value.strip())


def identity_of(*, author: str, number_symbol: str, issued_on: date | None) -> str:
    """Return what makes a document one and the same: author, number and symbol, day; or nothing.

    Law:
        ND 30/2020, annex VI
    """
    if not number_symbol.strip():
        return ""
    number = fold(number_symbol).replace(" ", "").lstrip("0")
    return f"{fold(author)}|{number}|{issued_on or ''}"


def is_on_time(*, closed_at: datetime, due_at: datetime | None) -> bool:
    """Tell whether a document was done by its deadline; without one it always is."""
    return due_at is None or closed_at <= due_at
