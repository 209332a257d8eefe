"""What if a procedure had another time limit? Whom would it have met, and by how much?"""

from datetime import date, datetime, time

from django.db.models import Q

from motcua.foundation.actors import Actor
from motcua.foundation.time import LOCAL_ZONE, TimeLimit
from motcua.kernel.cases import api as cases
from motcua.kernel.organisation import api as organisation

from ..models import Submission


def what_if(
    *, actor: Actor, procedure_code: str, time_limit: TimeLimit, from_day: date
) -> organisation.Moves:
    """Count the dossiers of a procedure again as if they had been accepted with another limit.

    Only dossiers of units whose dossiers the actor sees, or whose processes he keeps, are looked
    at. Nothing is written: a new limit holds for dossiers accepted from its day on, and no dossier
    accepted before ever changes its promise by it.

    Args:
        from_day: Dossiers accepted since this day, open and past.
    """
    since = datetime.combine(from_day, time.min, LOCAL_ZONE)
    visible = Submission.objects.visible_to(actor)
    kept = Submission.objects.filter(unit_id__in=cases.MANAGE_PROCESSES.units(actor))
    wanted = Q(procedure_code=procedure_code, dossier__accepted_at__gte=since)
    found = (visible | kept).filter(wanted)
    return cases.what_if(case_ids=found.values("dossier__case_id"), time_limit=time_limit)
