"""The rights a unit may grant."""

from django.utils.translation import gettext_lazy as _

from motcua.foundation.permissions import Permission, Reach

VIEW = Permission(
    code="lanes.view",
    title=_("See the lanes and their figures"),
    roles=frozenset({"RECEPTION", "SPECIALIST", "UNIT_HEAD", "AUTHORITY_LEADER", "CLERK"}),
    reach=Reach.AUTHORITY,
)
VIEW_ALL = Permission(
    code="lanes.view_all",
    title=_("See the lanes of the unit and of all units below"),
    roles=frozenset({"SUPERVISOR", "CATALOGUE_ADMIN"}),
    reach=Reach.SUBTREE,
)
MANAGE = Permission(
    code="lanes.manage",
    title=_("Open and end lanes"),
    roles=frozenset({"AUTHORITY_LEADER", "SUPERVISOR"}),
    reach=Reach.SUBTREE,
)
ANY_VIEW = (VIEW, VIEW_ALL)
ALL = (VIEW, VIEW_ALL, MANAGE)
