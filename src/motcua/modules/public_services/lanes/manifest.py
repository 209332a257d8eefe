from django.utils.translation import gettext_lazy as _

from motcua.foundation.events import On
from motcua.foundation.modules import Module, NavItem
from motcua.kernel.analytics import api as analytics
from motcua.kernel.cases import api as cases
from motcua.modules.public_services.dossiers import api as dossiers

from . import demo, events, handlers, indicators, permissions

MODULE = Module(
    title=_("Lanes"),
    urls="motcua.modules.public_services.lanes.web.urls",
    navigation=[
        NavItem(title=_("Lanes"), url="lanes:list", needs=permissions.VIEW, order=60),
        NavItem(title=_("Lanes"), url="lanes:list", needs=permissions.VIEW_ALL, order=60),
    ],
    permissions=permissions.ALL,
    publishes=events.ALL,
    listens=[
        On(dossiers.DossierAccepted, handlers.enter_at_acceptance),
        On(cases.StepDone, handlers.enter_for_signature),
        On(dossiers.ResultIssued, handlers.note_ready),
        On(dossiers.ResultReturned, handlers.note_returned),
        *analytics.listeners(indicators.TALE),
    ],
    indicators=indicators.ALL,
    provides=[indicators.TALE],
    demo=demo.load,
    demo_order=45,
)
