from django.utils.translation import gettext_lazy as _

from motcua.foundation.modules import Module

MODULE = Module(
    title=_("National electronic identity"),
    urls="motcua.integrations.vneid.urls",
)
