"""What the acts on a report share."""

from datetime import datetime
from uuid import UUID

from motcua.foundation import actors
from motcua.foundation.actors import Actor
from motcua.foundation.errors import Fault
from motcua.foundation.permissions import Permission

from ..errors import ReasonMissing, ReportElsewhere, ReportNotFound
from ..models import Report, Version
from ..types import State

HOUSE = actors.system("reports")


def lock(
    actor: Actor, report_id: UUID, *states: State, right: Permission
) -> tuple[Report, Version]:
    """Return a report and its latest version, locked, in one of the states.

    Raises:
        ReportNotFound: There is none that the actor may see.
        NotPermitted: The actor does not hold the right in its unit.
        ReportElsewhere: It is elsewhere on its way.
    """
    if not Report.objects.visible_to(actor).filter(id=report_id).exists():
        raise ReportNotFound
    report = Report.objects.select_for_update(of=["self"]).select_related("regime", "unit")
    found = report.get(id=report_id)
    right.require(actor, unit_id=found.unit_id)
    if found.state not in states:
        raise ReportElsewhere(state=State(found.state).label)
    return found, found.versions.get(number=found.number)


def set_state(report: Report, state: State) -> None:
    """Move a report."""
    report.state = state
    report.save(update_fields=["state"])


def require_reason(text: str, message: str) -> str:
    """Return a reason without blanks around it.

    Raises:
        ReasonMissing: There is none.
    """
    if not text.strip():
        raise ReasonMissing(faults=(Fault("reason", message),))
    return text.strip()


def note_editor(version: Version, actor: Actor, at: datetime) -> None:
    """Keep who was last at a version; nothing is saved."""
    version.edited_at, version.edited_by_name = at, actor.name
    version.edited_by_id = actor.account_id
