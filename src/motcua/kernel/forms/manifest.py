from django.utils.translation import gettext_lazy as _

from motcua.foundation.modules import Module, NavGroup, NavItem

from . import events, permissions

MODULE = Module(
    title=_("Forms"),
    urls="motcua.kernel.forms.web.urls",
    navigation=[
        NavItem(
            title=_("Forms"),
            url="forms:catalogue",
            needs=permissions.VIEW,
            group=NavGroup.SETTINGS,
            order=800,
        )
    ],
    permissions=permissions.ALL,
    publishes=[events.FormVersionAdded],
)
