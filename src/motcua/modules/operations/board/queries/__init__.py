"""Every way to ask for fields and tiles."""

from .fields import fields, list_fields
from .tiles import tiles

__all__ = ["fields", "list_fields", "tiles"]
