"""Facts told to the house; the stream is the survey, or one answer."""

from dataclasses import dataclass
from uuid import UUID

from motcua.foundation.events import Event


@dataclass(frozen=True, kw_only=True)
class SurveyPublished(Event, code="surveys.published", stream="survey_id"):
    """An authority asks these questions from a day on."""

    survey_id: UUID
    unit_id: UUID
    version: int


@dataclass(frozen=True, kw_only=True)
class SurveyAnswered(Event, code="surveys.answered", stream="answer_id"):
    """Somebody said how satisfied he was; ``points`` are millionths of 0 to 100."""

    answer_id: UUID
    survey_id: UUID
    unit_id: UUID
    channel: str
    points: int


ALL = (SurveyPublished, SurveyAnswered)
