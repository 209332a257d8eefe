"""The rights a unit may grant."""

from django.utils.translation import gettext_lazy as _

from motcua.foundation.permissions import Permission, Reach

DRAFT = Permission(
    code="outgoing.draft",
    title=_("Draft official documents"),
    roles=frozenset({"SPECIALIST", "UNIT_HEAD", "AUTHORITY_LEADER", "CLERK"}),
)
APPROVE = Permission(
    code="outgoing.approve",
    title=_("Approve and sign official documents"),
    roles=frozenset({"AUTHORITY_LEADER"}),
    reach=Reach.AUTHORITY,
)
ISSUE = Permission(
    code="outgoing.issue",
    title=_("Number, seal and issue official documents; keep their registers"),
    roles=frozenset({"CLERK"}),
    reach=Reach.AUTHORITY,
)
VIEW = Permission(
    code="outgoing.view",
    title=_("See the official documents of the unit"),
    roles=frozenset({"SPECIALIST", "UNIT_HEAD", "RECEPTION"}),
)
VIEW_AUTHORITY = Permission(
    code="outgoing.view_authority",
    title=_("See the official documents of the authority and its departments"),
    roles=frozenset({"AUTHORITY_LEADER", "CLERK"}),
    reach=Reach.AUTHORITY,
)
ANY_VIEW = (VIEW, VIEW_AUTHORITY)
ALL = (DRAFT, APPROVE, ISSUE, *ANY_VIEW)
