"""The leader lets a sheet be signed; a job puts signature and seal."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.foundation import events as house
from motcua.foundation import retries
from motcua.foundation.actors import Actor
from motcua.kernel.documents import api as documents

from .. import permissions, queries
from ..events import SheetApproved, SheetSigned
from ..models import Assessment
from ..types import State
from .common import lock


@transaction.atomic
def approve_sheet(*, actor: Actor, assessment_id: UUID, at: datetime) -> None:
    """Let the sheet of an appraised unit be signed in the leader's name and sealed.

    Raises:
        AssessmentNotFound, AssessmentElsewhere: It is not appraised, or signed before.
        NotPermitted: The actor does not lead the authority.

    Publishes:
        SheetApproved

    Law:
        ND 30/2020, art. 13
    """
    assessment = lock(actor, assessment_id, State.APPRAISED)
    unit_id = assessment.round.unit_id
    permissions.SIGN.require(actor, unit_id=unit_id)
    assessment.signer_person_id, assessment.signer_account_id = actor.person_id, actor.account_id
    assessment.signer_name = actor.name
    assessment.signer_lines = queries.signing_lines(actor, unit_id, at=at)
    assessment.token = documents.reserve_token()
    assessment.state = State.SIGNING
    assessment.state_at = assessment.approved_at = assessment.retry_at = at
    assessment.save()
    approved = SheetApproved(
        assessment_id=assessment.id, unit_id=assessment.unit_id, signer=actor.name
    )
    house.publish(approved, by=actor, at=at, unit_id=unit_id)


@transaction.atomic
def record_signed(*, actor: Actor, assessment_id: UUID, file_id: UUID, at: datetime) -> None:
    """Take in the signed sheet; a second call changes nothing.

    Publishes:
        SheetSigned

    Law:
        ND 30/2020, art. 13
    """
    rows = Assessment.objects.select_for_update(of=("self",)).select_related("round", "unit")
    assessment = rows.get(id=assessment_id)
    if assessment.state != State.SIGNING:
        return
    assessment.state, assessment.state_at = State.SIGNED, at
    assessment.file_id, assessment.retry_at, assessment.error = file_id, None, ""
    assessment.save()
    year = assessment.round.year
    documents.register_paper(
        token=assessment.token,
        file_id=file_id,
        kind="SELF_ASSESSMENT_SHEET",
        number=str(year),
        title=f"Phiếu chấm điểm cải cách hành chính năm {year} – {assessment.unit.name}",
        dossier_code="",
        person_id=None,
        unit_id=assessment.round.unit_id,
        actor=actor,
        at=at,
    )
    signed = SheetSigned(assessment_id=assessment.id, unit_id=assessment.unit_id, file_id=file_id)
    house.publish(signed, by=actor, at=at, unit_id=assessment.round.unit_id)


@transaction.atomic
def note_signing_failure(*, assessment_id: UUID, error: str, at: datetime) -> None:
    """Note that signature or seal did not work; it is tried again later."""
    assessment = Assessment.objects.select_for_update().get(id=assessment_id)
    if assessment.state != State.SIGNING:
        return
    assessment.attempts += 1
    assessment.error = error[:2000]
    assessment.retry_at = retries.next_try(assessment.attempts, at=at)
    assessment.save(update_fields=["attempts", "error", "retry_at"])
