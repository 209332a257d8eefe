"""The rights a unit may grant."""

from django.utils.translation import gettext_lazy as _

from motcua.foundation.permissions import Permission, Reach

MANAGE = Permission(
    code="programme.manage",
    title=_("Enter plans, confirm what was reached, score pilot models"),
    roles=frozenset({"AUTHORITY_LEADER", "CLERK", "SUPERVISOR"}),
    reach=Reach.AUTHORITY,
)
REPORT = Permission(
    code="programme.report",
    title=_("Report on targets, tasks and pilot models of the unit"),
    roles=frozenset({"SPECIALIST", "UNIT_HEAD", "AUTHORITY_LEADER", "CLERK"}),
    reach=Reach.AUTHORITY,
)
VIEW = Permission(
    code="programme.view",
    title=_("See the plans of the authority, of those above and of those below it"),
    roles=frozenset({"SPECIALIST", "UNIT_HEAD", "AUTHORITY_LEADER", "CLERK", "SUPERVISOR"}),
    reach=Reach.SUBTREE,
)
ALL = (MANAGE, REPORT, VIEW)
