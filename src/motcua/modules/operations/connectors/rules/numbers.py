"""Values as people and machines write them, and as they are kept: whole, in 10^-scale."""

from decimal import ROUND_HALF_EVEN, Decimal, InvalidOperation
from typing import Any

from motcua.ui import words

from ..types import LARGEST


class NotANumber(ValueError):
    """The text is no number, or one too large to be a figure."""


class TooFine(ValueError):
    """The number has more decimals than the series."""


def read_typed(text: str, scale: int) -> int:
    """Read a value as Vietnamese write it: ``1.234,5``.

    Raises:
        NotANumber: It is none.
        TooFine: It has more decimals than the series; what somebody typed is not rounded.
    """
    number = words.read_number(text)
    if number is None:
        raise NotANumber
    kept = number.scaleb(scale)
    if kept != kept.to_integral_value():
        raise TooFine
    return _bounded(int(kept))


def rounded(value: Any, scale: int) -> int:
    """Read a value as a machine gives it, rounded to the decimals of the series.

    Raises:
        NotANumber: It is none.
    """
    try:
        number = Decimal(str(value).strip())
        return _bounded(int(number.scaleb(scale).quantize(Decimal(1), ROUND_HALF_EVEN)))
    except (InvalidOperation, ValueError, OverflowError) as error:
        raise NotANumber from error


def as_typed(value: int | None, scale: int) -> str:
    """Return a value as it stands in its box: ``1234,5``; :func:`read_typed` reads it back."""
    if value is None:
        return ""
    return f"{Decimal(value).scaleb(-scale):f}".replace(".", ",")


def _bounded(value: int) -> int:
    if abs(value) >= LARGEST:
        raise NotANumber
    return value
