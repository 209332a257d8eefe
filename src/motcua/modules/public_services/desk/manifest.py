from django.utils.translation import gettext_lazy as _

from motcua.foundation.events import On
from motcua.foundation.modules import Module

from . import demo, events, handlers
from .queries import panels

MODULE = Module(
    title=_("Desk"),
    urls="motcua.modules.public_services.desk.web.urls",
    publishes=events.ALL,
    listens=[On(events.CommentWritten, handlers.tell_mentioned)],
    provides=[panels.Twins(), panels.Conversation(), panels.Shelf()],
    demo=demo.load,
    demo_order=60,
)
