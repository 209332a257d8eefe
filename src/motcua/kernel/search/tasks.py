"""Jobs: build an index anew; count which pairs of words are common."""

import itertools

from django.utils import timezone

from . import use_cases
from .queries import registered

__all__ = ["count_pairs", "rebuild"]


def rebuild(kind: str) -> int:
    """Build the index of a kind anew from its feed, batch by batch.

    What is found meanwhile is the old or the new; what the feed lacks is forgotten at the end.

    Returns:
        How many documents the feed has.
    """
    known = registered()[kind]
    if known.feed is None:
        return 0
    began = timezone.now()
    count, feed = 0, iter(known.feed())
    while batch := tuple(itertools.islice(feed, use_cases.BATCH)):
        count += use_cases.index(kind=kind, documents=batch)
    use_cases.forget_before(kind=kind, before=began)
    return count


def count_pairs() -> None:
    """Count anew, of a night, which pairs of words are common."""
    use_cases.count_pairs()
