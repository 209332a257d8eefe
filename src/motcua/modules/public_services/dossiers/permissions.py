"""The rights a unit may grant."""

from django.utils.translation import gettext_lazy as _

from motcua.foundation.permissions import Permission, Reach

RECEIVE = Permission(
    code="dossiers.receive",
    title=_("Receive dossiers: accept, ask for supplements, refuse"),
    roles=frozenset({"RECEPTION"}),
)
HANDLE = Permission(
    code="dossiers.handle",
    title=_("Handle dossiers and draft their results"),
    # A leader gets the work for which his authority has nobody else; a partner does his steps.
    roles=frozenset({"SPECIALIST", "UNIT_HEAD", "AUTHORITY_LEADER", "PARTNER"}),
)
SIGN = Permission(
    code="dossiers.sign",
    title=_("Approve and sign results"),
    # Some results are signed by the head of a department, or by a partner: the process says which.
    roles=frozenset({"AUTHORITY_LEADER", "UNIT_HEAD", "PARTNER"}),
    reach=Reach.AUTHORITY,
)
ISSUE = Permission(
    code="dossiers.issue",
    title=_("Issue and hand over results"),
    roles=frozenset({"RECEPTION", "CLERK"}),
)
APPROVE_REQUEST = Permission(
    code="dossiers.approve_request",
    title=_("Decide on second requests, stops and apologies"),
    roles=frozenset({"AUTHORITY_LEADER", "UNIT_HEAD"}),
    reach=Reach.AUTHORITY,
)
VIEW = Permission(
    code="dossiers.view",
    title=_("See the dossiers of the unit"),
    # A partner agency sees the dossiers in which it does a step or is asked for an opinion.
    roles=frozenset({"RECEPTION", "SPECIALIST", "UNIT_HEAD", "CLERK", "PARTNER"}),
)
VIEW_AUTHORITY = Permission(
    code="dossiers.view_authority",
    title=_("See the dossiers of the authority and its departments"),
    roles=frozenset({"AUTHORITY_LEADER"}),
    reach=Reach.AUTHORITY,
)
VIEW_ALL = Permission(
    code="dossiers.view_all",
    title=_("See the dossiers of the unit and of all units below"),
    roles=frozenset({"SUPERVISOR"}),
    reach=Reach.SUBTREE,
)
OVERSEE = Permission(
    code="dossiers.oversee",
    title=_("See which dossiers a figure counts in all units below, without whose they are"),
    roles=frozenset({"AUTHORITY_LEADER"}),
    reach=Reach.SUBTREE,
)
ANY_VIEW = (VIEW, VIEW_AUTHORITY, VIEW_ALL)
ALL = (RECEIVE, HANDLE, SIGN, ISSUE, APPROVE_REQUEST, *ANY_VIEW, OVERSEE)
