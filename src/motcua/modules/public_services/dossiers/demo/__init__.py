"""Half a year of dossiers at every authority of the demo city, and what happens there next."""

from .loading import load

__all__ = ["load"]
