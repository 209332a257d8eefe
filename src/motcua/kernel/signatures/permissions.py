"""Rights over signatures."""

from django.utils.translation import gettext_lazy as _

from motcua.foundation.permissions import Permission

KEEP_TRUST = Permission(
    code="signatures.keep_trust",
    title=_("Keep the list of trusted roots, and see certificates and archive timestamps"),
    roles=frozenset({"TECHNICAL_ADMIN"}),
)
ALL = (KEEP_TRUST,)
