"""Every way to ask for a figure."""

from .figures import figures, get_indicator, history, list_indicators, measure
from .reach import members
from .recounting import has_untold_tales, recount
from .sums import add_up, by_dimension, counted
from .telling import KeptStory, told_at_once
from .what_if import counted_if, stories

__all__ = [
    "KeptStory",
    "add_up",
    "by_dimension",
    "counted",
    "counted_if",
    "figures",
    "get_indicator",
    "has_untold_tales",
    "history",
    "list_indicators",
    "measure",
    "members",
    "recount",
    "stories",
    "told_at_once",
]
