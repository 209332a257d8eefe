"""Every way to ask for fields and tiles."""

from .fields import fields, list_fields, shipped
from .opened import opened
from .overview import field_page, overview
from .periods import choices, days_left, in_words
from .tiles import draw, tiles
from .whose import whose

__all__ = [
    "choices",
    "days_left",
    "draw",
    "field_page",
    "fields",
    "in_words",
    "list_fields",
    "opened",
    "overview",
    "shipped",
    "tiles",
    "whose",
]
