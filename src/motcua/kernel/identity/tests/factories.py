"""Persons and accounts for tests, also of modules above.

They return ``Any``: a test need not prove to the type checker that a factory filled a field.
"""

from datetime import UTC, date, datetime
from itertools import count
from typing import Any
from uuid import UUID

from django.contrib.auth.hashers import make_password

from motcua.foundation import actors
from motcua.foundation.text import fold, sort_key
from motcua.kernel.identity import rules
from motcua.kernel.identity.models import Account, Person
from motcua.kernel.organisation import api as organisation

AT = datetime(2024, 3, 5, 2, 0, tzinfo=UTC)  # 9 o'clock on a Tuesday in Hải Phòng
SYSTEM = actors.system("test")
PASSWORD = "một mật khẩu thử"  # noqa: S105 - of tests
_HASHED = make_password(PASSWORD, salt="salt-of-tests", hasher="pbkdf2_sha256")
_NUMBERS = count(1)


def make_person(full_name: str = "Phạm Thị Thanh Hà", **values: Any) -> Any:
    """Make a woman born in 1995 unless told otherwise."""
    given: dict[str, Any] = {
        "personal_number": f"031195{next(_NUMBERS):06}",
        "birth_date": date(1995, 4, 12),
        "gender": "FEMALE",
        "phone": "0900000001",
        "address": {
            "tinh": "Thành phố Hải Phòng",
            "huyen": "Quận Hồng Bàng",
            "xa": "Phường Hoàng Văn Thụ",
            "chi_tiet": "Số 12 Đinh Tiên Hoàng",
        },
        "nationality": "Việt Nam",
        "ethnicity": "Kinh",
        "created_at": AT,
    } | values
    return Person.objects.create(
        full_name=full_name,
        folded_name=fold(full_name),
        sort_key=sort_key(rules.name_for_sorting(full_name)),
        **given,
    )


def make_citizen(full_name: str = "Phạm Thị Thanh Hà", **values: Any) -> Any:
    """Make a person with a citizen's account."""
    person = make_person(full_name, **values)
    return Account.objects.create(username=f"person-{person.id}", person=person, created_at=AT)


def make_official(
    username: str = "", *, full_name: str = "Lê Văn Bình", person_id: UUID | None = None
) -> Any:
    """Make an official's account; posts are given by the factories of organisation."""
    person = None if person_id else make_person(full_name, gender="MALE")
    return Account.objects.create(
        username=username or f"official{next(_NUMBERS)}",
        person_id=person_id or (person and person.id),
        is_official=True,
        password=_HASHED,
        created_at=AT,
    )


def make_unit(code: str = "H24.90.01", parent_id: UUID | None = None, **values: Any) -> UUID:
    """Make an authority of a ward, or a unit below another."""
    given: dict[str, Any] = {
        "name": f"Ủy ban nhân dân phường {code}",
        "short_name": f"UBND {code}",
        "kind": organisation.UnitKind.AUTHORITY,
        "level": organisation.Level.WARD,
        "valid_from": date(2020, 1, 1),
    } | values
    unit = organisation.create_unit(actor=SYSTEM, code=code, parent_id=parent_id, at=AT, **given)
    return unit.id


def give_post(account: Any, unit_id: UUID, role: str = "RECEPTION") -> UUID:
    """Make a post in a unit and appoint the holder of the account to it."""
    role_ = organisation.Role(role)
    post = organisation.create_post(
        actor=SYSTEM,
        unit_id=unit_id,
        role=role_,
        title=f"{role_.value} {next(_NUMBERS)}",
        valid_from=date(2020, 1, 1),
        at=AT,
    )
    organisation.appoint(
        actor=SYSTEM,
        post_id=post.id,
        person_id=account.person_id,
        valid_from=date(2020, 1, 1),
        at=AT,
    )
    return post.id
