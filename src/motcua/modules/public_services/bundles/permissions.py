"""The rights a unit may grant."""

from django.utils.translation import gettext_lazy as _

from motcua.foundation.permissions import Permission

HANDLE = Permission(
    code="bundles.handle",
    title=_("Handle the parts of bundles that come from other authorities"),
    roles=frozenset({"PARTNER", "SPECIALIST", "UNIT_HEAD", "AUTHORITY_LEADER"}),
)
ALL = (HANDLE,)
