"""What the documents bring to the house."""

from django.utils.translation import gettext_lazy as _

from motcua.foundation.events import On
from motcua.foundation.modules import Every, Module

from . import events, handlers, tasks

MODULE = Module(
    title=_("Documents"),
    publishes=[
        events.FileStored,
        events.FileErased,
        events.TextRead,
        events.PaperIssued,
        events.PaperRevoked,
        events.PaperReplaced,
    ],
    listens=[
        On(events.FileErased, handlers.remove_bytes),
        On(events.FileErased, handlers.forget_text),
    ],
    schedule=[Every(seconds=2, run=tasks.read_texts)],
)
