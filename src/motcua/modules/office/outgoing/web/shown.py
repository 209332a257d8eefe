"""How documents are shown: states in words and colours, rows of lists."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.ui import words

from ..models import Document
from ..types import Delivery, State, Urgency

STATES = {
    State.DRAFT.value: (State.DRAFT.label, "neutral", "edit"),
    State.CONTENT_CHECK.value: (State.CONTENT_CHECK.label, "working", "person"),
    State.FORM_CHECK.value: (State.FORM_CHECK.label, "working", "check"),
    State.APPROVAL.value: (State.APPROVAL.label, "waiting", "sign"),
    State.APPROVED.value: (State.APPROVED.label, "info", "inbox"),
    State.SIGNING.value: (State.SIGNING.label, "working", "sign"),
    State.ISSUED.value: (State.ISSUED.label, "good", "check"),
    State.RECALLED.value: (State.RECALLED.label, "bad", "minus"),
    State.REPLACED.value: (State.REPLACED.label, "neutral", "minus"),
    State.CANCELLED.value: (State.CANCELLED.label, "bad", "minus"),
    State.DISCARDED.value: (State.DISCARDED.label, "neutral", "minus"),
}
DELIVERIES = {
    Delivery.WAITING.value: (Delivery.WAITING.label, "neutral", "clock"),
    Delivery.SENT.value: (Delivery.SENT.label, "info", "arrow-right"),
    Delivery.ARRIVED.value: (Delivery.ARRIVED.label, "info", "inbox"),
    Delivery.REFUSED.value: (Delivery.REFUSED.label, "bad", "minus"),
    Delivery.RECEIVED.value: (Delivery.RECEIVED.label, "good", "check"),
    Delivery.ASSIGNED.value: (Delivery.ASSIGNED.label, "working", "person"),
    Delivery.HANDLING.value: (Delivery.HANDLING.label, "working", "clock"),
    Delivery.DONE.value: (Delivery.DONE.label, "good", "check"),
    Delivery.TAKEN_BACK.value: (Delivery.TAKEN_BACK.label, "neutral", "minus"),
    Delivery.KEPT.value: (Delivery.KEPT.label, "warn", "warning"),
    Delivery.FAILED.value: (Delivery.FAILED.label, "bad", "minus"),
}


def state_of(document: Document) -> dict[str, Any]:
    """Return a state as components show it."""
    return dict(zip(("label", "tone", "icon"), STATES[document.state], strict=True))


def row(document: Document, kinds: dict[str, str]) -> dict[str, Any]:
    """Return a line of an inbox."""
    label, tone, icon = STATES[document.state]
    urgency = Urgency(document.urgency)
    return {
        "id": document.id,
        "href": reverse("outgoing:document", args=[document.id]),
        "code": document.number_symbol or document.drafting_unit.short_name,
        "person": kinds.get(document.kind, document.kind),
        "procedure": document.subject or _("Without a subject yet"),
        "state": {"label": label, "tone": tone, "icon": icon},
        "holder": f"{document.drafter_name} · {words.as_instant(document.state_at)}"
        + (f" · {urgency.label}" if urgency is not Urgency.NORMAL else ""),
    }


def choice(kind: Any, text: str, otherwise: Any) -> Any:
    """Return the value of a list of choices that a text names, else another."""
    return kind(text) if text in kind.values else otherwise
