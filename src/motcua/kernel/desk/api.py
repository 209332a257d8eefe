"""The door: what other modules may use."""

from .ports import Deadlines, Source
from .types import Act, Field, Lane, Link, Reading, Row

__all__ = ["Act", "Deadlines", "Field", "Lane", "Link", "Reading", "Row", "Source"]
