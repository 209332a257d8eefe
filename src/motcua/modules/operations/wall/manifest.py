from django.utils.translation import gettext_lazy as _

from motcua.foundation.modules import Module, NavItem

from . import permissions

MODULE = Module(
    title=_("Wall"),
    urls="motcua.modules.operations.wall.web.urls",
    navigation=[NavItem(title=_("Wall"), url="wall:wall", needs=permissions.SHOW, order=64)],
    permissions=permissions.ALL,
)
