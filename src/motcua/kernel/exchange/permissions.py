"""Rights over the exchange of documents."""

from django.utils.translation import gettext_lazy as _

from motcua.foundation.permissions import Permission, Reach
from motcua.kernel.organisation import api as organisation

_Role = organisation.Role

VIEW = Permission(
    code="exchange.view",
    title=_("See what was exchanged with other agencies"),
    roles=frozenset({_Role.CLERK.value, _Role.TECHNICAL_ADMIN.value, _Role.UNIT_HEAD.value}),
    reach=Reach.AUTHORITY,
)
RESEND = Permission(
    code="exchange.resend",
    title=_("Send again what did not arrive"),
    roles=frozenset({_Role.CLERK.value, _Role.TECHNICAL_ADMIN.value}),
    reach=Reach.AUTHORITY,
)
MANAGE = Permission(
    code="exchange.manage",
    title=_("Keep the nodes and agencies with whom documents are exchanged"),
    roles=frozenset({_Role.TECHNICAL_ADMIN.value}),
    reach=Reach.AUTHORITY,
)
ALL = [VIEW, RESEND, MANAGE]
