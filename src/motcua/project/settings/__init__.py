"""The settings, split by concern."""

import django_stubs_ext

from .apps import *
from .clock import *
from .database import *
from .dossiers import *
from .exchange import *
from .files import *
from .language import *
from .mail import *
from .procedures import *
from .push import *
from .security import *
from .services import *
from .site import *
from .sources import *

django_stubs_ext.monkeypatch()
