from django.utils.translation import gettext_lazy as _

from motcua.foundation.modules import Module

from . import demo, events, permissions

MODULE = Module(
    title=_("Places"),
    permissions=permissions.ALL,
    publishes=[events.AreaCreated, events.BoundaryDrawn],
    demo=demo.load,
    demo_order=10,
)
