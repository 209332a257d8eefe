"""Every way to change something about incoming documents."""

from .ending import begin_answer, finish_with_note, mark_answered
from .mailing import receive_mail, refuse_mail
from .originals import propose_metadata
from .receiving import receive_packet, refuse_document, register_document, take_back, take_in
from .routing import add_words, give_document, note_read, route_document

__all__ = [
    "add_words",
    "begin_answer",
    "finish_with_note",
    "give_document",
    "mark_answered",
    "note_read",
    "propose_metadata",
    "receive_mail",
    "receive_packet",
    "refuse_document",
    "refuse_mail",
    "register_document",
    "route_document",
    "take_back",
    "take_in",
]
