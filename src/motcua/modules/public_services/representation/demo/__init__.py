"""Believable data: a couple under way, an open invitation, a mandate."""

from .loading import load

__all__ = ["load"]
