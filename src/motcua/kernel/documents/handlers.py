"""Reactions to events: what was erased leaves the disk."""

from motcua.foundation import actors
from motcua.foundation.events import Envelope

from . import events
from .use_cases import texts
from .use_cases.erasing import remove_content

HOUSE = actors.system("documents.handlers")


def remove_bytes(event: events.FileErased, _envelope: Envelope) -> None:
    """Take the bytes of an erased file off the disk."""
    remove_content(sha256=event.sha256)


def forget_text(event: events.FileErased, _envelope: Envelope) -> None:
    """Destroy the text of an erased file with it."""
    texts.forget_text(actor=HOUSE, file_id=event.file_id)
