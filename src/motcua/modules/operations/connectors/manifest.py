from django.utils.translation import gettext_lazy as _

from motcua.foundation.modules import Module, NavItem

from . import demo, events, indicators, permissions

MODULE = Module(
    title=_("Figures from outside"),
    urls="motcua.modules.operations.connectors.web.urls",
    navigation=[
        NavItem(title=_("Figures from outside"), url="connectors:series_list", needs=each, order=62)
        for each in permissions.ANY
    ],
    permissions=permissions.ALL,
    publishes=events.ALL,
    provides=[indicators.DECLARED],
    demo=demo.load,
    demo_order=70,
)
