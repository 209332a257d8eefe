"""Every way to ask for a figure."""

from .figures import figures, get_indicator, list_indicators, measure
from .recounting import has_untold_tales, recount
from .sums import add_up

__all__ = [
    "add_up",
    "figures",
    "get_indicator",
    "has_untold_tales",
    "list_indicators",
    "measure",
    "recount",
]
