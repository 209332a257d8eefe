"""Pure rules: periods, the cells of a range of days, what stories count."""

from .cells import pieces
from .hands import parted
from .periods import a_year_before, before, between, last_periods, month, parse, span, year
from .showing import shown
from .tales import counted, difference, tell
from .versions import in_force

__all__ = [
    "a_year_before",
    "before",
    "between",
    "counted",
    "difference",
    "in_force",
    "last_periods",
    "month",
    "parse",
    "parted",
    "pieces",
    "shown",
    "span",
    "tell",
    "year",
]
