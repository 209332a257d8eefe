"""How likely a promise is broken: shares of the past, drawn towards those of more of the past."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from .types import Cell, Chance, Key

STRENGTH = 10  # a cell of ten is believed half, the rest is what the unit does otherwise
STEPS_OF_DAYS = (1, 2, 3, 4, 6, 11)  # working days left are told apart from these on
MOST_DAYS = STEPS_OF_DAYS[-1]
LIKELY = 0.5
NONE = Cell()
Table = Mapping[Key, Cell]


def time_left(days: int) -> int:
    """Return the step to which a number of working days belongs: 4 and 5 are 4, above 10 is 11."""
    return max((each for each in STEPS_OF_DAYS if each <= days), default=STEPS_OF_DAYS[0])


def parents(key: Key) -> tuple[Key, Key, Key]:
    """Return a cell, that of its unit, and that of the house, each with as much time left."""
    return key, Key(key.unit_id, "", "", key.days_left), Key(None, "", "", key.days_left)


def table(counted: Iterable[tuple[Key, Cell]]) -> dict[Key, Cell]:
    """Return the cells with those of units and of the house, which are sums of them."""
    cells: defaultdict[Key, Cell] = defaultdict(Cell)
    for key, cell in counted:
        for each in parents(key):
            cells[each] = cells[each] + cell
    return dict(cells)


def chance(key: Key, cells: Table) -> Chance:
    """Return how likely the promise of a dossier is broken.

    The share of those alike that were late. Few of them say little, so as many as
    :data:`STRENGTH` are added that went as all of the unit did, and to these as many that went as
    all of the house did (the mean of a beta distribution with that share as its prior).
    """
    own, unit, house = (cells.get(each, NONE) for each in parents(key))
    of_house = (house.late + 1) / (house.number + 2)
    of_unit = (unit.late + STRENGTH * of_house) / (unit.number + STRENGTH)
    return Chance(chance=(own.late + STRENGTH * of_unit) / (own.number + STRENGTH), alike=own)
