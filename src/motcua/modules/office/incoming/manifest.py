from django.utils.translation import gettext_lazy as _

from motcua.foundation.events import On
from motcua.foundation.modules import Every, Module, NavGroup, NavItem
from motcua.kernel.analytics import api as analytics
from motcua.kernel.documents import api as documents
from motcua.kernel.exchange import api as exchange
from motcua.modules.office.outgoing import api as outgoing

from . import demo, events, handlers, indicators, permissions, search, tasks
from .web import waiting

MODULE = Module(
    title=_("Incoming documents"),
    urls="motcua.modules.office.incoming.web.urls",
    navigation=[
        NavItem(  # the day of whoever receives them
            title=_("Incoming documents"),
            url="incoming:inbox",
            needs=permissions.RECEIVE,
            group=NavGroup.PAPERS,
            order=5,
        ),
        NavItem(
            title=_("Incoming documents"),
            url="incoming:inbox",
            needs=permissions.HANDLE,
            group=NavGroup.PAPERS,
            order=15,
        ),
        *(
            NavItem(
                title=_("Register of incoming documents"),
                url="incoming:register",
                needs=each,
                group=NavGroup.PAPERS,
                order=49,
            )
            for each in permissions.ANY_VIEW
        ),
    ],
    permissions=permissions.ALL,
    publishes=events.ALL,
    listens=[
        On(exchange.PacketArrived, handlers.receive),
        On(documents.TextRead, handlers.propose),
        On(exchange.TakeBackAsked, handlers.give_back),
        On(outgoing.OutgoingIssued, handlers.close_answered),
        On(events.IncomingRegistered, handlers.tell_router),
        On(events.IncomingRouted, handlers.tell_units),
        On(events.IncomingGiven, handlers.tell_person),
        *search.LISTENS,
        *analytics.listeners(indicators.TALE),
    ],
    indicators=indicators.ALL,
    search=[search.DOCUMENTS],
    provides=[*waiting.ALL, indicators.TALE],
    schedule=[Every(seconds=60, run=tasks.fetch_mail)],
    demo=demo.load,
    demo_order=72,
)
