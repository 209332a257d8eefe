"""The right to look at the history."""

from django.utils.translation import gettext_lazy as _

from motcua.foundation.permissions import Permission, Reach

VIEW = Permission(
    code="audit.view",
    title=_("See who did what and when"),
    roles=frozenset({"SUPERVISOR", "TECHNICAL_ADMIN"}),
    reach=Reach.SUBTREE,
)
ALL = [VIEW]
