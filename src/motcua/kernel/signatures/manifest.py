"""What the signatures bring to the house."""

from django.utils.translation import gettext_lazy as _

from motcua.foundation.modules import Module

from . import events

MODULE = Module(
    title=_("Digital signatures"),
    urls="motcua.kernel.signatures.web.urls",
    publishes=[events.DocumentSigned, events.CertificateRevoked],
)
