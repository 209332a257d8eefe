"""The door: what other modules may use."""

from .errors import AreaTaken, NoSuchArea
from .events import AreaCreated
from .queries import find_area, full_name, full_names, get_area, list_children, list_wards
from .types import AreaInfo, AreaKind
from .use_cases import create_area

__all__ = [
    "AreaCreated",
    "AreaInfo",
    "AreaKind",
    "AreaTaken",
    "NoSuchArea",
    "create_area",
    "find_area",
    "full_name",
    "full_names",
    "get_area",
    "list_children",
    "list_wards",
]
