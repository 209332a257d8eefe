"""Pure rules: how a page's question stands in its address, and which figures are worst."""

from .asking import as_query, compared, name_of
from .shortfalls import shortfall

__all__ = ["as_query", "compared", "name_of", "shortfall"]
