"""The rights a unit may grant."""

from django.utils.translation import gettext_lazy as _

from motcua.foundation.permissions import Permission, Reach

VIEW_MAP = Permission(
    code="maps.view",
    title=_("See the map of the wards with their figures"),
    roles=frozenset({"AUTHORITY_LEADER", "SUPERVISOR", "UNIT_HEAD", "CATALOGUE_ADMIN"}),
    reach=Reach.SUBTREE,
)
ALL = (VIEW_MAP,)
