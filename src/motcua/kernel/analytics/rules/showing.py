"""A figure as people read it."""

from decimal import Decimal
from fractions import Fraction

from motcua.ui import words

from ..types import Indicator, Kind

PLACES_OF_A_SHARE = 1


def shown(value: Fraction | None, indicator: Indicator) -> str:
    """Return a figure as people read it: ``1.234``, ``99,7 %``, ``4,5``; without what it counts."""
    if value is None:
        return "–"
    if indicator.kind is Kind.SHARE:
        rounded = _rounded(value, PLACES_OF_A_SHARE, per=100)
        return f"{words.as_number(rounded, PLACES_OF_A_SHARE)} %"
    places = indicator.places or (1 if indicator.kind is Kind.AVERAGE else 0)
    return words.as_number(_rounded(value, places), places)


def _rounded(value: Fraction, places: int, *, per: int = 1) -> Decimal:
    """Round exactly, halves away from 0: what is rounded first, many figures have in common."""
    amount = abs(value.numerator) * per * 10**places
    whole = (2 * amount + value.denominator) // (2 * value.denominator)
    return Decimal(whole if value.numerator >= 0 else -whole).scaleb(-places)
