"""What the exchange brings to the house."""

from django.utils.translation import gettext_lazy as _

from motcua.foundation.events import On
from motcua.foundation.modules import Every, Module, NavGroup, NavItem

from . import demo, events, handlers, permissions, tasks

MODULE = Module(
    title=_("Exchange of documents"),
    urls="motcua.kernel.exchange.web.urls",
    navigation=[
        NavItem(
            title=_("Exchange of documents"),
            url="exchange:undelivered",
            needs=permissions.VIEW,
            group=NavGroup.PAPERS,
            order=60,
        )
    ],
    permissions=permissions.ALL,
    publishes=[
        events.PacketSent,
        events.PacketDelivered,
        events.PacketFailed,
        events.PacketArrived,
        events.PacketStateChanged,
        events.TakeBackAsked,
        events.StateReported,
        events.PeerChanged,
        events.AgencyEntered,
    ],
    listens=[On(events.PacketFailed, handlers.tell_of_failure)],
    schedule=[
        Every(seconds=2, run=tasks.carry),
        Every(seconds=20, run=tasks.collect),
        Every(seconds=3600, run=tasks.tidy),
    ],
    demo=demo.load,
    demo_order=95,  # behind the office's own documents
)
