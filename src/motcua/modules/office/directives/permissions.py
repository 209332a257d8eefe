"""The rights a unit may grant."""

from django.utils.translation import gettext_lazy as _

from motcua.foundation.permissions import Permission, Reach

GIVE = Permission(
    code="directives.give",
    title=_("Give tasks to units, or enter those that a leader gave"),
    roles=frozenset({"AUTHORITY_LEADER", "CLERK"}),
    reach=Reach.AUTHORITY,
)
FOLLOW = Permission(
    code="directives.follow",
    title=_("Follow tasks: accept or return results, freeze the evaluation"),
    roles=frozenset({"AUTHORITY_LEADER", "CLERK"}),
    reach=Reach.AUTHORITY,
)
APPROVE = Permission(
    code="directives.approve",
    title=_("Approve extensions of tasks; sign the evaluation"),
    roles=frozenset({"AUTHORITY_LEADER"}),
    reach=Reach.AUTHORITY,
)
HANDLE = Permission(
    code="directives.handle",
    title=_("Do tasks that the unit was given, and report on them"),
    roles=frozenset({"SPECIALIST", "UNIT_HEAD", "AUTHORITY_LEADER", "CLERK", "RECEPTION"}),
)
VIEW = Permission(
    code="directives.view",
    title=_("See the tasks of the unit"),
    roles=frozenset({"SPECIALIST", "UNIT_HEAD"}),
)
VIEW_BELOW = Permission(
    code="directives.view_below",
    title=_("See the tasks of the authority and of all units below it"),
    roles=frozenset({"AUTHORITY_LEADER", "CLERK"}),
    reach=Reach.SUBTREE,
)
ANY_VIEW = (VIEW, VIEW_BELOW)
ANY = (*ANY_VIEW, HANDLE)
ALL = (GIVE, FOLLOW, APPROVE, HANDLE, *ANY_VIEW)
