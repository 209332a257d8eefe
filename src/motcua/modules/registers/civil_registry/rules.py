"""The law of the register of births, as pure functions."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from .types import BirthFacts, EntryPlace, Gender, ParentFacts, RegistrationKind

DECLARE_WITHIN_DAYS = 60
PAGES_PER_VOLUME = 200  # how many a printed book has differs; one entry stands on one page

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_TEN, _HUNDRED, _THOUSAND = 10, 100, 1000
_FIVE = 5


def place_of(*, number: int, year: int, pages_per_volume: int = PAGES_PER_VOLUME) -> EntryPlace:
    """Return volume and page of the entry with that number; numbers run over the volumes of a year.

    Law:
        TT 04/2020
    """
    volume, page = divmod(number - 1, pages_per_volume)
    return EntryPlace(number=number, year=year, volume=volume + 1, page=page + 1)


def registration_kind(*, born_on: date, registered_on: date) -> RegistrationKind:
    """Tell whether the birth is registered within 60 days.

    Law:
        L 60/2014, article 15
    """
    late = (registered_on - born_on).days > DECLARE_WITHIN_DAYS
    return RegistrationKind.LATE if late else RegistrationKind.IN_TIME


def _below_hundred(number: int) -> str:
    tens, ones = divmod(number, _TEN)
    if tens == 0:
        return _DIGITS[ones]
    head = "mười" if tens == 1 else f"{_DIGITS[tens]} mươi"
    if ones == 0:
        return head
    if ones == 1 and tens > 1:
        return f"{head} mốt"
    return f"{head} {'lăm' if ones == _FIVE else _DIGITS[ones]}"


def in_words(number: int) -> str:
    """Return a whole number from 0 to 9999 in Vietnamese words, as registers write it."""
    if number < _HUNDRED:
        return _below_hundred(number)
    if number < _THOUSAND:
        hundreds, rest = divmod(number, _HUNDRED)
        head = f"{_DIGITS[hundreds]} trăm"
        if rest == 0:
            return head
        return f"{head} {'linh ' if rest < _TEN else ''}{_below_hundred(rest)}"
    thousands, rest = divmod(number, _THOUSAND)
    head = f"{_DIGITS[thousands]} nghìn"
    if rest == 0:
        return head
    if rest < _TEN:
        return f"{head} không trăm linh {_DIGITS[rest]}"
    return f"{head} không trăm {in_words(rest)}" if rest < _HUNDRED else f"{head} {in_words(rest)}"


def date_in_words(day: date) -> str:
    """Return a day in words: ``ngày mười hai tháng tư năm hai nghìn không trăm hai mươi bốn``."""
    month = "tư" if day.month == 4 else in_words(day.month)  # noqa: PLR2004 - April is "tháng tư"
    return f"ngày {in_words(day.day)} tháng {month} năm {in_words(day.year)}"


def _address(value: Any) -> str:
    if isinstance(value, str):
        return value
    if not isinstance(value, Mapping):
        return ""
    parts = (value.get(key, "") for key in ("chi_tiet", "xa", "huyen", "tinh"))
    return ", ".join(part for part in parts if part)


def _parent(value: Mapping[str, Any] | None) -> ParentFacts | None:
    if not value or not value.get("ho_ten"):
        return None
    return ParentFacts(
        full_name=value["ho_ten"],
        born=value.get("ngay_sinh", ""),
        ethnicity=value.get("dan_toc", ""),
        nationality=value.get("quoc_tich", ""),
        residence=_address(value.get("noi_cu_tru")),
        personal_number=value.get("so_dinh_danh", ""),
    )


def facts_of(declaration: Mapping[str, Any]) -> BirthFacts:
    """Return the facts of a valid declaration.

    The form of TT 04/2020 (``khai-sinh``) and the joined one of ND 63/2024 ask for the same things;
    the child stands under another name.

    Law:
        L 60/2014, article 14; ND 63/2024
    """
    child = declaration.get("nguoi_duoc_khai_sinh") or declaration["tre"]
    declarant = declaration["nguoi_yeu_cau"]
    copies = declaration.get("ban_sao") or {}
    return BirthFacts(
        full_name=child["ho_ten"],
        born_on=date.fromisoformat(child["ngay_sinh"]),
        gender=Gender(child["gioi_tinh"]),
        ethnicity=child["dan_toc"],
        nationality=child["quoc_tich"],
        birth_place=child["noi_sinh"],
        native_place=child["que_quan"],
        mother=_parent(declaration.get("me")),
        father=_parent(declaration.get("cha")),
        declarant=declarant["ho_ten"],
        declarant_number=declarant.get("so_dinh_danh", ""),
        relation=declaration["quan_he"],
        proof_number=(declaration.get("giay_chung_sinh") or {}).get("so", ""),
        copies=copies.get("so_luong", 0) if copies.get("co") else 0,
    )
