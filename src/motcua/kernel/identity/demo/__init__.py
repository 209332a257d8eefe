"""An invented population, officials in their posts, and the ways into the demo city."""

from .loading import PERSONAS, load

__all__ = ["PERSONAS", "load"]
