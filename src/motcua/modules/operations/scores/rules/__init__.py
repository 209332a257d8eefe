"""Pure rules: a set as it is read, points, and what the terms of a ratio add up to."""

from .adding import added, share_of, spans_of, wanted
from .scoring import grade_of, points_of, scored
from .sets import in_force, read_set

__all__ = [
    "added",
    "grade_of",
    "in_force",
    "points_of",
    "read_set",
    "scored",
    "share_of",
    "spans_of",
    "wanted",
]
