"""The door: what other modules may use."""

from datetime import datetime

from django.utils import translation

from . import queries
from .errors import PassRefused
from .queries import LIFE, admit, renewed, token_of
from .rules import as_event
from .types import Choice, Drawn, Pass


def draw(choice: Choice, *, at: datetime) -> Drawn:
    """Return what a wall of that choice shows, as HTML, in its language."""
    with translation.override(choice.language):
        return queries.drawn(queries.screen(choice=choice, at=at))


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
