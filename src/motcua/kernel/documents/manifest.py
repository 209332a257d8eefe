"""What the documents bring to the house."""

from django.utils.translation import gettext_lazy as _

from motcua.foundation.modules import Module

from . import events

MODULE = Module(
    title=_("Documents"),
    publishes=[
        events.FileStored,
        events.PaperIssued,
        events.PaperRevoked,
        events.PaperReplaced,
    ],
)
