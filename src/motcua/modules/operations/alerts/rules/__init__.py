"""When a rule rings, who is told, and how a duty is parted: pure."""

from .duty import fill_from_last_week, ladder, turns_of
from .judging import projected, rings
from .quiet import after_quiet

__all__ = [
    "after_quiet",
    "fill_from_last_week",
    "ladder",
    "projected",
    "rings",
    "turns_of",
]
