"""The demo city gets its people."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from motcua.foundation import actors
from motcua.kernel.organisation import api as organisation

from .. import queries, use_cases
from ..models import Account
from ..types import Gender, NewPerson, Persona
from .people import Population, number

ACTOR = actors.system("demo")
AMOUNT = 20_000
SINCE = date(2020, 1, 1)
PASSWORD = "motcua-demo"  # noqa: S105 - of invented persons, written on the cards
DISTRICT = "H24.12"
WARD, WARD_NAME = "H24.12.28", "Hoàng Văn Thụ"
# The way of the demo leads through one ward: its officials have names that one can remember.
ACCOUNTS = {
    f"{WARD}/TN": "reception1",
    f"{WARD}/VT": "reception1",
    f"{WARD}/TPHT": "justice1",
    f"{WARD}/CT": "leader1",
}
HOME = {
    "loai": "Thường trú",
    "quoc_gia": "Việt Nam",
    "tinh": "Thành phố Hải Phòng",
    "huyen": "Quận Hồng Bàng",
    "xa": f"Phường {WARD_NAME}",
    "chi_tiet": "Số 27 ngõ 61 Đinh Tiên Hoàng",
}
MOTHER = NewPerson(
    personal_number=number(gender=Gender.FEMALE, born=date(1997, 5, 18), nth=1),
    full_name="Phạm Thị Thanh Hà",
    birth_date=date(1997, 5, 18),
    gender=Gender.FEMALE.value,
    phone="0199000001",
    email="thanhha@example.com",
    address=HOME,
    ethnicity="Kinh",
    nationality="Việt Nam",
    spouse_number=number(gender=Gender.MALE, born=date(1994, 11, 2), nth=2),
)
FATHER = NewPerson(
    personal_number=number(gender=Gender.MALE, born=date(1994, 11, 2), nth=2),
    full_name="Nguyễn Hoàng Nam",
    birth_date=date(1994, 11, 2),
    gender=Gender.MALE.value,
    phone="0199000002",
    address=HOME,
    ethnicity="Kinh",
    nationality="Việt Nam",
    spouse_number=MOTHER.personal_number,
)
OFFICIALS = {  # by post or key of the posts that one person holds together
    f"{WARD}/TN": ("Vũ Thị Mai", Gender.FEMALE, date(1991, 3, 9)),
    f"{WARD}/TPHT": ("Trần Quốc Huy", Gender.MALE, date(1987, 8, 21)),
    f"{WARD}/CT": ("Đỗ Thị Minh Nguyệt", Gender.FEMALE, date(1975, 1, 30)),
    f"{DISTRICT}/QT": ("Bùi Đức Long", Gender.MALE, date(1989, 6, 14)),
    f"{DISTRICT}/CT": ("Ngô Thanh Bình", Gender.MALE, date(1971, 4, 2)),
}
PERSONAS = (
    Persona(
        username="me",
        title=_("Mother"),
        text=_("Phạm Thị Thanh Hà has had a baby and registers the birth from home."),
    ),
    Persona(
        username="reception1",
        title=_("Reception officer"),
        text=_("Vũ Thị Mai receives dossiers at the one-stop office of the ward."),
    ),
    Persona(
        username="justice1",
        title=_("Justice and civil status officer"),
        text=_("Trần Quốc Huy works on dossiers of civil status."),
    ),
    Persona(
        username="leader1",
        title=_("Chair of the ward"),
        text=_("Đỗ Thị Minh Nguyệt signs the results."),
    ),
    Persona(
        username="chairman",
        title=_("Chair of the district"),
        text=_("Ngô Thanh Bình opens the operations centre every morning."),
    ),
    Persona(
        username="admin",
        title=_("Administrator"),
        text=_("Bùi Đức Long keeps catalogues, accounts and rights."),
    ),
)


def load(*, amount: int = AMOUNT) -> None:
    """Make the population, put officials into their posts, open their accounts; repeatable.

    Args:
        amount: How many persons live in the city, officials apart.
    """
    at = timezone.now()
    wards = _wards(at)
    if queries.find_person(MOTHER.personal_number) is None:
        people = Population(wards=wards, first=1000).people(amount - 2)
        use_cases.import_persons(
            actor=ACTOR, persons=[MOTHER, FATHER, *people], source="demo", at=at
        )
    holders = _officials(wards)
    use_cases.import_persons(actor=ACTOR, persons=holders.values(), source="demo", at=at)
    usernames = _take_posts(holders, at)
    _set_passwords([*usernames, _mothers_account(at)])


def _wards(at: datetime) -> tuple[str, ...]:
    units = organisation.list_units(SINCE, level=organisation.Level.WARD)
    names = (unit.short_name.removeprefix("UBND phường ") for unit in units)
    return tuple(names)


def _officials(wards: tuple[str, ...]) -> dict[str, NewPerson]:
    """Return an invented person for each post, or for the posts that one person holds together."""
    population = Population(wards=wards, first=100)
    holders: dict[str, NewPerson] = {}
    for post in organisation.planned_posts():
        if post.key in holders:
            continue
        ward = population.random.choice(wards)
        gender = population.random.choice(list(Gender))
        holders[post.key] = population.adult(ward=ward, gender=gender)
    for nth, (key, (name, gender, born)) in enumerate(OFFICIALS.items(), start=10):
        holders[key] = NewPerson(
            personal_number=number(gender=gender, born=born, nth=nth),
            full_name=name,
            birth_date=born,
            gender=gender.value,
            phone=f"0199{nth:06}",
            address=population.address(WARD_NAME),
            ethnicity="Kinh",
            nationality="Việt Nam",
        )
    return holders


def _take_posts(holders: dict[str, NewPerson], at: datetime) -> list[str]:
    ids = _ids(holders.values())
    usernames = []
    for planned in organisation.planned_posts():
        post = organisation.find_post_by_code(planned.code, at=at)
        person_id = ids[holders[planned.key].personal_number]
        if post is not None and not post.holder_ids:
            organisation.appoint(
                actor=ACTOR, post_id=post.id, person_id=person_id, valid_from=SINCE, at=at
            )
        taken = ACCOUNTS.values()
        named = "" if planned.account in taken else planned.account
        username = ACCOUNTS.get(planned.code) or named or planned.key.lower().replace("/", ".")
        if queries.find_account(username) is None:
            use_cases.open_account(actor=ACTOR, username=username, person_id=person_id, at=at)
        usernames.append(username)
    return usernames


def _ids(people: Iterable[NewPerson]) -> dict[str, UUID]:
    return queries.ids_by_number(one.personal_number for one in people)


def _mothers_account(at: datetime) -> str:
    """Open the mother's account as her first visit would, under a name for the card."""
    account = use_cases.admit_citizen(
        actor=ACTOR,
        personal_number=MOTHER.personal_number,
        full_name=MOTHER.full_name,
        at=at,
    )
    Account.objects.filter(id=account.id).update(username="me")
    return "me"


def _set_passwords(usernames: list[str]) -> None:
    """Give all the same password, hashed once: a hundred slow hashes would be half a minute."""
    accounts = Account.objects.filter(username__in=usernames)
    without = [one.id for one in accounts if not one.has_usable_password()]
    Account.objects.filter(id__in=without).update(password=make_password(PASSWORD))
