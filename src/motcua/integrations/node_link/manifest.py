from django.utils.translation import gettext_lazy as _

from motcua.foundation.modules import Module

from .client import NodeLink

MODULE = Module(title=_("Node to node"), provides=[NodeLink()])
