"""Whose turn it is."""

from collections.abc import Sequence
from uuid import UUID


def turn_after(accounts: Sequence[UUID], last: UUID) -> tuple[UUID, ...]:
    """Return accounts in the order of their turns, beginning after the one who had the last.

    Args:
        accounts: Those who take turns today, in ascending order; the last one may be gone.
    """
    later = tuple(account for account in accounts if account > last)
    return (*later, *(account for account in accounts if account <= last))
