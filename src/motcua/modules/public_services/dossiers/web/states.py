"""How the states of a dossier look, in every list and head."""

from ..types import ResultWay, State

STATES = {
    State.WAITING.value: (State.WAITING.label, "info", "inbox"),
    State.SUPPLEMENT.value: (State.SUPPLEMENT.label, "warn", "warning"),
    State.REFUSED.value: (State.REFUSED.label, "bad", "cross-circle"),
    State.PROCESSING.value: (State.PROCESSING.label, "working", "clock"),
    State.SIGNING.value: (State.SIGNING.label, "working", "sign"),
    State.FINISHED.value: (State.FINISHED.label, "good", "check"),
    State.RETURNED.value: (State.RETURNED.label, "good", "check"),
    State.WITHDRAWN.value: (State.WITHDRAWN.label, "neutral", "cross-circle"),
    State.STOPPED.value: (State.STOPPED.label, "neutral", "cross-circle"),
}


def way_of(text: str | None, otherwise: str) -> ResultWay:
    """Return the chosen way of the result; what is none of the choices counts as unsaid."""
    return ResultWay(text if text in ResultWay.values else otherwise)
