"""Pure rules: what may be drawn on a map."""

from collections.abc import Mapping
from typing import Any

SMALLEST_RING = 4  # a triangle, closed
MOST_EAST, MOST_NORTH = 180, 90


def is_outline(shape: Mapping[str, Any]) -> bool:
    """Tell whether a GeoJSON geometry is a polygon, or several, of closed rings on the globe."""
    kind, given = shape.get("type"), shape.get("coordinates")
    polygons: Any = {"Polygon": [given], "MultiPolygon": given}.get(str(kind))
    try:
        return bool(polygons) and all(
            polygon and all(_is_ring(ring) for ring in polygon) for polygon in polygons
        )
    except (TypeError, ValueError):
        return False


def _is_ring(ring: Any) -> bool:
    if len(ring) < SMALLEST_RING or ring[0] != ring[-1]:
        return False
    return all(abs(east) <= MOST_EAST and abs(north) <= MOST_NORTH for east, north in ring)
