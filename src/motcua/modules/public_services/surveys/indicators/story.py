"""The story of an answer, and what it counts."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from motcua.foundation.events import Envelope
from motcua.foundation.time import local_date
from motcua.kernel.analytics import api as analytics

from ..events import SurveyAnswered
from ..types import ANSWERS, POINTS


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """What figures know of an answer."""

    unit_id: UUID | None = None
    answered_at: datetime | None = None
    points: int = 0


def _answered(_story: Story, event: SurveyAnswered, cover: Envelope) -> Story:
    return Story(unit_id=event.unit_id, answered_at=cover.at, points=event.points)


def counts(story: Story) -> Iterator[analytics.Count]:
    """Tell what an answer counts on its day."""
    if story.unit_id is None or story.answered_at is None:
        return
    day = local_date(story.answered_at)
    yield analytics.Count(ANSWERS, story.unit_id, day)
    yield analytics.Count(POINTS, story.unit_id, day, amount=story.points)


TALE = analytics.Tale(
    name="survey-answer", begin=Story(), told_by={SurveyAnswered: _answered}, counts=counts
)
