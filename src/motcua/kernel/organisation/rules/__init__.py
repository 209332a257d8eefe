"""The law of time and competence as pure functions."""

from .calendar import Calendar, Layer, WorkDay
from .counting import (
    add_hours,
    count,
    count_with_pauses,
    elapsed,
    period_end,
    resume,
    working_days,
    working_time,
)
from .moves import added, the_longest

__all__ = [
    "Calendar",
    "Layer",
    "WorkDay",
    "add_hours",
    "added",
    "count",
    "count_with_pauses",
    "elapsed",
    "period_end",
    "resume",
    "the_longest",
    "working_days",
    "working_time",
]
