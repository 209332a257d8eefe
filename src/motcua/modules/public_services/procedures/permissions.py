"""The rights that a unit may grant."""

from django.utils.translation import gettext_lazy as _

from motcua.foundation.permissions import Permission

MANAGE = Permission(
    code="procedures.manage",
    title=_("Publish versions of procedures"),
    roles=frozenset({"CATALOGUE_ADMIN"}),
)
ALL = [MANAGE]
