"""Dates, addresses of the net and numbers: how people write them, how they are kept."""

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

from jsonschema import FormatChecker

CHECKER = FormatChecker(formats=())
LOCAL = timezone(timedelta(hours=7))

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_EMAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
_URI = re.compile(r"https?://[^\s/$.?#][^\s]*")
_INSTANT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?([+-][0-9]{2}:[0-9]{2}|Z)"
)


@CHECKER.checks("date")
def is_date(value: object) -> bool:
    """Tell whether a text is a day of the calendar, as 2024-03-12."""
    return not isinstance(value, str) or as_date(value) is not None


@CHECKER.checks("email")
def is_email(value: object) -> bool:
    """Tell whether a text is an address of mail."""
    return not isinstance(value, str) or bool(_EMAIL.fullmatch(value))


@CHECKER.checks("uri")
def is_uri(value: object) -> bool:
    """Tell whether a text is the address of a site."""
    return not isinstance(value, str) or bool(_URI.fullmatch(value))


@CHECKER.checks("date-time")
def is_instant(value: object) -> bool:
    """Tell whether a text is an instant with its zone."""
    return not isinstance(value, str) or as_instant(value) is not None


FORMATS = {"date": is_date, "email": is_email, "uri": is_uri, "date-time": is_instant}


def as_date(text: str) -> date | None:
    """Return the day that ``text`` (2024-03-12) names."""
    try:
        return date.fromisoformat(text) if _DATE.fullmatch(text) else None
    except ValueError:
        return None


def as_instant(text: str) -> datetime | None:
    """Return the instant that ``text`` (2024-03-12T08:30+07:00) names."""
    try:
        return datetime.fromisoformat(text) if _INSTANT.fullmatch(text) else None
    except ValueError:
        return None


def is_partial_date(text: str) -> bool:
    """Tell whether a text is a year, a month of a year, or a day of the calendar."""
    filled = text + "-01" * {4: 2, 7: 1}.get(len(text), 0)
    return as_date(filled) is not None


# -------------------------------------------------------------------------------------- dates
def date_parts(value: Any) -> Mapping[str, str]:
    """Return day, month and year as they stand in the three boxes; what is no date, as typed."""
    text = value if isinstance(value, str) else ""
    if re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", text):
        year, month, day = [*text.split("-"), "", ""][:3]
    elif text.count("/") == 2:  # noqa: PLR2004 - day, month, year
        day, month, year = text.split("/")
    else:
        day, month, year = text, "", ""
    return {"day": day, "month": month, "year": year}


def read_date(day: str, month: str, year: str, *, partial: bool) -> str:
    """Return an ISO date from the three boxes, or what was typed, joined to be shown again."""
    if day and not month and not year:
        return read_typed_date(day, partial=partial)
    day, month, year = (box.replace("/", "-") for box in (day, month, year))
    typed = f"{day}/{month}/{year}"
    if partial and not day and re.fullmatch(r"[0-9]{4}", year):
        iso = f"{year}-{month:0>2}" if month else year
        return iso if re.fullmatch(r"[0-9]{0,2}", month) and is_partial_date(iso) else typed
    if not re.fullmatch(r"[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}", typed):
        return typed
    iso = f"{year}-{month:0>2}-{day:0>2}"
    return iso if as_date(iso) else typed


def read_typed_date(text: str, *, partial: bool) -> str:
    """Return an ISO date from 12/03/2024, 12.3.2024 or 12032024; else the text itself."""
    if as_date(text) or (partial and len(text) in {4, 7} and is_partial_date(text)):
        return text
    text = re.sub(r"\s*/\s*", "/", text)
    if not text.strip("/"):
        return ""
    parts = re.split(r"\s*[/.\-\s]\s*", text)
    if re.fullmatch(r"[0-9]{8}", text):
        parts = [text[:2], text[2:4], text[4:]]
    if partial and len(parts) == 2:  # noqa: PLR2004 - month and year
        parts = ["", *parts]
    if len(parts) != 3 or not all(parts[1:]):  # noqa: PLR2004
        return text
    iso = read_date(*parts, partial=partial)
    return text if "/" in iso else iso


def shown_date(value: str) -> str:
    """Return 12/03/2024, 03/2024 or 2024; what is no date, as it stands."""
    return "/".join(reversed(value.split("-"))) if is_partial_date(value) else value


def read_instant(text: str) -> str:
    """Return an ISO instant from "08:30 12/03/2024" or "12/03/2024 08:30"; else the text itself."""
    found = re.search(r"\b([0-9]{1,2})\s*[:hg]\s*([0-9]{2})\b", text)
    if as_instant(text) or not found:
        return text
    rest = (text[: found.start()] + text[found.end() :]).strip(" ,-")
    day, time = read_typed_date(rest, partial=False), read_time(found[0])
    iso = f"{day}T{time}:00+07:00"
    return iso if as_instant(iso) else text


def shown_instant(value: str) -> str:
    """Return 08:30 12/03/2024, on the clock of Việt Nam; anything finer as it stands."""
    at = as_instant(value)
    if at is None or at.second or at.microsecond or at.utcoffset() != LOCAL.utcoffset(None):
        return value
    return at.strftime("%H:%M %d/%m/%Y")


def read_time(text: str) -> str:
    """Return 08:30 from 8:30, 8h30, 8 giờ 30 or 8h; else the text itself."""
    found = re.fullmatch(
        r"([0-9]{1,2})\s*(?::|h|g|giờ|\.)\s*([0-9]{2})?\s*(?:phút|p)?", text.lower()
    )
    if not found:
        return text
    hour, minute = int(found[1]), int(found[2] or 0)
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else text  # noqa: PLR2004


# ------------------------------------------------------------------------------------ numbers
_GROUPED = re.compile(r"-?[0-9]{1,3}([. \u00a0][0-9]{3})+(,[0-9]+)?")
_DECIMAL = re.compile(r"-?([0-9]{1,30}|[0-9]{1,15}[.,][0-9]{1,15})")


def read_number(text: str) -> int | float | str:
    """Return a number as Vietnamese write it (1.250.000 or 1250,5); else the text itself."""
    if _GROUPED.fullmatch(text):
        text_of_number = re.sub(r"[. \u00a0]", "", text).replace(",", ".")
    elif _DECIMAL.fullmatch(text):
        text_of_number = text.replace(",", ".")
    else:
        return text
    return float(text_of_number) if "." in text_of_number else int(text_of_number)


def typed_number(value: Any) -> str:
    """Return a number as it stands in its box: 1250,5."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return "" if value is None else str(value)
    return f"{Decimal(repr(value)):f}".replace(".", ",").removesuffix(",0")


# --------------------------------------------------------------------------------- only digits
_DIGITS = re.compile(r"\^([0-9]*)(?:\\d|\[0-9\])\{([0-9]+)(?:,([0-9]+))?\}\$")


def digits_of(pattern: str) -> tuple[str, int, int] | None:
    """Return what a pattern of digits wants: how it begins, the least and the greatest length."""
    found = _DIGITS.fullmatch(pattern)
    if not found:
        return None
    begin, least = found[1], int(found[2])
    return begin, len(begin) + least, len(begin) + int(found[3] or least)


def read_digits(text: str, pattern: str) -> str:
    """Return a number without the spaces, dots and dashes of its writer."""
    bare = re.sub(r"[\s.\-–()]", "", text)
    for tried in (bare, re.sub(r"^\+?84(?=[0-9]{9}$)", "0", bare)):
        if re.search(pattern, tried, re.ASCII):
            return tried
    return bare if bare.isdigit() else text
