"""The door: what other modules may use."""

from .queries import sheet
from .types import STANDINGS, Shading, Sheet, Standing, Ward
from .web.drawing import drawing

__all__ = ["STANDINGS", "Shading", "Sheet", "Standing", "Ward", "drawing", "sheet"]
