"""Pure rules: points of a component, the index of a unit, who stands where."""

from .ranking import ranks
from .scoring import index_of, points_of

__all__ = ["index_of", "points_of", "ranks"]
