from django.utils.translation import gettext_lazy as _

from motcua.foundation.modules import Module, NavGroup, NavItem
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
            group=NavGroup.SETTINGS,
            order=11,
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
