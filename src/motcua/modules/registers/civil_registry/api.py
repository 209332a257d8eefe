"""The door: what other modules may use."""

from .events import BirthRegistered, EntryAnnotated
from .permissions import VIEW
from .queries import count_entries

__all__ = ["VIEW", "BirthRegistered", "EntryAnnotated", "count_entries"]
