"""How a step table names an agency that it does not know by its code."""

import re

from motcua.foundation.text import fold

from ..types import WantedAgency

_LEVELS = {"tinh": "PROVINCE", "huyen": "DISTRICT", "xa": "WARD"}
_BY_COMPETENCE = re.compile(r"cap (tinh|huyen|xa)")


def wanted_agency(text: str) -> WantedAgency | None:
    """Read ``cấp huyện: Đất đai``: whoever decides on that field at that level; None otherwise.

    Without a field it is the agency that decides on the field of the case. A step table is shared
    by many authorities and outlives them: so it can say whom it needs, not who that is today.

    Law:
        ND 61/2018; ND 118/2025
    """
    level, _colon, field = text.partition(":")
    found = _BY_COMPETENCE.fullmatch(fold(level).strip())
    if found is None:
        return None
    return WantedAgency(level=_LEVELS[found.group(1)], field=field.strip())
