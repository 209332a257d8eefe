"""Where the post may bring a result: what is known of a person, and the names to choose from."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from motcua.kernel.identity import api as identity
from motcua.kernel.places import api as places

from .. import rules
from ..types import PostalAddress


def known_postal(person_id: UUID | None) -> PostalAddress:
    """Return the address that is registered for a person; empty parts where nothing is known."""
    if person_id is None:
        return PostalAddress()
    person = identity.get_person(person_id)
    home = person.address
    return PostalAddress(
        recipient=person.full_name,
        phone=person.phone,
        street=home.get("chi_tiet", ""),
        ward=home.get("xa", ""),
        province=home.get("tinh", ""),
    )


def list_area_names(province: str, *, on: date) -> tuple[Sequence[str], Sequence[str]]:
    """Return the names of all provinces, and of the wards of the one that was named."""
    provinces = places.list_children(None, on=on)
    wanted = rules.short_area_name(province)
    chosen = next((each for each in provinces if rules.short_area_name(each.name) == wanted), None)
    wards = places.list_wards(chosen.id, on=on) if chosen else ()
    return [each.name for each in provinces], [each.name for each in wards]
