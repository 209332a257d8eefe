from django.utils.translation import gettext_lazy as _

from motcua.foundation.modules import Module, NavItem

from . import events

MODULE = Module(
    title=_("My desk"),
    urls="motcua.kernel.desk.web.urls",
    navigation=[NavItem(title=_("My desk"), url="own_desk:desk", order=1)],
    publishes=events.ALL,
)
