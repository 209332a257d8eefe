"""The offices, the people and the catalogue of the demo city, read once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from io import BytesIO
from random import Random
from uuid import UUID

from django.contrib.auth import get_user_model
from PIL import Image, ImageDraw

from motcua.foundation import actors
from motcua.foundation.actors import Actor
from motcua.foundation.time import TimeUnit, local_date
from motcua.kernel.documents import api as documents
from motcua.kernel.forms import api as forms
from motcua.kernel.identity import api as identity
from motcua.kernel.organisation import api as organisation
from motcua.modules.public_services.checklists import api as checklists
from motcua.modules.public_services.procedures import api as procedures

from . import answers

ACTOR = actors.system("demo")
HERO, HEROS_WARD = "me", "H24.12.28"
ADULT_SINCE, PENSIONER_SINCE = 2005, 1950
DISTRICT_PREFIX = "H24.12"
# What people come for most, with its share; the rest is spread over the catalogue.
FAVOURITES = {
    procedures.Level.WARD: {
        "1.001193": 0.26,
        "2.000815": 0.14,
        "2.000635": 0.11,
        "1.004873": 0.10,
        "1.000656": 0.05,
        "1.004859": 0.04,
        "1.004194": 0.06,
    },
    procedures.Level.DISTRICT: {
        "1.001612": 0.28,
        "1.013225": 0.14,
        "2.000843": 0.12,
        "2.000748": 0.06,
    },
}
REGULARS = 120  # come again and again: each opens an account once


@dataclass(kw_only=True)
class Office:
    """An authority with its officials, its people and what it decides.

    Attributes:
        holders: The accounts of whoever holds its posts; those of other agencies come when asked.
        own_posts: The posts at the authority and its departments.
        leader: The account of its head.
        partners: The other agencies beside it.
    """

    unit: organisation.UnitInfo
    clock: organisation.Clock
    holders: dict[UUID, UUID]
    own_posts: frozenset[UUID]
    receptionist: UUID
    leader: UUID
    partners: list[UUID]
    people: list[identity.PersonInfo]
    parents: list[identity.PersonInfo]
    singles: list[identity.PersonInfo]
    catalogue: list[procedures.VersionInfo]
    weights: list[float]
    photo: UUID
    _actors: dict[UUID, Actor] = field(default_factory=dict)

    def official(self, post_id: UUID | None, at: datetime) -> Actor:
        """Return whoever holds a post, here or at another agency, as he stood at an instant."""
        if post_id is not None and post_id not in self.holders:
            self.holders |= _holders(organisation.post_info([post_id], at=at).values())
        account_id = self.holders.get(post_id) if post_id else None
        return self._actor(account_id, at) if account_id else ACTOR

    def head(self, at: datetime) -> Actor:
        """Return the head of the authority."""
        return self._actor(self.leader, at)

    def does(self, post_id: UUID | None, at: datetime) -> bool:
        """Tell whether a post is one of its own, and not the head's."""
        return post_id in self.own_posts and self.official(post_id, at).account_id != self.leader

    def reception(self, at: datetime) -> Actor:
        """Return the official at the counter."""
        return self._actor(self.receptionist, at)

    def _actor(self, account_id: UUID, at: datetime) -> Actor:
        if account_id not in self._actors:  # nobody changes his post in the demo
            self._actors[account_id] = identity.actor_for(account_id, at)
        return self._actors[account_id]

    def choose(self, random: Random, *, quick: bool | None = None) -> procedures.VersionInfo:
        """Return what somebody comes for; ``quick``: due on the day, or only the rest."""
        while True:
            found = random.choices(self.catalogue, self.weights)[0]
            is_quick = found.time_limit.unit is TimeUnit.SAME_DAY
            if self.may_be_asked(found) and quick in {None, is_quick}:
                return found

    def may_be_asked(self, version: procedures.VersionInfo) -> bool:
        """Tell whether somebody lives here who may ask for it."""
        return version.form_code not in answers.BIRTH_FORMS or bool(self.parents)

    def applicant(self, version: procedures.VersionInfo, random: Random) -> identity.PersonInfo:
        """Return somebody who may ask for it: births are declared by parents, and so on."""
        able = dict.fromkeys(answers.BIRTH_FORMS, self.parents)
        able |= dict.fromkeys(answers.SINGLE_FORMS, self.singles)
        among = able.get(version.form_code) or self.people
        return random.choice(among[:REGULARS])

    def partner_of(self, person: identity.PersonInfo) -> identity.PersonInfo | None:
        """Return whom somebody who is single might marry."""
        near = (each for each in self.singles if each.gender != person.gender)
        return next(near, None)


