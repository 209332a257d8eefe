"""Rights over the catalogue of forms."""

from django.utils.translation import gettext_lazy as _

from motcua.foundation.permissions import Permission, Reach

VIEW = Permission(
    code="forms.view",
    title=_("Look at all forms and their versions"),
    roles=frozenset({"CATALOGUE_ADMIN"}),
    reach=Reach.SUBTREE,
)
MANAGE = Permission(
    code="forms.manage",
    title=_("Add versions of forms"),
    roles=frozenset({"CATALOGUE_ADMIN"}),
    reach=Reach.SUBTREE,
)
ALL = (VIEW, MANAGE)
