"""The door: what other modules may use."""

from .ports import Deadlines, Source
from .types import SOON, Act, Field, Lane, Link, Reading, Row

__all__ = ["SOON", "Act", "Deadlines", "Field", "Lane", "Link", "Reading", "Row", "Source"]
