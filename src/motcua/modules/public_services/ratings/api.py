"""The door: what other modules may use."""

from .errors import NothingToRate, NotOverYet, TooLateToChange
from .events import ServiceRated
from .types import DISSATISFIED, RatingInfo, Stars
from .use_cases import rate_service

__all__ = [
    "DISSATISFIED",
    "NotOverYet",
    "NothingToRate",
    "RatingInfo",
    "ServiceRated",
    "Stars",
    "TooLateToChange",
    "rate_service",
]
