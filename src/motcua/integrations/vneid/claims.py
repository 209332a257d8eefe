"""What the national identity system says about a person, in our terms."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from motcua.kernel.identity import api as identity

_DATES = ("%Y%m%d", "%d/%m/%Y", "%Y-%m-%d", "%d%m%Y")
_GENDERS = {
    "1": identity.Gender.MALE,
    "nam": identity.Gender.MALE,
    "2": identity.Gender.FEMALE,
    "nữ": identity.Gender.FEMALE,
}
_DISTRICT = re.compile(r"(quận|huyện|thị xã|thành phố|tp\.?)\s", re.IGNORECASE)
_NAMES_OF_PARTS = {
    "TenTinhThanh": "tinh",
    "TenQuanHuyen": "huyen",
    "TenPhuongXa": "xa",
    "ChiTiet": "chi_tiet",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Claims:
    """The claims that we use. Ethnicity, religion and blood group are left where they are.

    ``key`` is what the account is known by: the personal number, or the account's id at VNeID when
    there is none.
    """

    key: str
    personal_number: str | None
    full_name: str
    birth_date: date | None = None
    gender: str = ""
    phone: str = ""
    email: str = ""
    address: Mapping[str, str] | None = None
    nationality: str = ""


def read(given: Mapping[str, Any]) -> Claims:
    """Read the answer of the provider.

    Raises:
        ValueError: It names neither a number nor an account, or no name.
    """
    number = _text(given, "SoDinhDanh")
    key, name = number or _text(given, "sub") or _text(given, "TechID"), _text(given, "HoVaTen")
    if not key or not name:
        raise ValueError("the identity provider names neither a number nor an account, or no name")
    if number and not identity.is_personal_number(number):
        raise ValueError("the identity provider names a number that has not twelve digits")
    return Claims(
        key=key,
        personal_number=number or None,
        full_name=name,
        birth_date=_day(_text(given, "NgayThangNamSinh")),
        gender=_GENDERS.get(_text(given, "GioiTinh").lower(), ""),
        phone=_phone(_text(given, "SoDienThoai")),
        email=_text(given, "ThuDienTu"),
        address=_address(given.get("ThuongTru")),
        nationality=_text(given, "QuocTich"),
    )


def _text(given: Mapping[str, Any], name: str) -> str:
    value = given.get(name)
    return str(value).strip() if value is not None else ""


def _day(text: str) -> date | None:
    """Read a day; people of whom only the year of birth is known have none."""
    for form in _DATES:
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return None


def _phone(text: str) -> str:
    digits = re.sub(r"\D", "", text)
    return "0" + digits[2:] if digits.startswith("84") and len(digits) == 11 else digits  # noqa: PLR2004 - 84 and nine digits


def _address(given: Any) -> dict[str, str] | None:
    """Read a place of residence, given in parts or as one line, before or after July 2025."""
    if isinstance(given, Mapping):
        found = {ours: _text(given, theirs) for theirs, ours in _NAMES_OF_PARTS.items()}
    else:
        found = _parts(str(given or ""))
    known = {key: value for key, value in found.items() if value}
    return known | {"loai": "Thường trú", "quoc_gia": "Việt Nam"} if known else None


def _parts(line: str) -> dict[str, str]:
    parts = [part.strip() for part in line.split(",") if part.strip()]
    found = {}
    if parts:
        found["tinh"] = parts.pop()
    if len(parts) > 1 and _DISTRICT.match(parts[-1]):
        found["huyen"] = parts.pop()
    if parts:
        found["xa"] = parts.pop()
    return found | {"chi_tiet": ", ".join(parts)}
