from django.utils.translation import gettext_lazy as _

from motcua.foundation.events import On
from motcua.foundation.modules import Every, EveryWorkingDay, Module, NavGroup, NavItem
from motcua.kernel.organisation import api as organisation

from . import demo, events, handlers, indicators, permissions, tasks

MODULE = Module(
    title=_("Figures from outside"),
    urls="motcua.modules.operations.connectors.web.urls",
    navigation=[
        NavItem(
            title=_("Figures from outside"),
            url="connectors:series_list",
            needs=each,
            group=NavGroup.FIGURES,
            order=65,
        )
        for each in permissions.ANY
    ],
    permissions=permissions.ALL,
    publishes=events.ALL,
    listens=[On(organisation.UnitSucceeded, handlers.count_without)],
    provides=[indicators.DECLARED],
    schedule=[
        Every(seconds=5, run=tasks.ask_sources),
        Every(seconds=600, run=tasks.count_days),
        EveryWorkingDay(at="02:30", run=tasks.forget_samples),
        EveryWorkingDay(at="02:45", run=tasks.recount),
    ],
    demo=demo.load,
    demo_order=70,
)
