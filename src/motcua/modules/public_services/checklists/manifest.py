from django.utils.translation import gettext_lazy as _

from motcua.foundation.modules import Module, NavGroup, NavItem

from . import events, permissions

MODULE = Module(
    title=_("Check lists"),
    urls="motcua.modules.public_services.checklists.web.urls",
    navigation=[
        NavItem(
            title=_("Check lists"),
            url="checklists:reasons",
            needs=permissions.MANAGE,
            group=NavGroup.SETTINGS,
            order=820,
        )
    ],
    permissions=permissions.ALL,
    publishes=events.ALL,
)
