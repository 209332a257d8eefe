from django.utils.translation import gettext_lazy as _

from motcua.foundation.modules import Module, NavGroup, NavItem

from . import permissions

MODULE = Module(
    title=_("Map of the wards"),
    urls="motcua.modules.operations.maps.web.urls",
    navigation=[
        NavItem(
            title=_("Map"),
            url="maps:map",
            needs=permissions.VIEW_MAP,
            group=NavGroup.FIGURES,
            order=62,
        )
    ],
    permissions=permissions.ALL,
)
