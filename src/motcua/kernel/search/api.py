"""The door: what other modules may use."""

from .queries import search
from .types import Document, Hit, Kind
from .use_cases import forget, index, replace_all

__all__ = ["Document", "Hit", "Kind", "forget", "index", "replace_all", "search"]
