"""How assessments are shown."""

from typing import Any

from ..models import Assessment
from ..types import State

STATES = {
    State.OPEN: ("working", "edit"),
    State.SUBMITTED: ("waiting", "inbox"),
    State.APPRAISED: ("good", "check"),
    State.SIGNING: ("working", "sign"),
    State.SIGNED: ("good", "check-circle"),
}


def state_of(assessment: Assessment) -> dict[str, Any]:
    """Return how far an assessment is, as components show it."""
    tone, icon = STATES[State(assessment.state)]
    return {"label": assessment.get_state_display(), "tone": tone, "icon": icon}
