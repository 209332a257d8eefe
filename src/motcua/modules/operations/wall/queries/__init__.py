"""Every way to ask for a wall."""

from .drawing import drawn
from .passes import LIFE, admit, pass_for, renewed, token_of
from .screens import screen

__all__ = ["LIFE", "admit", "drawn", "pass_for", "renewed", "screen", "token_of"]
