"""The door: what other modules may use."""

from .errors import AreaTaken, DrawnLater, NoShape, NoSuchArea
from .events import AreaCreated, BoundaryDrawn
from .queries import (
    boundaries_mark,
    boundary_ids,
    find_area,
    full_name,
    full_names,
    get_area,
    get_boundaries,
    list_children,
    list_wards,
)
from .types import AreaInfo, AreaKind, BoundaryInfo
from .use_cases import create_area, draw_boundary

__all__ = [
    "AreaCreated",
    "AreaInfo",
    "AreaKind",
    "AreaTaken",
    "BoundaryDrawn",
    "BoundaryInfo",
    "DrawnLater",
    "NoShape",
    "NoSuchArea",
    "boundaries_mark",
    "boundary_ids",
    "create_area",
    "draw_boundary",
    "find_area",
    "full_name",
    "full_names",
    "get_area",
    "get_boundaries",
    "list_children",
    "list_wards",
]
