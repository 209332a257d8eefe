"""A promise that cannot be kept: an apology and a new date, once."""

from datetime import datetime

from django.db import transaction

from motcua.foundation import events as house
from motcua.foundation.actors import Actor
from motcua.kernel.cases import api as cases

from .. import permissions, rules
from ..errors import ReasonMissing
from ..events import DossierReappointed
from ..queries.papers import apology_values
from ..types import Apology, FormNumber, State
from .common import issue_form, lock_dossier
from .signers import form_signer


@transaction.atomic
def apologise(*, actor: Actor, code: str, apology: Apology, at: datetime) -> str:
    """Sign an apology with a new date: the dossier is promised anew, once, and form 04 is numbered.

    The first promise is kept beside the new one. A job draws and signs the paper.

    Returns:
        The number of form 04.

    Raises:
        DossierNotFound: It is not the actor's to see.
        NotPermitted: He does not sign for the authority.
        WrongState: The result is there, or the dossier waits for the applicant or has ended.
        ReasonMissing: No reason is given.
        AlreadyReappointed: A new date was promised before.
        TooEarly: The new date is not later than the old one.

    Publishes:
        DossierReappointed

    Law:
        ND 61/2018, article 19; TT 01/2018, form 04; TT 03/2025, form 04
    """
    submission, dossier = lock_dossier(actor, code)
    permissions.APPROVE_REQUEST.require(actor, unit_id=submission.unit_id)
    rules.require_state(submission.state, State.PROCESSING, State.SIGNING)
    if not apology.reason.strip():
        raise ReasonMissing
    before = dossier.due_at
    submission.dossier = dossier
    values = apology_values(submission, apology, at=at)
    case = cases.reappoint_case(
        actor=actor, case_id=dossier.case_id, due_at=apology.due_at, reason=apology.reason, at=at
    )
    dossier.due_at = case.due_at
    dossier.save(update_fields=["due_at"])
    form = issue_form(
        submission,
        FormNumber.APOLOGY,
        unit=submission.unit,
        actor=actor,
        values=values,
        signer=form_signer(actor, submission, at=at),
        at=at,
    )
    anew = DossierReappointed(
        submission_id=submission.id,
        dossier_code=submission.code,
        person_id=submission.person_id,
        due_before=before,
        due_at=case.due_at,
        reason=apology.reason,
        form_number=form.number,
    )
    house.publish(anew, by=actor, at=at, unit_id=submission.unit_id)
    return form.number
