"""The rights a unit may grant."""

from django.utils.translation import gettext_lazy as _

from motcua.foundation.permissions import Permission, Reach

MANAGE_PROCESSES = Permission(
    code="cases.manage_processes",
    title=_("See and publish processes"),
    roles=frozenset({"CATALOGUE_ADMIN"}),
    reach=Reach.SUBTREE,
)
REASSIGN = Permission(
    code="cases.reassign",
    title=_("Give the work of others to somebody else, and go on without an opinion"),
    roles=frozenset({"UNIT_HEAD", "AUTHORITY_LEADER"}),
    reach=Reach.AUTHORITY,
)
ALL = (MANAGE_PROCESSES, REASSIGN)
