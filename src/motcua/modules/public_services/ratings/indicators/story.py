"""The story of a rating, and what it counts."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from motcua.foundation.events import Envelope
from motcua.foundation.time import local_date
from motcua.kernel.analytics import api as analytics

from ..events import ServiceRated
from ..types import DISSATISFIED, DISSATISFIED_TO, SATISFIED_FROM

RATED, SATISFIED = "ratings.rated", "ratings.satisfied"


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """The last word of a person on his dossier."""

    unit_id: UUID | None = None
    rated_at: datetime | None = None
    stars: int = 0


def _rated(_story: Story, event: ServiceRated, cover: Envelope) -> Story:
    return Story(unit_id=cover.unit_id, rated_at=cover.at, stars=event.stars)


def counts(story: Story) -> Iterator[analytics.Count]:
    """Tell what a rating counts on the day of the last word."""
    if story.unit_id is None or story.rated_at is None:
        return
    day = local_date(story.rated_at)
    yield analytics.Count(RATED, story.unit_id, day)
    yield analytics.Count(SATISFIED, story.unit_id, day, amount=int(story.stars >= SATISFIED_FROM))
    is_dissatisfied = story.stars <= DISSATISFIED_TO
    yield analytics.Count(DISSATISFIED, story.unit_id, day, amount=int(is_dissatisfied))


TALE = analytics.Tale(name="rating", begin=Story(), told_by={ServiceRated: _rated}, counts=counts)
