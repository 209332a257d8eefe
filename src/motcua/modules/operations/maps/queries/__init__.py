"""Every way to ask for a map."""

from .sheets import choosable, sheet

__all__ = ["choosable", "sheet"]