@dataclass(kw_only=True)
class Town:
    """The demo city.

    Attributes:
        people: Everybody by his id; the woman of the story is not among the applicants.
    """

    at: datetime
    people: Mapping[UUID, identity.PersonInfo]
    hero: identity.PersonInfo | None
    _citizens: dict[UUID, Actor] = field(default_factory=dict)

    def citizen(self, person: identity.PersonInfo, at: datetime) -> Actor:
        """Return a person as he acts for himself; his account is opened on his first visit."""
        if person.id not in self._citizens:
            account = identity.admit_citizen(
                actor=ACTOR,
                personal_number=person.personal_number or "",
                full_name=person.full_name,
                at=at,
            )
            self._citizens[person.id] = identity.actor_for(account.id, at)
        return self._citizens[person.id]

    def spouse(self, person: identity.PersonInfo) -> identity.PersonInfo | None:
        """Return the person to whom somebody is married."""
        return self.people.get(person.spouse_id) if person.spouse_id else None

    def office(self, unit_id: UUID, *, everything: bool = False) -> Office:
        """Return an authority, ready to work.

        Args:
            everything: It is asked for all that it decides, also for what visitors do not see.
        """
        unit, at = organisation.get_unit(unit_id), self.at
        posts = organisation.list_posts(organisation.authority_ids(unit.id, at), at=at)
        holders = _holders(posts)

        def held(role: organisation.Role) -> UUID:
            return next(holders[each.id] for each in posts if _is_held(each, role, holders))

        people = self._people_of(unit)
        Random(unit.code).shuffle(people)  # noqa: S311 - invented data
        catalogue, weights = _catalogue(unit, at, everything=everything)
        return Office(
            unit=unit,
            clock=organisation.clock(unit.id),
            holders=holders,
            own_posts=frozenset(post.id for post in posts),
            receptionist=held(organisation.Role.RECEPTION),
            leader=held(organisation.Role.AUTHORITY_LEADER),
            partners=_partners(at),
            people=people,
            parents=[person for person in people if self._is_parent(person)],
            singles=[person for person in people if person.spouse_id is None],
            catalogue=catalogue,
            weights=weights,
            photo=_store_photo(at),
        )

    def _people_of(self, unit: organisation.UnitInfo) -> list[identity.PersonInfo]:
        ward = unit.short_name.removeprefix("UBND phường ")
        family = {self.hero.id, self.hero.spouse_id} if self.hero else set()
        return [
            person
            for person in self.people.values()
            if person.phone
            and person.birth_date is not None
            and PENSIONER_SINCE <= person.birth_date.year < ADULT_SINCE
            and person.id not in family
            and (
                unit.level != organisation.Level.WARD
                or person.address.get("xa") == f"Phường {ward}"
            )
        ]

    def _is_parent(self, person: identity.PersonInfo) -> bool:
        spouse = self.spouse(person)
        if spouse is None or spouse.birth_date is None or person.birth_date is None:
            return False
        mother = person if person.gender == "FEMALE" else spouse
        assert mother.birth_date is not None  # noqa: S101 - both are there
        return 20 <= self.at.year - mother.birth_date.year <= 41  # noqa: PLR2004 - of young mothers


