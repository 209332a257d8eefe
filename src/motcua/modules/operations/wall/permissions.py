"""The rights a unit may grant."""

from django.utils.translation import gettext_lazy as _

from motcua.foundation.permissions import Permission, Reach

SHOW = Permission(
    code="wall.show",
    title=_("Show the figures of the unit on a wall"),
    roles=frozenset({"AUTHORITY_LEADER", "SUPERVISOR", "UNIT_HEAD", "CATALOGUE_ADMIN"}),
    reach=Reach.SUBTREE,
)
ALL = (SHOW,)
