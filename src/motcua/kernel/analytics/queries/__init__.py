"""Every way to ask for a figure."""

from .figures import figures, get_indicator, history, list_indicators, measure
from .reach import members
from .recounting import has_untold_tales, recount
from .sums import add_up, by_dimension

__all__ = [
    "add_up",
    "by_dimension",
    "figures",
    "get_indicator",
    "has_untold_tales",
    "history",
    "list_indicators",
    "measure",
    "members",
    "recount",
]
