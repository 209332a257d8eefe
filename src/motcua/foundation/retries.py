"""Rows that jobs work at until it succeeds: one worker at a time, later again what failed.

Such a row says in ``retry_at`` when its turn comes; None once there is nothing left to do.
"""

from datetime import datetime, timedelta
from typing import TypeVar

from django.db import transaction
from django.db.models import Model, QuerySet

LEASE = timedelta(minutes=2)  # a worker that died holds a row no longer than this
FIRST_WAIT = timedelta(seconds=4)
LONGEST_WAIT = timedelta(minutes=30)
_MOST_DOUBLINGS = 12  # long past the longest wait; more would only make the number large

M = TypeVar("M", bound=Model)


def claim(waiting: QuerySet[M], *, at: datetime) -> M | None:
    """Return the row whose turn came first, and keep other workers off it for a while.

    Args:
        waiting: Rows with a ``retry_at``, whether their turn has come or not.
    """
    with transaction.atomic():
        due = waiting.select_for_update(skip_locked=True, of=("self",)).filter(retry_at__lte=at)
        row = due.order_by("retry_at").first()
        if row is not None:
            waiting.filter(pk=row.pk).update(retry_at=at + LEASE)
    return row


def next_try(
    attempts: int,
    *,
    at: datetime,
    first: timedelta = FIRST_WAIT,
    longest: timedelta = LONGEST_WAIT,
) -> datetime:
    """Return when a row is tried again that failed so often: each wait doubles the one before."""
    wait: timedelta = min(first * 2 ** min(attempts, _MOST_DOUBLINGS), longest)
    return at + wait
