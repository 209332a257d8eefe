"""How far figures miss their targets, so that the worst stands first."""

from dataclasses import replace
from fractions import Fraction

from motcua.kernel.analytics import api as analytics


def misses(value: Fraction | None, each: analytics.Indicator) -> bool:
    """Tell whether a figure misses the target of its indicator."""
    if value is None or each.target is None:
        return False
    if each.direction is analytics.Direction.NONE:
        return False
    is_down = each.direction is analytics.Direction.DOWN
    return value > each.target if is_down else value < each.target


def shortfall(value: Fraction | None, each: analytics.Indicator) -> float:
    """Return how far a figure misses its target, as a part of the target; 0 where it does not."""
    if value is None or each.target is None or not misses(value, each):
        return 0.0
    return float(abs(value - each.target) / (abs(each.target) or 1))


def is_flow(each: analytics.Indicator) -> bool:
    """Tell whether a figure is a sum over its period, so that half a period has half of it."""
    over_all = any(term.over is analytics.Over.PERIOD for term in each.numerator)
    return each.kind is analytics.Kind.COUNT and (over_all or not each.numerator)


def grows_by_itself(each: analytics.Indicator) -> bool:
    """Tell whether a figure gets worse by waiting: what is promised counts on the day it is due."""
    ends = all(term.over is analytics.Over.END for term in each.numerator)
    is_worse_up = each.direction is analytics.Direction.DOWN
    return bool(each.numerator) and not each.denominator and ends and is_worse_up


def growth(each: analytics.Indicator) -> analytics.Indicator:
    """Return what a figure that grows by itself grows by: the same, counted over a period."""
    over_it = (replace(term, over=analytics.Over.PERIOD) for term in each.numerator)
    return replace(each, numerator=tuple(over_it))
