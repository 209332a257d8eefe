"""Pure rules: how far something is, what the clock says, what is reached."""

from .progress import has_reached, percent_of
from .standing import standing_of

__all__ = ["has_reached", "percent_of", "standing_of"]
