"""The rights a unit may grant."""

from django.utils.translation import gettext_lazy as _

from motcua.foundation.permissions import Permission, Reach

ANSWER = Permission(
    code="alerts.answer",
    title=_("Be on duty: acknowledge and close alerts that come to one’s post"),
    roles=frozenset(
        {"RECEPTION", "SPECIALIST", "UNIT_HEAD", "AUTHORITY_LEADER", "CLERK", "SUPERVISOR"}
    ),
)
SEE = Permission(
    code="alerts.see",
    title=_("See the alerts of the unit and of the units below"),
    roles=frozenset({"AUTHORITY_LEADER", "SUPERVISOR", "CATALOGUE_ADMIN"}),
    reach=Reach.SUBTREE,
)
LEAD = Permission(
    code="alerts.lead",
    title=_("Acknowledge and close alerts in place of the one on duty"),
    roles=frozenset({"AUTHORITY_LEADER", "SUPERVISOR"}),
    reach=Reach.SUBTREE,
)
SET_RULES = Permission(
    code="alerts.set_rules",
    title=_("Write rules for alerts and switch them on"),
    roles=frozenset({"SUPERVISOR", "CATALOGUE_ADMIN"}),
    reach=Reach.SUBTREE,
)
PLAN = Permission(
    code="alerts.plan",
    title=_("Plan who is on duty"),
    roles=frozenset({"AUTHORITY_LEADER", "CLERK", "SUPERVISOR"}),
    reach=Reach.AUTHORITY,
)
ANY = (ANSWER, SEE)
ALL = (ANSWER, SEE, LEAD, SET_RULES, PLAN)
