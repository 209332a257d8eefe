"""The rights a unit may grant."""

from django.utils.translation import gettext_lazy as _

from motcua.foundation.permissions import Permission, Reach

FILL = Permission(
    code="reports.fill",
    title=_("Fill in the reports that the unit owes"),
    roles=frozenset({"SUPERVISOR", "CLERK", "SPECIALIST", "AUTHORITY_LEADER"}),
)
SIGN = Permission(
    code="reports.sign",
    title=_("Sign the reports of the unit"),
    roles=frozenset({"AUTHORITY_LEADER"}),
)
FOLLOW = Permission(
    code="reports.follow",
    title=_("See the reports of the unit and of the units below; remind the late ones"),
    roles=frozenset({"AUTHORITY_LEADER", "SUPERVISOR", "CLERK"}),
    reach=Reach.SUBTREE,
)
MANAGE = Permission(
    code="reports.manage",
    title=_("Keep report regimes and forms"),
    roles=frozenset({"CATALOGUE_ADMIN", "SUPERVISOR"}),
)
ANY_VIEW = (FILL, SIGN, FOLLOW)
ALL = (FILL, SIGN, FOLLOW, MANAGE)
