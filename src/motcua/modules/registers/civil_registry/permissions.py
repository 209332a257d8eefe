"""The rights a unit may grant."""

from django.utils.translation import gettext_lazy as _

from motcua.foundation.permissions import Permission, Reach

VIEW = Permission(
    code="civil_registry.view",
    title=_("Read the civil registers"),
    roles=frozenset({"SPECIALIST", "UNIT_HEAD", "AUTHORITY_LEADER"}),
    reach=Reach.UNIT,
)
REGISTER = Permission(
    code="civil_registry.register",
    title=_("Approve entries of the civil registers"),
    roles=frozenset({"AUTHORITY_LEADER"}),
)
ANNOTATE = Permission(
    code="civil_registry.annotate",
    title=_("Add notes to entries of the civil registers"),
    roles=frozenset({"SPECIALIST"}),
)
ALL = (VIEW, REGISTER, ANNOTATE)
