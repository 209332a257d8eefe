from django.utils.translation import gettext_lazy as _

from motcua.foundation.modules import Module, NavGroup, NavItem

from . import demo, events, permissions

MODULE = Module(
    title=_("Operations centre"),
    urls="motcua.modules.operations.board.web.urls",
    navigation=[
        NavItem(
            title=_("Operations centre"),
            url="board:board",
            needs=permissions.VIEW_FIGURES,
            group=NavGroup.FIGURES,
            order=2,
        ),
        NavItem(
            title=_("Fields of the operations centre"),
            url="board:fields",
            needs=permissions.ARRANGE,
            group=NavGroup.SETTINGS,
            order=61,
        ),
    ],
    permissions=permissions.ALL,
    publishes=events.ALL,
    demo=demo.load,
    demo_order=190,
)
