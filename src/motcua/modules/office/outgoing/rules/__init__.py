"""The decree as pure functions."""

from .numbers import date_line, default_symbol, number_text, roman, symbol_of
from .signers import signer_lines
from .texts import (
    POINTS,
    compare,
    mark_of_secrecy,
    missing_parts,
    parse_body,
    plain_lines,
    points_out_of_order,
)

__all__ = [
    "POINTS",
    "compare",
    "date_line",
    "default_symbol",
    "mark_of_secrecy",
    "missing_parts",
    "number_text",
    "parse_body",
    "plain_lines",
    "points_out_of_order",
    "roman",
    "signer_lines",
    "symbol_of",
]
