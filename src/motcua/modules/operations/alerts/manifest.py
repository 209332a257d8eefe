from django.utils.translation import gettext_lazy as _

from motcua.foundation.modules import Every, Module, NavGroup, NavItem
from motcua.kernel.analytics import api as analytics

from . import demo, events, indicators, permissions, tasks
from .web import waiting

MODULE = Module(
    title=_("Alerts"),
    urls="motcua.modules.operations.alerts.web.urls",
    navigation=[
        NavItem(
            title=_("Alerts"),
            url="alerts:mine",
            needs=permissions.ANSWER,
            group=NavGroup.FIGURES,
            order=58,
        ),
        NavItem(
            title=_("Alerts"),
            url="alerts:mine",
            needs=permissions.SEE,
            group=NavGroup.FIGURES,
            order=58,
        ),
    ],
    permissions=permissions.ALL,
    publishes=events.ALL,
    listens=analytics.listeners(indicators.TALE),
    indicators=indicators.ALL,
    provides=[indicators.TALE, *waiting.PROVIDED],
    schedule=[Every(seconds=60, run=tasks.watch)],
    demo=demo.load,
    demo_order=92,
)
