"""Rights over units, posts and the calendar."""

from django.utils.translation import gettext_lazy as _

from motcua.foundation.permissions import Permission, Reach

from .types import Role

MANAGE = Permission(
    code="organisation.manage",
    title=_("Keep units, posts and the working calendar"),
    roles=frozenset({Role.CATALOGUE_ADMIN.value, Role.TECHNICAL_ADMIN.value}),
    reach=Reach.SUBTREE,
)
DELEGATE = Permission(
    code="organisation.delegate",
    title=_("Lend the powers of a post for a time"),
    roles=frozenset(
        {Role.AUTHORITY_LEADER.value, Role.UNIT_HEAD.value, Role.CATALOGUE_ADMIN.value}
    ),
    reach=Reach.AUTHORITY,
)
ALL = [MANAGE, DELEGATE]
