"""What the search box finds."""

from .queries.finding import SEARCH_KIND as PROCEDURES

__all__ = ["PROCEDURES"]
