from django.utils.translation import gettext_lazy as _

from motcua.foundation.modules import Module

from . import events, permissions

MODULE = Module(title=_("Archive"), permissions=permissions.ALL, publishes=events.ALL)
