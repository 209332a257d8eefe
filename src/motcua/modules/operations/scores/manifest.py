from django.utils.translation import gettext_lazy as _

from motcua.foundation.modules import Module, NavGroup, NavItem

from . import permissions

MODULE = Module(
    title=_("Scores"),
    urls="motcua.modules.operations.scores.web.urls",
    navigation=[
        NavItem(
            title=_("Scores"),
            url="scores:ranking",
            needs=permissions.VIEW,
            group=NavGroup.FIGURES,
            order=62,
        )
    ],
    permissions=permissions.ALL,
)
