from django.utils.translation import gettext_lazy as _

from motcua.foundation.events import On
from motcua.foundation.modules import Module, NavGroup, NavItem
from motcua.kernel.documents import api as documents
from motcua.modules.office.archive import api as archive

from . import demo, events, handlers, permissions, search

MODULE = Module(
    title=_("Reading room"),
    urls="motcua.modules.office.reading_room.web.urls",
    navigation=[
        NavItem(
            title=_("Find documents"), url="reading_room:find", group=NavGroup.PAPERS, order=47
        ),
        *(
            NavItem(
                title=_("Requests to read"),
                url="reading_room:requests",
                needs=each,
                group=NavGroup.PAPERS,
                order=58,
            )
            for each in permissions.ALL
        ),
    ],
    permissions=permissions.ALL,
    publishes=events.ALL,
    listens=[
        On(archive.FilesReceived, handlers.list_received),
        On(archive.FilesDestroyed, handlers.forget),
        On(documents.TextRead, handlers.add_text),
        On(events.ReadingAsked, handlers.tell_deciders),
        On(events.ReadingDecided, handlers.tell_reader),
    ],
    search=[search.CATALOGUE],
    demo=demo.load,
    demo_order=95,
    extra={
        "public_navigation": [
            NavItem(title=_("Reading room"), url="reading_room:catalogue", order=60)
        ],
        "account_navigation": [
            NavItem(title=_("My reading requests"), url="reading_room:own", order=40)
        ],
    },
)
