"""What the acts on assessments share."""

from uuid import UUID

from motcua.foundation.actors import Actor

from .. import queries
from ..errors import AssessmentElsewhere
from ..models import Assessment
from ..types import State


def lock(actor: Actor, assessment_id: UUID, *states: State) -> Assessment:
    """Return an assessment that the actor may see, locked, in one of the states.

    Raises:
        AssessmentNotFound: There is none.
        AssessmentElsewhere: It is elsewhere on its way.
    """
    queries.get_assessment(actor=actor, assessment_id=assessment_id)
    rows = Assessment.objects.select_for_update(of=("self",)).select_related("round__index")
    found = rows.get(id=assessment_id)
    if found.state not in states:
        raise AssessmentElsewhere(state=State(found.state).label)
    return found
