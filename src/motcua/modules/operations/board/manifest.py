from django.utils.translation import gettext_lazy as _

from motcua.foundation.modules import Module, NavItem

from . import permissions

MODULE = Module(
    title=_("Figures"),
    urls="motcua.modules.operations.board.web.urls",
    navigation=[
        NavItem(title=_("Figures"), url="board:figures", needs=permissions.VIEW_FIGURES, order=60)
    ],
    permissions=permissions.ALL,
)
