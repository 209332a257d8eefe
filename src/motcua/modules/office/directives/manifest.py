from django.utils.translation import gettext_lazy as _

from motcua.foundation.events import On
from motcua.foundation.modules import Every, EveryWorkingDay, Module, NavItem
from motcua.kernel.analytics import api as analytics
from motcua.kernel.cases import api as cases

from . import demo, events, handlers, indicators, permissions, tasks
from .web import waiting

MODULE = Module(
    title=_("Directives and tasks"),
    urls="motcua.modules.office.directives.web.urls",
    navigation=[
        NavItem(title=_("Tasks"), url="directives:inbox", needs=permissions.HANDLE, order=46),
        *(
            NavItem(title=_("Register of tasks"), url="directives:register", needs=each, order=47)
            for each in permissions.ANY_VIEW
        ),
    ],
    permissions=permissions.ALL,
    publishes=events.ALL,
    listens=[
        On(events.TaskGiven, handlers.tell_units),
        On(events.TaskAssigned, handlers.tell_person),
        On(events.TaskReported, handlers.tell_follower),
        On(events.TaskReturned, handlers.tell_holder),
        On(events.TaskWithdrawn, handlers.tell_withdrawn),
        On(events.ExtensionAsked, handlers.tell_leader),
        On(events.ExtensionDecided, handlers.tell_decided),
        On(cases.CaseRecounted, handlers.follow_recount),
        *analytics.listeners(indicators.TALE),
    ],
    indicators=indicators.ALL,
    provides=[*waiting.PROVIDED, indicators.TALE],
    schedule=[
        EveryWorkingDay(at="07:15", run=tasks.remind),
        Every(seconds=5, run=tasks.sign_waiting),
    ],
    demo=demo.load,
    demo_order=75,
)
