"""Persons become known and are corrected."""

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from motcua.foundation import events
from motcua.foundation.actors import Actor
from motcua.foundation.errors import Fault
from motcua.foundation.ids import uuid7
from motcua.foundation.text import fold, sort_key

from .. import permissions, queries, rules
from ..errors import NameMissing, PersonKnownDifferently, PersonNotFound, WrongPersonalNumber
from ..events import PersonCorrected, PersonRegistered, PersonsImported
from ..models import Person
from ..types import NewPerson, PersonInfo


@transaction.atomic
def upsert_person(
    *,
    actor: Actor,
    full_name: str,
    at: datetime,
    personal_number: str | None = None,
    birth_date: date | None = None,
    gender: str = "",
    phone: str = "",
    email: str = "",
    address: Mapping[str, str] | None = None,
    ethnicity: str = "",
    nationality: str = "",
    authoritative: bool = False,
) -> PersonInfo:
    """Make a person known, or complete and correct what is known about the holder of a number.

    The personal number is what keeps persons apart: two calls with one number are one person.
    Without a number a new person is always registered, for two children of one name may be born on
    one day. What is not given stays as it was. The calling use case has checked the right.

    Args:
        address: Keys as in the forms' address fields: ``tinh``, ``huyen``, ``xa``, ``chi_tiet``.
        authoritative: The data come from the national identity system: they win over ours.

    Raises:
        WrongPersonalNumber: The number has not exactly twelve digits.
        NameMissing: The name is empty.
        PersonKnownDifferently: The number belongs to somebody with another name and birth date.

    Publishes:
        PersonRegistered or PersonCorrected

    Law:
        ND 137/2015, art. 13; L 26/2023
    """
    name, number = rules.tidy_name(full_name), (personal_number or "").strip() or None
    if number is not None and not rules.is_personal_number(number):
        raise WrongPersonalNumber(
            faults=(Fault("personal_number", str(WrongPersonalNumber.message)),)
        )
    if not name:
        raise NameMissing(faults=(Fault("full_name", str(NameMissing.message)),))
    given = {
        "birth_date": birth_date,
        "gender": gender,
        "phone": phone,
        "email": email,
        "address": dict(address or {}),
        "ethnicity": ethnicity,
        "nationality": nationality,
    }
    values: dict[str, Any] = {key: value for key, value in given.items() if value}
    values |= {"full_name": name, "folded_name": fold(name)}
    values["sort_key"] = sort_key(rules.name_for_sorting(name))

    person = _register(number, values, actor, at)
    if person is None:
        person = Person.objects.select_for_update().get(personal_number=number)
        if not authoritative and _is_somebody_else(person, values):
            raise PersonKnownDifferently
        _correct(person, values, actor, at)
    return queries.person_info(person)


def _register(
    number: str | None, values: Mapping[str, Any], actor: Actor, at: datetime
) -> Person | None:
    """Insert the person unless the number is taken, also by a transaction that runs beside us."""
    person = Person(personal_number=number, created_at=at, **values)
    Person.objects.bulk_create([person], ignore_conflicts=True)
    if number is not None and not Person.objects.filter(id=person.id).exists():
        return None
    events.publish(PersonRegistered(person_id=person.id), by=actor, at=at)
    return person


def _is_somebody_else(person: Person, values: Mapping[str, Any]) -> bool:
    born = values.get("birth_date")
    other_birth = born is not None and person.birth_date is not None and born != person.birth_date
    return other_birth and person.folded_name != values["folded_name"]


def _correct(person: Person, values: Mapping[str, Any], actor: Actor, at: datetime) -> None:
    changed = []
    for key, value in values.items():
        before = getattr(person, key)
        if (bytes(before) if key == "sort_key" else before) != value:
            setattr(person, key, value)
            changed.append(key)
    if changed:
        person.save(update_fields=changed)
        told = tuple(key for key in changed if key not in {"sort_key", "folded_name"})
        events.publish(PersonCorrected(person_id=person.id, fields=told), by=actor, at=at)


# One statement whose text does not grow with the register: the columns travel as arrays.
_IMPORT = """
insert into identity_person (
    id, personal_number, full_name, sort_key, folded_name, birth_date, gender, phone, email,
    address, ethnicity, nationality, created_at
)
select id, personal_number, full_name, sort_key, folded_name, birth_date, gender, phone, email,
    address::jsonb, ethnicity, nationality, created_at
from unnest(
    %s::uuid[], %s::text[], %s::text[], %s::bytea[], %s::text[], %s::date[], %s::text[], %s::text[],
    %s::text[], %s::text[], %s::text[], %s::text[], %s::timestamptz[]
) as given (
    id, personal_number, full_name, sort_key, folded_name, birth_date, gender, phone, email,
    address, ethnicity, nationality, created_at
)
on conflict (personal_number) do nothing
"""
_MARRY = """
update identity_person person set spouse_id = spouse.id
from unnest(%s::text[], %s::text[]) as couple (number, spouse_number)
join identity_person spouse on spouse.personal_number = couple.spouse_number
where person.personal_number = couple.number
"""


@transaction.atomic
def import_persons(*, actor: Actor, persons: Iterable[NewPerson], source: str, at: datetime) -> int:
    """Take over a register of persons; whoever is known already stays as he is.

    Args:
        source: Where they come from, in words.

    Returns:
        How many were new; taking over the same register again adds nobody.

    Raises:
        NotPermitted: The actor does not manage accounts.
        WrongPersonalNumber: A number has not exactly twelve digits.

    Publishes:
        PersonsImported, once for all, if anybody was new
    """
    permissions.MANAGE_ACCOUNTS.require(actor)
    given = list(persons)
    if not all(rules.is_personal_number(one.personal_number) for one in given):
        raise WrongPersonalNumber
    columns = [list(column) for column in zip(*(_row(one, at) for one in given), strict=True)]
    couples = [one for one in given if one.spouse_number]
    numbers = [one.personal_number for one in couples]
    if not given:
        return 0
    with connection.cursor() as cursor:
        cursor.execute(_IMPORT, columns)
        new = int(cursor.rowcount)
        cursor.execute(_MARRY, [numbers, [one.spouse_number for one in couples]])
    if new:
        imported = PersonsImported(import_id=uuid7(), source=source, count=new)
        events.publish(imported, by=actor, at=at)
    return new


def _row(given: NewPerson, at: datetime) -> tuple[Any, ...]:
    name = rules.tidy_name(given.full_name)
    return (
        uuid7(),
        given.personal_number,
        name,
        sort_key(rules.name_for_sorting(name)),
        fold(name),
        given.birth_date,
        given.gender,
        given.phone,
        given.email,
        json.dumps(given.address),
        given.ethnicity,
        given.nationality,
        at,
    )


@transaction.atomic
def record_marriage(
    *, actor: Actor, person_ids: tuple[UUID, UUID], at: datetime, ended: bool = False
) -> None:
    """Note that two persons are married to each other, or, when ``ended``, no longer.

    The civil registry decides; this only lets forms know the husband or the wife.

    Raises:
        PersonNotFound: One of the two is not known.

    Publishes:
        PersonCorrected, for each of the two
    """
    couple = list(Person.objects.select_for_update().filter(id__in=person_ids).order_by("id"))
    if len(couple) != len(set(person_ids)):
        raise PersonNotFound
    one, other = couple
    for person, spouse in ((one, other), (other, one)):
        wanted = None if ended else spouse.id
        if person.spouse_id != wanted:
            person.spouse_id = wanted
            person.save(update_fields=["spouse"])
            events.publish(
                PersonCorrected(person_id=person.id, fields=("spouse",)), by=actor, at=at
            )
