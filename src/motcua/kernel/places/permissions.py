"""Rights over the catalogue of areas."""

from django.utils.translation import gettext_lazy as _

from motcua.foundation.permissions import Permission, Reach

MANAGE = Permission(
    code="places.manage",
    title=_("Keep the catalogue of administrative areas"),
    roles=frozenset({"CATALOGUE_ADMIN"}),
    reach=Reach.SUBTREE,
)
ALL = [MANAGE]
