from django.utils.translation import gettext_lazy as _

from motcua.foundation.modules import Module

from . import demo

MODULE = Module(
    title=_("National electronic identity"),
    urls="motcua.integrations.vneid.urls",
    demo=demo.load,
    demo_order=35,
)
