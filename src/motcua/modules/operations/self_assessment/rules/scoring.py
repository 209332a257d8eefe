"""Points and indices."""

from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal

from ..types import Component, Way

ALL = Decimal(100)
_CENT = Decimal("0.01")


def points_of(component: Component, value: Decimal | None) -> Decimal:
    """Return the points of a component for a value; without a value none.

    By ratio: in proportion up to the value that has all points. By steps: the share of the best
    step that is reached. Yes or no: all or nothing; yes is any value above zero.
    """
    if value is None or value <= 0:
        return Decimal(0)
    if component.way is Way.YES_NO:
        share = Decimal(1)
    elif component.way is Way.STEPS:
        reached = [share for least, share in component.steps if value >= least]
        share = max(reached, default=Decimal(0)) / ALL
    else:
        share = min(value / (component.full_at or ALL), Decimal(1))
    return (component.most * share).quantize(_CENT, ROUND_HALF_UP)


def index_of(components: Iterable[Component], points: Mapping[str, Decimal]) -> Decimal:
    """Return the index of a unit: Σ points ÷ Σ most points × 100, to two decimals."""
    every = list(components)
    most = sum((each.most for each in every), Decimal(0))
    if not most:
        return Decimal(0)
    reached = sum((points.get(each.code, Decimal(0)) for each in every), Decimal(0))
    return (reached / most * ALL).quantize(_CENT, ROUND_HALF_UP)
