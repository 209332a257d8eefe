from django.utils.translation import gettext_lazy as _

from motcua.foundation.modules import Module, NavItem
from motcua.kernel.cases import api as cases

from . import demo, events

MODULE = Module(
    title=_("Internal processes"),
    urls="motcua.modules.public_services.processes.web.urls",
    navigation=[
        NavItem(
            title=_("Processes"),
            url="processes:list",
            needs=cases.MANAGE_PROCESSES,
            order=72,
        )
    ],
    publishes=[
        events.ProcessVersionPublished,
        events.DraftDiscarded,
        events.ProceduresAssigned,
        events.ProceduresReleased,
    ],
    demo=demo.load,
    demo_order=45,
)
