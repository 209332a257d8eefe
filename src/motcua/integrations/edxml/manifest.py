from django.utils.translation import gettext_lazy as _

from motcua.foundation.modules import Module

from .codec import Edxml
from .codes import V2016, V2022

MODULE = Module(title=_("Exchange packets (edXML)"), provides=[Edxml(V2022), Edxml(V2016)])
