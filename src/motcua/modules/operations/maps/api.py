"""The door: what other modules may use."""

from .queries import choosable, drawing, legend, sheet
from .types import STANDINGS, Shading, Sheet, Standing, Ward

__all__ = [
    "STANDINGS",
    "Shading",
    "Sheet",
    "Standing",
    "Ward",
    "choosable",
    "drawing",
    "legend",
    "sheet",
]
