from django.utils.translation import gettext_lazy as _

from motcua.foundation.events import On
from motcua.foundation.modules import Every, Module, NavGroup, NavItem
from motcua.kernel.analytics import api as analytics
from motcua.kernel.exchange import api as exchange

from . import demo, events, handlers, indicators, permissions, search, tasks
from .web import waiting

MODULE = Module(
    title=_("Outgoing documents"),
    urls="motcua.modules.office.outgoing.web.urls",
    navigation=[
        NavItem(  # the day of whoever issues them
            title=_("Outgoing documents"),
            url="outgoing:inbox",
            needs=permissions.ISSUE,
            group=NavGroup.PAPERS,
            order=6,
        ),
        NavItem(
            title=_("Outgoing documents"),
            url="outgoing:inbox",
            needs=permissions.DRAFT,
            group=NavGroup.PAPERS,
            order=50,
        ),
        NavItem(
            title=_("Documents to sign"),
            url="outgoing:sign",
            needs=permissions.APPROVE,
            group=NavGroup.PAPERS,
            order=8,
        ),
        *(
            NavItem(
                title=_("Register of outgoing documents"),
                url="outgoing:register",
                needs=each,
                group=NavGroup.PAPERS,
                order=51,
            )
            for each in permissions.ANY_VIEW
        ),
    ],
    permissions=permissions.ALL,
    publishes=events.ALL,
    listens=[
        On(events.OutgoingIssued, handlers.send),
        On(events.OutgoingRecalled, handlers.take_back),
        On(events.ScanAdded, handlers.send_scanned),
        On(events.DraftReturned, handlers.tell_drafter),
        On(exchange.PacketStateChanged, handlers.follow_packet),
        On(exchange.PacketFailed, handlers.note_failure),
        *search.LISTENS,
        *analytics.listeners(indicators.TALE),
    ],
    indicators=indicators.ALL,
    search=[search.DOCUMENTS],
    provides=[*waiting.ALL, indicators.TALE],
    schedule=[
        Every(seconds=1, run=tasks.sign_waiting),
        Every(seconds=2, run=tasks.certify_waiting),
    ],
    demo=demo.load,
    demo_order=70,
)
