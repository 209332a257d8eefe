"""Answers to the forms of the catalogue, from the real data of invented people."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from motcua.kernel.identity import api as identity

BOOK = Path(__file__).parents[1] / "data" / "demo.json"
BIRTH_FORM, JOINED_FORM = "khai-sinh", "lien-thong-khai-sinh-thuong-tru-bhyt"
SINGLE_FORM, MARRIAGE_FORM = "xac-nhan-tinh-trang-hon-nhan", "ket-hon"
BIRTH_FORMS, SINGLE_FORMS = (BIRTH_FORM, JOINED_FORM), (SINGLE_FORM, MARRIAGE_FORM)


@cache
def book() -> Mapping[str, Any]:
    """Return the words of the demo: names of children, reasons, answers to forms."""
    words: Mapping[str, Any] = json.loads(BOOK.read_text("utf-8"))
    return words


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """Who asks for what, where and when.

    ``spouse`` is whom he is married to, or whom he is about to marry.
    """

    person: identity.PersonInfo
    spouse: identity.PersonInfo | None
    title: str
    unit_name: str
    on: date


def is_known(form_code: str, *, everything: bool = False) -> bool:
    """Tell whether we have answers to a form; visitors see fewer kinds than a whole year has."""
    more = {JOINED_FORM, MARRIAGE_FORM} if everything else set()
    return form_code in {BIRTH_FORM, *more} or form_code in book()["answers"]


def answers(form_code: str, asking: Asking, random: Random) -> dict[str, Any]:
    """Return believable answers to a form."""
    makers = {BIRTH_FORM: _birth, JOINED_FORM: _joined, MARRIAGE_FORM: _marriage}
    if form_code in makers:
        return makers[form_code](asking, random)
    values = _values(asking, random)
    filled: dict[str, Any] = _fill(book()["answers"][form_code], values)
    return filled


def _values(asking: Asking, random: Random) -> dict[str, Any]:
    person, on = asking.person, asking.on
    trade, trade_code = random.choice(book()["trades"])
    born = person.birth_date.isoformat() if person.birth_date else ""
    paper = {"loai": "Thẻ căn cước công dân", "so": person.personal_number}
    return {
        "full_name": person.full_name,
        "family": person.full_name.split()[0],
        "born": born,
        "gender": gender(person),
        "number": person.personal_number,
        "phone": person.phone,
        "ethnicity": person.ethnicity,
        "unit": asking.unit_name,
        "title": asking.title,
        "purpose": random.choice(book()["purposes"]),
        "trade": trade,
        "trade_code": trade_code,
        "last_week": (on - timedelta(days=random.randint(1, 7))).isoformat(),
        "next_month": (on + timedelta(days=30)).isoformat(),
        "next_year": (on + timedelta(days=365)).isoformat(),
        "@address": dict(person.address),
        "@paper": paper,
        "@applicant": {
            "ho_ten": person.full_name,
            "ngay_sinh": born,
            "so_dinh_danh": person.personal_number,
            "giay_to": paper,
            "noi_cu_tru": dict(person.address),
            "dien_thoai": person.phone,
        },
    }


def _fill(template: Any, values: Mapping[str, Any]) -> Any:
    if isinstance(template, Mapping):
        return {key: _fill(value, values) for key, value in template.items()}
    if isinstance(template, list):
        return [_fill(value, values) for value in template]
    if isinstance(template, str):
        return values[template] if template in values else template.format_map(values)
    return template


def gender(person: identity.PersonInfo) -> str:
    """Return a person's sex as the forms write it."""
    return "Nữ" if person.gender == "FEMALE" else "Nam"


def _birth(asking: Asking, random: Random) -> dict[str, Any]:
    person, spouse = asking.person, asking.spouse
    is_mother = gender(person) == "Nữ"
    mother, father = (person, spouse) if is_mother else (spouse, person)
    names = book()["child_names"]
    child_gender = random.choice(("Nam", "Nữ"))
    given = random.choice(names["male" if child_gender == "Nam" else "female"])
    family = (father or person).full_name.split()[0]
    born = asking.on - timedelta(days=random.choice((3, 4, 5, 6, 8, 10, 13, 17, 24, 35, 52, 75)))
    hospital = random.choice(book()["hospitals"])
    declared = {
        "nguoi_yeu_cau": _values(asking, random)["@applicant"],
        "quan_he": "Mẹ" if is_mother else "Cha",
        "truong_hop": "Thông thường",
        "nguoi_duoc_khai_sinh": {
            "ho_ten": f"{family} {given}",
            "ngay_sinh": born.isoformat(),
            "gioi_tinh": child_gender,
            "dan_toc": (father or person).ethnicity,
            "quoc_tich": "Việt Nam",
            "noi_sinh": f"{hospital}, thành phố Hải Phòng",
            "que_quan": random.choice(book()["native_places"]),
        },
        "giay_chung_sinh": {
            "so": f"{random.randint(1, 4200):04}/{born.year}",
            "co_so_y_te": hospital,
            "ngay_cap": (born + timedelta(days=2)).isoformat(),
        },
        "me": _parent(mother),
        "cha": _parent(father),
        "ban_sao": {"co": True, "so_luong": random.randint(1, 3)},
        "cam_doan": True,
    }
    return {key: value for key, value in declared.items() if value}


def _parent(person: identity.PersonInfo | None) -> dict[str, Any]:
    if person is None:
        return {}
    return {
        "ho_ten": person.full_name,
        "ngay_sinh": person.birth_date.isoformat() if person.birth_date else "",
        "dan_toc": person.ethnicity,
        "quoc_tich": person.nationality,
        "noi_cu_tru": dict(person.address),
        "so_dinh_danh": person.personal_number,
    }


def _joined(asking: Asking, random: Random) -> dict[str, Any]:
    """Return what parents declare once for birth, residence and health insurance."""
    birth, person = _birth(asking, random), asking.person
    home = dict(person.address)
    return {
        "nguoi_yeu_cau": birth["nguoi_yeu_cau"],
        "quan_he": birth["quan_he"],
        "tre": birth["nguoi_duoc_khai_sinh"],
        "giay_chung_sinh": birth["giay_chung_sinh"],
        "thuong_tru": {
            "dang_ky": random.random() < 0.8,  # noqa: PLR2004 - the others are registered elsewhere
            "dia_chi": home,
            "chu_ho": person.full_name,
            "quan_he_chu_ho": "Con",
        },
        "bhyt": {"noi_kham_ban_dau": random.choice(book()["hospitals"])},
        "cam_doan": True,
    }


def _marriage(asking: Asking, _random: Random) -> dict[str, Any]:
    person, other = asking.person, asking.spouse
    bride, groom = (person, other) if gender(person) == "Nữ" else (other, person)
    return {"ben_nu": _side(bride), "ben_nam": _side(groom), "cam_doan": True}


def _side(person: identity.PersonInfo | None) -> dict[str, Any]:
    number = person.personal_number if person else ""
    return _parent(person) | {
        "giay_to": {"loai": "Thẻ căn cước công dân", "so": number},
        "ket_hon_lan_thu": 1,
        "tinh_trang_hon_nhan": "Chưa kết hôn",
    }
