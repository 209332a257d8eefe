"""Everything that changes a figure."""

from .hearing import hear
from .mending import mend
from .settling import settle

__all__ = ["hear", "mend", "settle"]
