"""The rights that a unit may grant."""

from django.utils.translation import gettext_lazy as _

from motcua.foundation.permissions import Permission

MANAGE = Permission(
    code="checklists.manage",
    title=_("Keep the check lists and the catalogue of reasons"),
    roles=frozenset({"CATALOGUE_ADMIN"}),
)
ALL = (MANAGE,)
