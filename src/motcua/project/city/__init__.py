"""A simulated city of any size: units, people and years of dossiers, the same for the same seed."""

from .filling import Filled, fill
from .size import Size
from .units import CHAIRMAN, NotEmpty, build

__all__ = ["CHAIRMAN", "Filled", "NotEmpty", "Size", "build", "fill"]
