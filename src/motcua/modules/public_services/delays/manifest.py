from django.utils.translation import gettext_lazy as _

from motcua.foundation.events import On
from motcua.foundation.modules import EveryWorkingDay, Module, NavItem
from motcua.modules.public_services.dossiers import api as dossiers

from . import events, handlers, permissions, queries, tasks

MODULE = Module(
    title=_("Delays"),
    urls="motcua.modules.public_services.delays.web.urls",
    navigation=[
        NavItem(title=_("Late soon"), url="delays:list", needs=each, order=18)
        for each in (permissions.COMPLETE, permissions.OVERSEE_ALL)
    ],
    permissions=permissions.ALL,
    publishes=events.ALL,
    listens=[
        On(dossiers.ResultIssued, handlers.drop),
        On(dossiers.DossierWithdrawn, handlers.drop),
        On(dossiers.DossierStopped, handlers.drop),
        On(dossiers.SupplementRequested, handlers.drop),
        On(events.ApologyCompleted, handlers.tell_heads),
    ],
    schedule=[
        EveryWorkingDay(at="07:00", run=tasks.draft_apologies),
        EveryWorkingDay(at="07:15", run=tasks.remind),
    ],
    provides=[queries.ApologyPanel()],
)
