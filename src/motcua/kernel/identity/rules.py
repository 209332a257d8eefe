"""Numbers, names and attempts: what follows from the law and from caution."""

import re
import unicodedata
from datetime import date, datetime, timedelta
from enum import StrEnum

_TWELVE_DIGITS = re.compile(r"[0-9]{12}")
MOST_FAILURES = {"name": 5, "address": 50}
THROTTLE_FOR = timedelta(minutes=5)


class NumberDoubt(StrEnum):
    """What does not fit between a personal number and what is known about its holder."""

    BIRTH_YEAR = "BIRTH_YEAR"
    GENDER = "GENDER"


def is_personal_number(text: str) -> bool:
    """Tell whether ``text`` is a personal identification number: twelve digits, no check digit.

    Law:
        ND 137/2015, art. 13; L 26/2023
    """
    return _TWELVE_DIGITS.fullmatch(text) is not None


def doubts(*, number: str, birth_date: date | None, gender: str) -> tuple[NumberDoubt, ...]:
    """Compare digits 4 to 6 of a personal number with birth date and sex.

    The answer is a warning and never a refusal: the number does not always change at once when sex
    or birth year are corrected. Digit 4 tells century and sex: 0 and 1 are a man and a woman born
    in the 1900s, 2 and 3 in the 2000s, and so on.

    Law:
        ND 137/2015, art. 13; TT 59/2021, art. 4
    """
    if not is_personal_number(number):
        return ()
    century, is_woman = divmod(int(number[3]), 2)
    found = []
    if birth_date is not None and birth_date.year != 1900 + 100 * century + int(number[4:6]):
        found.append(NumberDoubt.BIRTH_YEAR)
    if gender and (gender == "FEMALE") != bool(is_woman):
        found.append(NumberDoubt.GENDER)
    return tuple(found)


def tidy_name(text: str) -> str:
    """Return a name in composed letters, with single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def name_for_sorting(full_name: str) -> str:
    """Return a Vietnamese name as lists are sorted: given name, family name, middle names.

    >>> name_for_sorting("Nguyễn Thị Lan Anh")
    'Anh Nguyễn Thị Lan'
    """
    *before, given = tidy_name(full_name).split(" ")
    return " ".join([given, *before])


def is_throttled(*, kind: str, failures: int, since: datetime, at: datetime) -> bool:
    """Tell whether a name or an address has failed so often that it must wait.

    Five wrong passwords lock a name for five minutes. An address may fail more often: many people
    sit behind the one of an office.

    Law:
        TCVN 14423:2026, 5.5.2.2
    """
    return failures >= MOST_FAILURES[kind] and at - since < THROTTLE_FOR
