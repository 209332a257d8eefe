"""Persons: one, many, by number, by name."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from motcua.foundation.text import fold

from ..errors import PersonNotFound
from ..models import Person
from ..types import PersonInfo


def person_info(person: Person) -> PersonInfo:
    """Return a person's row as a frozen value."""
    return PersonInfo(
        id=person.id,
        personal_number=person.personal_number,
        full_name=person.full_name,
        sort_key=bytes(person.sort_key),
        folded_name=person.folded_name,
        birth_date=person.birth_date,
        gender=person.gender,
        phone=person.phone,
        email=person.email,
        address=person.address,
        ethnicity=person.ethnicity,
        nationality=person.nationality,
        spouse_id=person.spouse_id,
        created_at=person.created_at,
    )


def get_person(person_id: UUID) -> PersonInfo:
    """Return a person.

    An official who shows the answer to himself calls ``record_access`` as well.

    Raises:
        PersonNotFound: Nobody has this id.
    """
    found = Person.objects.filter(id=person_id).first()
    if found is None:
        raise PersonNotFound
    return person_info(found)


def persons(ids: Iterable[UUID]) -> Mapping[UUID, PersonInfo]:
    """Return the persons of ``ids`` by id, in one query; unknown ids are left out."""
    wanted = set(ids)
    if not wanted:
        return {}
    return {one.id: person_info(one) for one in Person.objects.filter(id__in=wanted)}


def ids_by_number(personal_numbers: Iterable[str]) -> dict[str, UUID]:
    """Return the ids of the holders of personal numbers; unknown numbers are left out."""
    found = Person.objects.filter(personal_number__in=list(personal_numbers))
    return {number: id_ for number, id_ in found.values_list("personal_number", "id") if number}


def find_person(personal_number: str) -> PersonInfo | None:
    """Return the holder of a personal number, if we know him."""
    found = Person.objects.filter(personal_number=personal_number).first()
    return None if found is None else person_info(found)


def list_persons_by_name(text: str, *, limit: int = 20) -> tuple[PersonInfo, ...]:
    """Return persons whose names hold every word of ``text``, with or without diacritics.

    The order is that of Vietnamese names: given name first.
    """
    words = fold(text).split()
    if not words:
        return ()
    found = Person.objects.all()
    for word in words:
        found = found.filter(folded_name__contains=word)
    return tuple(person_info(one) for one in found.order_by("sort_key", "id")[:limit])


def vneid_prefill(person_id: UUID) -> Mapping[str, Any]:
    """Return what forms may fill in by themselves, by the keys of their ``x-prefill``.

    Only what is known is there: an empty value would look like an answer.
    """
    person = get_person(person_id)
    birth_date = person.birth_date.isoformat() if person.birth_date else ""
    values = {
        "vneid.ho_ten": person.full_name,
        "vneid.so_dinh_danh": person.personal_number,
        "vneid.ngay_sinh": birth_date,
        "vneid.so_dien_thoai": person.phone,
        "vneid.gioi_tinh": {"MALE": "Nam", "FEMALE": "Nữ"}.get(person.gender),
        "vneid.thu_dien_tu": person.email,
        "vneid.dan_toc": person.ethnicity,
        "vneid.quoc_tich": person.nationality,
        "csdl_dan_cu.thuong_tru": dict(person.address),
    }
    return {key: value for key, value in values.items() if value}
