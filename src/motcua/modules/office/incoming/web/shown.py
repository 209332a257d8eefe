"""How incoming documents are shown: states in words and colours, rows of lists."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from motcua.ui import words

from ..models import Document
from ..types import OPEN, State, Urgency

STATES = {
    State.ARRIVED.value: (State.ARRIVED.label, "waiting", "inbox"),
    State.REGISTERED.value: (State.REGISTERED.label, "info", "hand-over"),
    State.ROUTED.value: (State.ROUTED.label, "working", "person"),
    State.HANDLING.value: (State.HANDLING.label, "working", "edit"),
    State.DONE.value: (State.DONE.label, "good", "check"),
    State.REFUSED.value: (State.REFUSED.label, "bad", "minus"),
    State.TAKEN_BACK.value: (State.TAKEN_BACK.label, "neutral", "minus"),
}


def state_of(document: Document) -> dict[str, Any]:
    """Return a state as components show it."""
    return dict(zip(("label", "tone", "icon"), STATES[document.state], strict=True))


def title_of(document: Document, kind: str) -> str:
    """Return what a document is called: what is known of it, and be it nothing."""
    name = " ".join(filter(None, (kind, document.number_symbol)))
    return " – ".join(filter(None, (name, document.subject))) or _("Not registered yet")


def row(document: Document, kinds: dict[str, str], *, at: datetime) -> dict[str, Any]:
    """Return a line of an inbox."""
    urgency = Urgency(document.urgency)
    name = "incoming:confirm" if document.state == State.ARRIVED else "incoming:document"
    is_open = document.state in OPEN
    kind = kinds.get(document.kind, "").split(" (")[0]
    number = document.arrival_number
    return {
        "id": document.id,
        "href": reverse(name, args=[document.id]),
        "code": _("No. %(number)s") % {"number": number}
        if number
        else pgettext("incoming document", "New"),
        "person": document.author or _("Sender not known yet"),
        "procedure": title_of(document, kind),
        "state": state_of(document),
        "step": urgency.label if urgency is not Urgency.NORMAL else "",
        "holder": document.handler_name
        or (document.lead_unit.short_name if document.lead_unit else ""),
        "due_at": document.due_at if is_open else None,
        "distance": words.as_distance(document.due_at, at) if document.due_at and is_open else "",
        "tone": "bad" if document.due_at and is_open and document.due_at < at else "",
    }
