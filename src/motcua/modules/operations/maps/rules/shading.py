"""Which step of a scale a figure belongs to."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

MOST = 5


def steps(values: Iterable[float]) -> list[tuple[float, float]]:
    """Return the smallest and largest value of each step; about as many values in each."""
    known = sorted(set(values))
    amount = min(MOST, len(known))
    bounds = [round(nth * len(known) / amount) for nth in range(amount + 1)] if amount else [0]
    return [(known[first], known[end - 1]) for first, end in pairwise(bounds)]


def step_of(value: float | None, scale: Sequence[tuple[float, float]]) -> int:
    """Return the step of a value, from 1 upwards; 0 without one."""
    if value is None:
        return 0
    return next((nth for nth, (_low, high) in enumerate(scale, 1) if value <= high), len(scale))
