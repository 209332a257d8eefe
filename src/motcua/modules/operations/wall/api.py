"""The door: what other modules may use."""

from .errors import PassRefused
from .queries import LIFE, admit, draw, renewed, token_of
from .rules import as_event
from .types import Choice, Drawn, Pass

__all__ = [
    "LIFE",
    "Choice",
    "Drawn",
    "Pass",
    "PassRefused",
    "admit",
    "as_event",
    "draw",
    "renewed",
    "token_of",
]
