"""Reactions to events: what was erased leaves the disk."""

from motcua.foundation.events import Envelope

from . import events
from .use_cases.erasing import remove_content


def remove_bytes(event: events.FileErased, _envelope: Envelope) -> None:
    """Take the bytes of an erased file off the disk."""
    remove_content(sha256=event.sha256)
