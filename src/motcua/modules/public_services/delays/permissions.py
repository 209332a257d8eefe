"""The rights a unit may grant."""

from django.utils.translation import gettext_lazy as _

from motcua.foundation.permissions import Permission, Reach

COMPLETE = Permission(
    code="delays.complete",
    title=_("Complete apologies for dossiers that will be late"),
    roles=frozenset({"SPECIALIST", "UNIT_HEAD", "AUTHORITY_LEADER"}),
)
SIGN_APOLOGY = Permission(
    code="delays.sign",
    title=_("Sign apologies and promise a new date"),
    roles=frozenset({"AUTHORITY_LEADER"}),
    reach=Reach.AUTHORITY,
)
OVERSEE = Permission(
    code="delays.oversee",
    title=_("Watch over dossiers that will be or are late"),
    roles=frozenset({"UNIT_HEAD", "AUTHORITY_LEADER"}),
    reach=Reach.AUTHORITY,
)
OVERSEE_ALL = Permission(
    code="delays.oversee_all",
    title=_("Watch over late dossiers of the unit and of all units below"),
    roles=frozenset({"SUPERVISOR"}),
    reach=Reach.SUBTREE,
)
ANY = (COMPLETE, SIGN_APOLOGY, OVERSEE, OVERSEE_ALL)
ALL = ANY
