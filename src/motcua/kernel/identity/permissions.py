"""The rights that an administrator may grant here."""

from django.utils.translation import gettext_lazy as _

from motcua.foundation.permissions import Permission, Reach

MANAGE_RIGHTS = Permission(
    code="identity.manage_rights",
    title=_("Decide which role holds which right"),
    roles=frozenset({"TECHNICAL_ADMIN"}),
    reach=Reach.SUBTREE,
)
MANAGE_ACCOUNTS = Permission(
    code="identity.manage_accounts",
    title=_("Open and close officials' accounts"),
    roles=frozenset({"TECHNICAL_ADMIN"}),
    reach=Reach.SUBTREE,
)
FIND_PERSONS = Permission(
    code="identity.find_persons",
    title=_("Find persons by name or number"),
    roles=frozenset({"RECEPTION", "SPECIALIST", "UNIT_HEAD", "AUTHORITY_LEADER"}),
    reach=Reach.AUTHORITY,
)
ALL = (MANAGE_RIGHTS, MANAGE_ACCOUNTS, FIND_PERSONS)
