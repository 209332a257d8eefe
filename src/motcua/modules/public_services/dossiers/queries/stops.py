"""Dossiers that may have to be stopped."""

from datetime import datetime

from django.db.models import Exists, F, OuterRef

from motcua.foundation.actors import Actor
from motcua.foundation.time import local_date

from .. import permissions
from ..models import Stop, Submission, SupplementRequest
from ..types import State, StopGround, StopState


def supplements_run_out(*, at: datetime) -> list[SupplementRequest]:
    """Return the requests whose time is over and on which no stop was proposed yet; one query."""
    proposed = Stop.objects.filter(
        submission_id=OuterRef("submission_id"),
        ground=StopGround.NO_SUPPLEMENT,
        proposed_at__gt=OuterRef("requested_at"),
    )
    waiting = Stop.objects.filter(submission_id=OuterRef("submission_id"), state=StopState.PROPOSED)
    found = SupplementRequest.objects.filter(
        answered_at=None, respond_by__lt=local_date(at), submission__state=State.SUPPLEMENT
    )
    found = found.filter(~Exists(proposed), ~Exists(waiting)).select_related("submission")
    return list(found.order_by("respond_by", "id"))


def proposed_stop(*, submission: Submission) -> Stop | None:
    """Return the proposal to stop a dossier that waits for the head."""
    return submission.stops.filter(state=StopState.PROPOSED).first()


def list_stops_proposed(*, actor: Actor, limit: int = 200) -> list[Stop]:
    """Return the proposals that the actor may decide on, the oldest first; one query."""
    units = permissions.SIGN.units(actor)
    found = Stop.objects.filter(state=StopState.PROPOSED, unit_id__in=units)
    found = found.annotate(
        code=F("submission__code"),
        person_name=F("submission__person_name"),
        procedure_title=F("submission__procedure_title"),
    )
    return list(found.order_by("proposed_at", "id")[:limit])
