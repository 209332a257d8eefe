"""The rights a unit may grant."""

from django.utils.translation import gettext_lazy as _

from motcua.foundation.permissions import Permission, Reach

CONFIGURE = Permission(
    code="connectors.configure",
    title=_("Define series of figures and the sources they come from"),
    roles=frozenset({"CATALOGUE_ADMIN"}),
)
ENTER = Permission(
    code="connectors.enter",
    title=_("Give the figures of the unit, and those of series that the unit keeps"),
    roles=frozenset({"SPECIALIST", "UNIT_HEAD", "CLERK", "CATALOGUE_ADMIN"}),
)
VIEW = Permission(
    code="connectors.view",
    title=_("See the given figures of the unit and of the units below"),
    roles=frozenset({"AUTHORITY_LEADER", "SUPERVISOR", "UNIT_HEAD", "CATALOGUE_ADMIN"}),
    reach=Reach.SUBTREE,
)
ANY = (VIEW, ENTER, CONFIGURE)
ALL = (CONFIGURE, ENTER, VIEW)
