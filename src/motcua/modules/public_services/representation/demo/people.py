"""Invented persons of the demo who act together and for each other; nobody of them exists."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from motcua.foundation import actors
from motcua.foundation.actors import Actor
from motcua.kernel.identity import api as identity

ACTOR = actors.system("demo")
ADDRESS = {
    "loai": "Thường trú",
    "quoc_gia": "Việt Nam",
    "tinh": "Thành phố Hải Phòng",
    "huyen": "Quận Hồng Bàng",
    "xa": "Phường Hoàng Văn Thụ",
}


def _person(  # noqa: PLR0917 - a table of persons
    nth: int, name: str, gender: str, born: date, street: str, username: str = ""
) -> Mapping[str, object]:
    sex = 1 if gender == "FEMALE" else 0
    return {
        "personal_number": f"099{sex}{born.year % 100:02}{nth:06}",
        "full_name": name,
        "birth_date": born,
        "gender": gender,
        "phone": f"0199{nth:06}",
        "address": {**ADDRESS, "chi_tiet": street},
        "ethnicity": "Kinh",
        "nationality": "Việt Nam",
        "username": username,
    }


BRIDE = _person(51, "Đặng Thu Trang", "FEMALE", date(1998, 8, 16), "Số 5 Minh Khai", "bride")
GROOM = _person(52, "Lê Quang Minh", "MALE", date(1996, 2, 3), "Số 18 Trần Phú", "groom")
WIFE = _person(53, "Vũ Thị Hồng Nhung", "FEMALE", date(1995, 12, 9), "Số 40 Hoàng Văn Thụ")
HUSBAND = _person(54, "Phạm Đức Thắng", "MALE", date(1993, 6, 21), "Số 40 Hoàng Văn Thụ")
GRANDMOTHER = _person(55, "Phạm Thị Lan", "FEMALE", date(1957, 1, 30), "Số 3 Đinh Tiên Hoàng")
MOTHERS_NUMBER, MOTHERS_NAME = "099197000001", "Phạm Thị Thanh Hà"  # of identity's demo

PERSONAS = (
    identity.Persona(
        username="bride",
        title=_("Bride"),
        text=_("Đặng Thu Trang declares her marriage and has invited the groom."),
    ),
    identity.Persona(
        username="groom",
        title=_("Groom"),
        text=_("Lê Quang Minh opens the bride's link or QR code and confirms his part."),
    ),
)


def admit(person: Mapping[str, object], at: datetime) -> Actor:
    """Let somebody sign in for the first time, or again."""
    account = identity.admit_citizen(actor=ACTOR, at=at, **person)  # type: ignore[arg-type] # a table
    return identity.actor_for(account.id, at)


def load_people(at: datetime) -> Mapping[str, Actor]:
    """Let all of them sign in once, so that their cards work."""
    return {
        "bride": admit(BRIDE, at),
        "groom": admit(GROOM, at),
        "wife": admit(WIFE, at),
        "husband": admit(HUSBAND, at),
        "grandmother": admit(GRANDMOTHER, at),
    }


def id_of(actor: Actor) -> UUID:
    """Return the person behind an actor."""
    assert actor.person_id is not None  # noqa: S101 - all of them are persons
    return actor.person_id
