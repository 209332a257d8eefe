"""The rights a unit may grant."""

from django.utils.translation import gettext_lazy as _

from motcua.foundation.permissions import Permission, Reach

PUBLISH = Permission(
    code="surveys.publish",
    title=_("Publish the questions of the desk survey"),
    roles=frozenset({"AUTHORITY_LEADER", "SUPERVISOR"}),
)
VIEW = Permission(
    code="surveys.view",
    title=_("See the desk surveys of the unit and of the units below"),
    roles=frozenset({"AUTHORITY_LEADER", "UNIT_HEAD", "SUPERVISOR", "RECEPTION"}),
    reach=Reach.SUBTREE,
)
ALL = (PUBLISH, VIEW)