def read_town(at: datetime) -> Town:
    """Return the demo city as it stands."""
    everybody = identity.list_persons_by_name("n", limit=100_000)  # nearly everybody
    account = identity.find_account(HERO)
    hero = identity.get_person(account.person_id) if account and account.person_id else None
    people = sorted(everybody, key=lambda person: person.personal_number or "")
    return Town(at=at, people={person.id: person for person in people}, hero=hero)


def authorities(at: datetime) -> list[organisation.UnitInfo]:
    """Return the district and its wards, the ward of the story first."""
    on = local_date(at)
    district = organisation.find_unit(DISTRICT_PREFIX, on=on)
    if district is None:
        return []
    wards = organisation.list_units(
        on,
        level=organisation.Level.WARD,
        kind=organisation.UnitKind.AUTHORITY,
        below=district.id,
    )
    return sorted([district, *wards], key=lambda unit: (unit.code != HEROS_WARD, unit.code))


def _holders(posts: Iterable[organisation.PostInfo]) -> dict[UUID, UUID]:
    """Return the account of the first holder of each post."""
    held = {post.id: post.holder_ids[0] for post in posts if post.holder_ids}
    officials = get_user_model().objects.filter(is_official=True, person_id__in=held.values())
    accounts = dict(officials.values_list("person_id", "id"))
    return {post_id: accounts[person] for post_id, person in held.items() if person in accounts}


def _is_held(
    post: organisation.PostInfo, role: organisation.Role, holders: Mapping[UUID, UUID]
) -> bool:
    return post.role == role and post.id in holders


def _partners(at: datetime) -> list[UUID]:
    found = organisation.list_units(local_date(at), kind=organisation.UnitKind.PARTNER)
    return [each.id for each in found]


def _catalogue(
    unit: organisation.UnitInfo, at: datetime, *, everything: bool
) -> tuple[list[procedures.VersionInfo], list[float]]:
    is_ward = unit.level == organisation.Level.WARD
    level = procedures.Level.WARD if is_ward else procedures.Level.DISTRICT
    known = forms.form_for_procedure  # every procedure has a form, its own or the general one
    found = [
        version
        for version in procedures.list_procedures(on=local_date(at), level=level)
        if (everything or _is_whole(version))
        and (level is procedures.Level.WARD or version.level == level)
        and answers.is_known(known(version.code, local_date(at)).code, everything=everything)
    ]
    favourites = FAVOURITES[level]
    others = sum(version.code not in favourites for version in found) or 1
    left = 1 - sum(favourites.values())
    return found, [favourites.get(version.code, left / others) for version in found]


def _is_whole(version: procedures.VersionInfo) -> bool:
    """Tell whether the authority's own officials do every step and a leader signs."""
    kinds = [step.kind for step in version.steps]
    own = all(step.role is not procedures.Role.PARTNER for step in version.steps)
    return (
        own
        and kinds.count(procedures.StepKind.SIGN) == 1
        and procedures.StepKind.HANDLE in kinds
        and procedures.Applicant.CITIZEN in version.applicants
        and version.online_level is not procedures.OnlineLevel.NONE
    )


def look_at_photo(at: datetime) -> None:
    """Let the system look once into what all authorities are handed, before they work at once."""
    checklists.inspect_file(actor=ACTOR, file_id=_store_photo(at), at=at)


def _store_photo(at: datetime) -> UUID:
    return documents.store(content=_photo(), filename="giay-to.jpg", actor=ACTOR, at=at).id


@cache
def _photo() -> bytes:
    """Return a photograph of a paper on which one can see that it is invented."""
    picture = Image.new("RGB", (620, 877), "#f4f1ea")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((30, 30, 590, 847), outline="#8c8577", width=3)
    draw.text((60, 60), "DEMO", fill="#8c1c13", font_size=64)
    for line in range(12):
        draw.line(
            (60, 180 + 45 * line, 560 - 23 * (line % 4), 180 + 45 * line), fill="#6b6557", width=3
        )
    kept = BytesIO()
    picture.save(kept, "JPEG", quality=80)
    return kept.getvalue()
