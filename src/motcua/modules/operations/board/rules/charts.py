"""Where the lines of a chart run: numbers in, points of a drawing out."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from math import ceil, floor, log10

WIDTH, HEIGHT = 480, 240
LEFT, RIGHT, TOP, BOTTOM = 64, 12, 12, 34
_TICKS = 4
_ROUND = (1, 2, 5, 10)
_HAIR = 1e-9  # of a step: what counting in binary adds or takes away
Values = Sequence[float | None]


@dataclass(frozen=True, slots=True)
class Dot:
    """A point of a line, and which value of the series it is."""

    nth: int
    x: float
    y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Lines within ``WIDTH`` × ``HEIGHT``; a gap in a series parts its line.

    Attributes:
        ticks: Value and height of each line across.
        columns: Where along the width each value of a series stands.
    """

    now: tuple[tuple[Dot, ...], ...]
    before: tuple[tuple[Dot, ...], ...]
    columns: tuple[float, ...]
    ticks: tuple[tuple[float, float], ...]
    target_y: float | None


def chart(now: Values, before: Values, target: float | None = None) -> Chart | None:
    """Return the lines of a series and of the same a year before; None without two values."""
    if sum(value is not None for value in now) < 2:  # noqa: PLR2004 - no line through one point
        return None
    ticks = _ticks([value for value in (*now, *before, target) if value is not None])
    low, high = ticks[0], ticks[-1]
    step = (WIDTH - LEFT - RIGHT) / (len(now) - 1)
    columns = tuple(round(LEFT + step * nth, 1) for nth in range(len(now)))

    def height(value: float) -> float:
        return round(TOP + (HEIGHT - TOP - BOTTOM) * (high - value) / (high - low), 1)

    def lines(values: Values) -> tuple[tuple[Dot, ...], ...]:
        runs = groupby(enumerate(values), key=lambda one: one[1] is None)
        return tuple(
            tuple(Dot(nth, columns[nth], height(value)) for nth, value in run if value is not None)
            for is_gap, run in runs
            if not is_gap
        )

    return Chart(
        now=lines(now),
        before=lines(before),
        columns=columns,
        ticks=tuple((value, height(value)) for value in ticks),
        target_y=None if target is None else height(target),
    )


def _ticks(known: Sequence[float]) -> list[float]:
    """Return round values from below the least to above the greatest."""
    low, high = min(known), max(known)
    span = (high - low) or abs(high) or 1.0
    power = 10.0 ** floor(log10(span / _TICKS))
    step = next(power * each for each in _ROUND if power * each * _TICKS >= span)
    first = floor(low / step + _HAIR)
    last = max(ceil(high / step - _HAIR), first + 1)
    return [round(nth * step, 12) for nth in range(first, last + 1)]
