from django.utils.translation import gettext_lazy as _

from motcua.foundation.modules import EveryWorkingDay, Module, NavItem

from . import demo, indicators, permissions, tasks

MODULE = Module(
    title=_("Forecasts"),
    urls="motcua.modules.public_services.forecasts.web.urls",
    navigation=[
        NavItem(title=_("Foretold late"), url="forecasts:units", needs=permissions.VIEW, order=19)
    ],
    permissions=permissions.ALL,
    indicators=indicators.ALL,
    schedule=[EveryWorkingDay(at="05:30", run=tasks.foretell)],
    demo=demo.load,
    demo_order=55,
)
