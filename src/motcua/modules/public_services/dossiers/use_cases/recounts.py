"""The promise of a dossier follows its case when the calendar moved it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.foundation import events as house
from motcua.foundation.actors import Actor

from ..events import DossierRecounted
from ..models import Dossier


@transaction.atomic
def follow_recount(
    *, actor: Actor, case_id: UUID, due_at: datetime, decision: str, at: datetime
) -> None:
    """Take over the promise of a case that was counted again; the first promise is kept beside.

    A second call changes nothing; a case of something else is left alone.

    Args:
        decision: The document by which the calendar changed.

    Publishes:
        DossierRecounted

    Law:
        ND 61/2018; ND 118/2025
    """
    rows = Dossier.objects.select_for_update(of=("self",)).select_related("submission")
    dossier = rows.filter(case_id=case_id).first()
    if dossier is None or dossier.due_at == due_at:
        return
    before, dossier.due_at = dossier.due_at, due_at
    dossier.save(update_fields=["due_at"])
    submission = dossier.submission
    recounted = DossierRecounted(
        submission_id=submission.id,
        dossier_code=submission.code,
        person_id=submission.person_id,
        due_before=before,
        due_at=due_at,
        decision=decision,
    )
    house.publish(recounted, by=actor, at=at, unit_id=submission.unit_id)
