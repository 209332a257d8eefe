"""How far a target is."""

from decimal import Decimal

from ..types import Direction

ALL = 100


def has_reached(value: Decimal | None, *, aim: Decimal, direction: str) -> bool:
    """Tell whether a value is what a target asks for."""
    if value is None:
        return False
    return value <= aim if direction == Direction.DOWN else value >= aim


def percent_of(value: Decimal | None, *, aim: Decimal, direction: str) -> int:
    """Return how far a value is on its way to the aim, from 0 to 100; 100 only when it is there."""
    if value is None or value < 0:
        return 0
    if has_reached(value, aim=aim, direction=direction):
        return ALL
    part = aim / value if direction == Direction.DOWN else value / aim
    return min(int(part * ALL), ALL - 1)
