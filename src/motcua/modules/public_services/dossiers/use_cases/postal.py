"""What the post must know before it can bring a result."""

import re

from django.utils.translation import gettext as _

from motcua.foundation.errors import Fault

from ..types import PostalAddress

LONGEST = 200
_PHONE = re.compile(r"0\d{9,10}")


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
