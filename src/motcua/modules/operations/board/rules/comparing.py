"""Units beside each other: which is worst, which place one has, what the whole has besides."""

from collections.abc import Collection
from fractions import Fraction

from motcua.kernel.analytics import api as analytics

Key = tuple[bool, Fraction]


def worst_first(value: Fraction | None, each: analytics.Indicator) -> Key:
    """Return a key that sorts the worst first; where nothing is worse, the most first."""
    if value is None:
        return True, Fraction(0)
    return False, value if each.direction is analytics.Direction.UP else -value


def place(mine: Fraction, others: Collection[Fraction], each: analytics.Indicator) -> int | None:
    """Return the place among others, 1 the best; None where nothing is better or worse."""
    if each.direction is analytics.Direction.NONE:
        return None
    is_up = each.direction is analytics.Direction.UP
    return 1 + sum(1 for other in others if (other > mine if is_up else other < mine))


def rest(whole: analytics.Measure, parts: Collection[analytics.Measure]) -> analytics.Measure:
    """Return what the whole has besides its parts."""
    return analytics.Measure(
        whole.numerator - sum(part.numerator for part in parts),
        whole.denominator - sum(part.denominator for part in parts),
        whole.as_of,
    )
