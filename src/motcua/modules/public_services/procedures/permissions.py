"""The rights that a unit may grant."""

from django.utils.translation import gettext_lazy as _

from motcua.foundation.permissions import Permission, Reach

MANAGE = Permission(
    code="procedures.manage",
    title=_("Publish versions of procedures"),
    roles=frozenset({"CATALOGUE_ADMIN"}),
)
OVERRIDE = Permission(
    code="procedures.override",
    title=_("Say what a ward does differently"),
    roles=frozenset({"CATALOGUE_ADMIN", "AUTHORITY_LEADER", "CLERK"}),
    reach=Reach.AUTHORITY,
)
PROPOSE = Permission(
    code="procedures.propose",
    title=_("Propose to shorten a procedure"),
    roles=frozenset({"CATALOGUE_ADMIN", "SUPERVISOR", "UNIT_HEAD", "AUTHORITY_LEADER"}),
    reach=Reach.AUTHORITY,
)
APPROVE = Permission(
    code="procedures.approve",
    title=_("Decide on proposals to shorten procedures"),
    roles=frozenset({"AUTHORITY_LEADER"}),
    reach=Reach.AUTHORITY,
)
ALL = [MANAGE, OVERRIDE, PROPOSE, APPROVE]
