from django.utils.translation import gettext_lazy as _

from motcua.foundation.modules import Every, Module

from . import tasks

MODULE = Module(
    title=_("Messages"),
    urls="motcua.kernel.notifications.web.urls",
    schedule=[Every(seconds=1, run=tasks.deliver)],
)
