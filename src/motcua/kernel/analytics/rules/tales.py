"""Stories told by events, and what they count."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from motcua.foundation.events import Envelope, Event

from ..types import Count, Counts, Tale


def tell(tale: Tale[Any], story: Any, event: Event, envelope: Envelope) -> Any:
    """Return the story after one more event."""
    return tale.told_by[type(event)](story, event, envelope)


def counted(counts: Iterable[Count]) -> Counts:
    """Return what a story counts, what falls together added up."""
    found: Counts = Counter()
    for each in counts:
        found[each.fact, each.unit_id, each.day, each.dimension] += each.amount
    return found


def difference(after: Counts, before: Counts) -> list[Count]:
    """Return what must be added to get from one to the other."""
    changes = ((key, after[key] - before[key]) for key in sorted({*after, *before}))
    return [Count(*key, amount) for key, amount in changes if amount]
