"""The door: what other modules may use.

``score(unit_ids=…, period=…, at=…, set_code="766")`` gives what ``motcua figures --set`` prints.
"""

from .errors import NoSuchSet
from .queries import get_set, list_sets, score
from .types import Criterion, Group, GroupScore, IndicatorSet, Line, Score, Share

__all__ = [
    "Criterion",
    "Group",
    "GroupScore",
    "IndicatorSet",
    "Line",
    "NoSuchSet",
    "Score",
    "Share",
    "get_set",
    "list_sets",
    "score",
]
