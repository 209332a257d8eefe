"""Numbers as people type them, and as they are kept."""

import re
from fractions import Fraction

from ..types import Faulty, Wrong

_GROUPED = re.compile(r"\d{1,3}(\.\d{3})+(,\d+)?")
_PLAIN = re.compile(r"\d+([.,]\d+)?")


def read_number(text: str, *, places: int = 0) -> Fraction | None:
    """Read ``1250``, ``1.250`` or ``1.250,5``; nothing typed is None.

    Raises:
        Faulty: It is no number, below 0, or finer than the cell allows.
    """
    plain = re.sub(r"\s", "", text)
    if not plain:
        return None
    if plain.startswith(("-", "−")) and _is_number(plain[1:]):
        raise Faulty(Wrong.NEGATIVE)
    if not _is_number(plain):
        raise Faulty(Wrong.NOT_A_NUMBER, text.strip()[:20])
    if _GROUPED.fullmatch(plain):
        plain = plain.replace(".", "")
    value = Fraction(plain.replace(",", "."))
    if (value * 10**places).denominator != 1:
        raise Faulty(Wrong.TOO_FINE if places else Wrong.NOT_WHOLE, places)
    return value


def _is_number(text: str) -> bool:
    return bool(_GROUPED.fullmatch(text) or _PLAIN.fullmatch(text))


def kept(values: dict[str, Fraction | None]) -> dict[str, str]:
    """Return numbers as they are kept: ``12`` or ``7/3``; what is empty is left out."""
    return {key: str(value) for key, value in values.items() if value is not None}


def read_kept(stored: dict[str, str]) -> dict[str, Fraction | None]:
    """Read what :func:`kept` wrote."""
    return {key: Fraction(text) for key, text in stored.items()}
