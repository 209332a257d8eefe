"""The rights a unit may grant."""

from django.utils.translation import gettext_lazy as _

from motcua.foundation.permissions import Permission, Reach

VIEW = Permission(
    code="scores.view",
    title=_("See the scores of the unit and of the units below"),
    roles=frozenset({"AUTHORITY_LEADER", "SUPERVISOR", "UNIT_HEAD", "CATALOGUE_ADMIN"}),
    reach=Reach.SUBTREE,
)
ALL = (VIEW,)
