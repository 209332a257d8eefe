"""The rights a unit may grant."""

from django.utils.translation import gettext_lazy as _

from motcua.foundation.permissions import Permission, Reach

VIEW = Permission(
    code="forecasts.view",
    title=_("See which dossiers are foretold to be late"),
    roles=frozenset({"AUTHORITY_LEADER", "SUPERVISOR"}),
    reach=Reach.SUBTREE,
)
ALL = (VIEW,)
