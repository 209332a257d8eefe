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

__all__ = [
    "Calendar",
    "Layer",
    "WorkDay",
    "add_hours",
    "count",
    "count_with_pauses",
    "elapsed",
    "period_end",
    "resume",
    "working_days",
    "working_time",
]
