"""The door: what other modules may use."""

from .ports import Deadlines, Listed, Source
from .queries import read_key
from .types import SOON, Act, Field, Lane, Link, Reading, Row

__all__ = [
    "SOON",
    "Act",
    "Deadlines",
    "Field",
    "Lane",
    "Link",
    "Listed",
    "Reading",
    "Row",
    "Source",
    "read_key",
]
