"""Every way to ask for the figures."""

from .book import claims_by_group
from .figures import figures, get_figure

__all__ = ["claims_by_group", "figures", "get_figure"]
