from django.utils.translation import gettext_lazy as _

from motcua.foundation.events import On
from motcua.foundation.modules import Module, NavGroup, NavItem
from motcua.kernel.analytics import api as analytics
from motcua.modules.public_services.dossiers import api as dossiers

from . import demo, events, handlers, indicators, permissions

MODULE = Module(
    title=_("Desk surveys"),
    urls="motcua.modules.public_services.surveys.web.urls",
    navigation=[
        NavItem(
            title=_("Desk surveys"),
            url="surveys:units",
            needs=permissions.VIEW,
            group=NavGroup.FIGURES,
            order=64,
        )
    ],
    permissions=permissions.ALL,
    publishes=events.ALL,
    listens=[
        On(dossiers.ResultReturned, handlers.invite),
        *analytics.listeners(indicators.TALE),
    ],
    indicators=[indicators.DESK_SURVEY],
    provides=[indicators.TALE],
    demo=demo.load,
    demo_order=86,
)
