"""Pure rules: periods, the cells of a range of days, what stories count."""

from .cells import pieces
from .periods import a_year_before, before, between, month, parse, span, year
from .tales import counted, difference, tell

__all__ = [
    "a_year_before",
    "before",
    "between",
    "counted",
    "difference",
    "month",
    "parse",
    "pieces",
    "span",
    "tell",
    "year",
]
