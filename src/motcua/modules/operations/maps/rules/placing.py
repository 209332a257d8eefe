"""Where names stand on a map: in their wards, or beside it with a line where they would overlap."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

LETTER, HEIGHT = 11.0, 50.0  # of a name in drawing units
LEAST = 96.0  # as wide as a figure at least
BESIDE = 240  # how wide the column beside the map is
MOST_BESIDE = 12


@dataclass(frozen=True, slots=True)
class Wanted:
    """A name that wants to stand somewhere; larger wards choose first.

    Attributes:
        width: How many letters it has.
        size: That of its ward.
    """

    key: str
    width: int
    at: tuple[float, float]
    size: float


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a name stands; beside the map a line leads from its ward to it."""

    x: float
    y: float
    is_beside: bool = False


def place(names: Iterable[Wanted], *, width: int, height: int) -> Mapping[str, Spot]:
    """Return where names stand; those for which there is no room anywhere are left out."""
    inside: dict[str, Spot] = {}
    boxes: list[tuple[float, float, float]] = []
    crowded: list[Wanted] = []
    for each in sorted(names, key=lambda one: -one.size):
        box = (*each.at, max(each.width * LETTER, LEAST) / 2)
        if any(_overlap(box, other) for other in boxes):
            crowded.append(each)
        else:
            boxes.append(box)
            inside[each.key] = Spot(*each.at)
    return inside | _beside(crowded[:MOST_BESIDE], x=width + 30.0, height=height)


def _overlap(one: tuple[float, float, float], two: tuple[float, float, float]) -> bool:
    return abs(one[0] - two[0]) < one[2] + two[2] and abs(one[1] - two[1]) < HEIGHT


def _beside(crowded: Sequence[Wanted], *, x: float, height: int) -> dict[str, Spot]:
    """Return a column beside the map, in the order from north to south so that no lines cross."""
    ordered = sorted(crowded, key=lambda one: one.at[1])
    middle = sum(each.at[1] for each in ordered) / len(ordered) if ordered else 0.0
    tall = HEIGHT * 1.25
    first = middle - tall * (len(ordered) - 1) / 2
    first = min(max(first, tall / 2), max(tall / 2, height - tall * (len(ordered) - 0.5)))
    return {
        each.key: Spot(x, round(first + nth * tall, 1), is_beside=True)
        for nth, each in enumerate(ordered)
    }
