"""The door: what other modules may use."""

from .rules import index_of, points_of

__all__ = ["index_of", "points_of"]
