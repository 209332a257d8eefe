"""Every way to ask for a figure."""

from .figures import figures, get_indicator, list_indicators, measure
from .recounting import recount
from .sums import add_up

__all__ = ["add_up", "figures", "get_indicator", "list_indicators", "measure", "recount"]
