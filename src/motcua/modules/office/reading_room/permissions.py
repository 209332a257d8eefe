"""The rights a unit may grant."""

from django.utils.translation import gettext_lazy as _

from motcua.foundation.permissions import Permission, Reach

DECIDE = Permission(
    code="reading_room.decide",
    title=_("Decide who may read what the archive has open"),
    roles=frozenset({"ARCHIVIST", "CLERK"}),
    reach=Reach.AUTHORITY,
)
DECIDE_CONDITIONAL = Permission(
    code="reading_room.decide_conditional",
    title=_("Decide who may read what the archive has on conditions"),
    roles=frozenset({"AUTHORITY_LEADER"}),
    reach=Reach.AUTHORITY,
)
ALL = (DECIDE, DECIDE_CONDITIONAL)
