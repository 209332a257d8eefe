"""Numbers, symbols and days as they are printed."""

import re
from datetime import date

_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_SMALL = 10
_TWO_DIGIT_MONTHS = 2


def number_text(number: int) -> str:
    """Return a number as printed: one zero before 1 to 9, and none after.

    Law:
        ND 30/2020, annex I
    """
    return f"{number:02d}"


def symbol_of(*, kind: str, agency: str, drafting: str = "") -> str:
    """Return the symbol that follows a number.

    Args:
        kind: The abbreviation of the kind; empty for letters.
        agency: The abbreviation of the issuing agency.
        drafting: That of the drafting unit; it stands in letters only.

    Law:
        ND 30/2020, annex I
    """
    parts = [kind, agency] if kind else [agency, drafting]
    return "-".join(part for part in parts if part)


def date_line(place: str, day: date) -> str:
    """Return the line of place and day: zeros before days under 10 and months 1 and 2 only.

    Law:
        ND 30/2020, annex I
    """
    month = f"{day.month:02d}" if day.month <= _TWO_DIGIT_MONTHS else str(day.month)
    return f"{place}, ngày {day.day:02d} tháng {month} năm {day.year}"


def roman(number: int) -> str:
    """Return a small number in Roman figures, as appendices are numbered."""
    out = ""
    for value, letters in _ROMAN:
        while number >= value:
            out, number = out + letters, number - value
    return out


_KNOWN = (
    (re.compile(r"^Ủy ban nhân dân", re.IGNORECASE), "UBND"),
    (re.compile(r"^Hội đồng nhân dân", re.IGNORECASE), "HĐND"),
    (re.compile(r"^Văn phòng", re.IGNORECASE), "VP"),
)
_LEFT_OUT = {"phòng", "ban", "và", "quận", "huyện", "phường", "xã", "thành", "phố"}


def default_symbol(name: str) -> str:
    """Return the abbreviation that a unit has unless its letterhead says another."""
    for pattern, symbol in _KNOWN:
        if pattern.search(name):
            return symbol
    words = re.findall(r"\w+", name.split(" quận ", maxsplit=1)[0].split(" phường ", maxsplit=1)[0])
    return "".join(word[0].upper() for word in words if word.casefold() not in _LEFT_OUT)
