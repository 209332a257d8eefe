"""How far figures miss their targets, so that the worst stands first."""

from fractions import Fraction

from motcua.kernel.analytics import api as analytics


def shortfall(value: Fraction | None, each: analytics.Indicator) -> float:
    """Return how far a figure that misses its target misses it, as a part of the target."""
    if value is None or each.target is None:
        return 0.0
    return float(abs(value - each.target) / (abs(each.target) or 1))
