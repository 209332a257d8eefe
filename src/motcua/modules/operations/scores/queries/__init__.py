"""Every way to ask for scores."""

from .gains import gains
from .ratios import RATIOS
from .rows import list_rows
from .scores import score, scores
from .sets import get_criterion, get_set, list_sets
from .units import Scope, scope

__all__ = [
    "RATIOS",
    "Scope",
    "gains",
    "get_criterion",
    "get_set",
    "list_rows",
    "list_sets",
    "scope",
    "score",
    "scores",
]
