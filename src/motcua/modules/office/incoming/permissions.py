"""The rights a unit may grant."""

from django.utils.translation import gettext_lazy as _

from motcua.foundation.permissions import Permission, Reach

RECEIVE = Permission(
    code="incoming.receive",
    title=_("Receive and register incoming documents"),
    roles=frozenset({"CLERK"}),
    reach=Reach.AUTHORITY,
)
ROUTE = Permission(
    code="incoming.route",
    title=_("Route incoming documents to the units"),
    roles=frozenset({"AUTHORITY_LEADER"}),
    reach=Reach.AUTHORITY,
)
HANDLE = Permission(
    code="incoming.handle",
    title=_("Handle incoming documents that one is given"),
    roles=frozenset({"SPECIALIST", "UNIT_HEAD", "AUTHORITY_LEADER", "CLERK", "RECEPTION"}),
)
VIEW = Permission(
    code="incoming.view",
    title=_("See the incoming documents routed to the unit"),
    roles=frozenset({"SPECIALIST", "UNIT_HEAD"}),
)
VIEW_AUTHORITY = Permission(
    code="incoming.view_authority",
    title=_("See all incoming documents of the authority"),
    roles=frozenset({"AUTHORITY_LEADER", "CLERK"}),
    reach=Reach.AUTHORITY,
)
ANY_VIEW = (VIEW, VIEW_AUTHORITY)
ALL = (RECEIVE, ROUTE, HANDLE, *ANY_VIEW)
