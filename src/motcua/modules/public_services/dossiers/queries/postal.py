"""Where the post may bring a result: what is known of a person, and the names to choose from."""

import re
from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.foundation.errors import Fault
from motcua.kernel.identity import api as identity
from motcua.kernel.places import api as places

from .. import rules
from ..types import PostalAddress

LONGEST = 200
_PHONE = re.compile(r"0\d{9,10}")


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


def postal_faults(postal: PostalAddress) -> tuple[Fault, ...]:
    """Return everything that is missing or wrong in an address, in the order of the page."""
    missing = {
        "recipient": _("Say who receives the letter."),
        "phone": _("Give a phone number, so that the postman can call."),
        "street": _("Give house number and street, or the village."),
        "ward": _("Give the ward, commune or special zone."),
        "province": _("Give the province or city."),
    }
    found = []
    for name, words in missing.items():
        value = getattr(postal, name)
        if not value:
            found.append(Fault(f"postal.{name}", words))
        elif len(value) > LONGEST:
            found.append(Fault(f"postal.{name}", _("This is too long for an envelope.")))
        elif name == "phone" and not _PHONE.fullmatch(re.sub(r"[ .]", "", value)):
            wrong = _("A phone number has 10 or 11 digits and begins with 0.")
            found.append(Fault("postal.phone", wrong))
    return tuple(found)
