"""The door: what other modules may use."""

from .types import ANSWERS, POINTS, Channel
from .use_cases import answer_survey

__all__ = ["ANSWERS", "POINTS", "Channel", "answer_survey"]
