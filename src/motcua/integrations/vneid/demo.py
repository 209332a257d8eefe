"""Invented persons of the demo city for the stand-in of VNeID."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings

from motcua.kernel.identity import api as identity

PASSWORD = "motcua-demo"  # noqa: S105 - of invented persons, written on the page of the stand-in
NEIGHBOURS = 8


def load() -> None:
    """Write down the mother, her husband and some neighbours; repeatable."""
    account = identity.find_account("me")
    if account is None or account.person_id is None:
        return
    mother = identity.get_person(account.person_id)
    husband = identity.persons([mother.spouse_id]) if mother.spouse_id else {}
    neighbours = identity.list_persons_by_name("nguyen hai", limit=4 * NEIGHBOURS)
    adults = [one for one in neighbours if one.phone][:NEIGHBOURS]
    write([mother, *husband.values(), *adults], settings.VNEID_PERSONS)


def claims_of(person: identity.PersonInfo) -> dict[str, Any]:
    """Return a person as VNeID would tell of him."""
    parts = (person.address.get(key) for key in ("chi_tiet", "xa", "huyen", "tinh"))
    return {
        "sub": f"demo-{person.personal_number}",
        "SoDinhDanh": person.personal_number,
        "HoVaTen": person.full_name,
        "NgayThangNamSinh": f"{person.birth_date:%Y%m%d}" if person.birth_date else "",
        "GioiTinh": {"MALE": "1", "FEMALE": "2"}.get(person.gender, "0"),
        "ThuongTru": ", ".join(part for part in parts if part),
        "DanToc": person.ethnicity,
        "QuocTich": person.nationality,
        "SoDienThoai": person.phone,
        "ThuDienTu": person.email,
    }


def write(people: Iterable[identity.PersonInfo], file: Path) -> None:
    """Write the file that the stand-in reads."""
    told = [claims_of(one) | {"password": PASSWORD} for one in people]
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")
