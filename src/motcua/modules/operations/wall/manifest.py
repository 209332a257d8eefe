from django.utils.translation import gettext_lazy as _

from motcua.foundation.modules import Module, NavGroup, NavItem

from . import permissions

MODULE = Module(
    title=_("Wall"),
    urls="motcua.modules.operations.wall.web.urls",
    navigation=[
        NavItem(
            title=_("Wall"),
            url="wall:wall",
            needs=permissions.SHOW,
            group=NavGroup.FIGURES,
            order=64,
        )
    ],
    permissions=permissions.ALL,
)
