"""What stories count, as it is kept."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from ..types import Counts


def as_lines(counts: Counts) -> list[list[Any]]:
    """Return counts as they are kept: in order, so that the same are the same."""
    return [
        [fact, str(unit_id), day.isoformat(), dimension, amount]
        for (fact, unit_id, day, dimension), amount in sorted(counts.items())
        if amount
    ]


def read_counts(lines: Iterable[list[Any]]) -> Counts:
    """Read what :func:`as_lines` wrote."""
    return Counter(
        {
            (fact, UUID(unit_id), date.fromisoformat(day), dimension): amount
            for fact, unit_id, day, dimension, amount in lines
        }
    )
