from django.utils.translation import gettext_lazy as _

from motcua.foundation.modules import Every, Module

from . import events, permissions, tasks

MODULE = Module(
    title=_("Outgoing documents"),
    permissions=permissions.ALL,
    publishes=events.ALL,
    schedule=[Every(seconds=1, run=tasks.sign_waiting)],
)
