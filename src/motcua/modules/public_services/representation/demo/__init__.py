"""Believable data: a couple under way, an open invitation, a mandate."""

from .loading import load
from .people import PERSONAS

__all__ = ["PERSONAS", "load"]
