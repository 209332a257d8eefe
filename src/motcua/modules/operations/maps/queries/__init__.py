"""Every way to ask for a map."""

from .drawing import drawing, legend, tone, words_of
from .sheets import choosable, sheet

__all__ = ["choosable", "drawing", "legend", "sheet", "tone", "words_of"]
