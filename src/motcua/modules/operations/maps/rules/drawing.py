"""From longitudes and latitudes to a drawing, and to the middle of a shape."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from math import cos, radians
from typing import Any

from ..types import Position

Shape = Mapping[str, Any]  # a GeoJSON Polygon or MultiPolygon
SCAN_LINES = 11
CORNERS = 48  # of an outline are enough to tell where its middle is


def rings_of(shape: Shape) -> Iterator[list[Position]]:
    """Yield the outlines of a shape and of its holes."""
    given = shape["coordinates"]
    for polygon in [given] if shape["type"] == "Polygon" else given:
        for ring in polygon:
            yield [(east, north) for east, north, *_height in ring]


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """How a part of the globe lies on a drawing; a city is small enough to be flat."""

    west: float
    north: float
    across: float  # drawing units for a degree of longitude
    down: float  # for a degree of latitude
    width: int
    height: int

    def at(self, position: Position) -> tuple[float, float]:
        """Return where a position lies on the drawing."""
        east, north = position
        return (
            round((east - self.west) * self.across, 1),
            round((self.north - north) * self.down, 1),
        )

    def size(self, shape: Shape) -> float:
        """Return the area of the box around a shape, to tell large ones from small ones."""
        points = [self.at(point) for ring in rings_of(shape) for point in ring]
        across, down = [x for x, _y in points], [y for _x, y in points]
        return (max(across) - min(across)) * (max(down) - min(down))

    def path(self, shape: Shape) -> str:
        """Return a shape as the data of an SVG path."""
        return "".join(
            "M" + "L".join(f"{x:g} {y:g}" for x, y in map(self.at, ring[:-1])) + "Z"
            for ring in rings_of(shape)
        )


def frame_of(shapes: Collection[Shape], *, width: int, margin: float = 0.02) -> Frame:
    """Return the frame, so many units wide, that holds all shapes with a margin around."""
    points = [point for shape in shapes for ring in rings_of(shape) for point in ring]
    easts, norths = [east for east, _north in points], [north for _east, north in points]
    room = margin * max(max(easts) - min(easts), max(norths) - min(norths))
    west, east = min(easts) - room, max(easts) + room
    south, north = min(norths) - room, max(norths) + room
    across = width / (east - west)
    down = across / cos(radians((south + north) / 2))
    height = max(round((north - south) * down), 1)
    return Frame(west=west, north=north, across=across, down=down, width=width, height=height)


def inner_point(shape: Shape) -> Position:
    """Return a point well inside a shape: of the middles of its stretches that farthest inside."""
    rings = [_thinned(ring) for ring in rings_of(shape)]
    norths = [north for ring in rings for _east, north in ring]
    low, high = min(norths), max(norths)
    narrow = cos(radians((low + high) / 2))
    found = (-1.0, rings[0][0])
    for nth in range(1, SCAN_LINES + 1):
        north = low + (high - low) * nth / (SCAN_LINES + 1)
        crossed = sorted(_crossings(rings, north))
        for west, east in zip(crossed[::2], crossed[1::2], strict=False):
            middle = ((west + east) / 2, north)
            found = max(found, (_room(middle, rings, narrow), middle))
    return found[1]


def _thinned(ring: list[Position]) -> list[Position]:
    """Return an outline with fewer corners, closed."""
    stride = max(1, len(ring) // CORNERS)
    return [*ring[:-1:stride], ring[0]]


def _room(position: Position, rings: list[list[Position]], narrow: float) -> float:
    """Return how far a position is from the nearest outline, in degrees of latitude."""
    here = complex(position[0] * narrow, position[1])
    return min(
        _distance(here, complex(one[0] * narrow, one[1]), complex(two[0] * narrow, two[1]))
        for ring in rings
        for one, two in pairwise(ring)
    )


def _distance(point: complex, start: complex, end: complex) -> float:
    """Return how far a point is from a stretch."""
    along = end - start
    length = abs(along) ** 2
    part = ((point - start) * along.conjugate()).real / length if length else 0.0
    return abs(point - start - along * min(max(part, 0.0), 1.0))


def _crossings(rings: list[list[Position]], north: float) -> Iterator[float]:
    """Yield where outlines cross a latitude."""
    for ring in rings:
        for (east, here), (then_east, there) in pairwise(ring):
            if (here > north) != (there > north):
                yield east + (north - here) / (there - here) * (then_east - east)
