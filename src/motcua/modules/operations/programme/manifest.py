from django.utils.translation import gettext_lazy as _

from motcua.foundation.modules import Every, EveryWorkingDay, Module, NavGroup, NavItem
from motcua.kernel.analytics import api as analytics

from . import demo, events, indicators, permissions, tasks

MODULE = Module(
    title=_("Plans and pilot models"),
    urls="motcua.modules.operations.programme.web.urls",
    navigation=[
        NavItem(
            title=_("Plans"),
            url="programme:plans",
            needs=permissions.VIEW,
            group=NavGroup.FIGURES,
            order=62,
        )
    ],
    permissions=permissions.ALL,
    publishes=events.ALL,
    listens=[line for tale in indicators.TALES for line in analytics.listeners(tale)],
    indicators=indicators.ALL,
    provides=indicators.TALES,
    schedule=[
        EveryWorkingDay(at="07:20", run=tasks.remind),
        Every(seconds=600, run=tasks.follow_figures),
    ],
    demo=demo.load,
    demo_order=85,
)
