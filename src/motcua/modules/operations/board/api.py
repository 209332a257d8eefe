"""The door: what other modules may use."""

from .queries import choices, fields, in_words, tiles
from .rules import as_query, name_of
from .types import Asked, Change, FieldInfo, Point, Tile

__all__ = [
    "Asked",
    "Change",
    "FieldInfo",
    "Point",
    "Tile",
    "as_query",
    "choices",
    "fields",
    "in_words",
    "name_of",
    "tiles",
]
