"""Every way to ask for a wall."""

from .drawing import draw, drawn
from .passes import LIFE, admit, pass_for, renewed, token_of
from .screens import screen

__all__ = ["LIFE", "admit", "draw", "drawn", "pass_for", "renewed", "screen", "token_of"]
