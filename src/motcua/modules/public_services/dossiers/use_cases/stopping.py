"""A dossier that cannot go on: proposed by whoever handles it, decided by the head."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from motcua.foundation import events as house
from motcua.foundation.actors import Actor, ActorKind
from motcua.foundation.time import local_date
from motcua.kernel.cases import api as cases

from .. import permissions, rules
from ..errors import BasisMissing, NothingProposed, ReasonMissing, StillAwaited, StopProposedAlready
from ..events import DossierStopped, StopDropped, StopProposed
from ..models import Dossier, Stop, Submission
from ..types import FormNumber, Stage, State, StopGround, StopPlan, StopState
from .common import applicant_lines, issue_form, lock_submission, require_any
from .signers import form_signer

ADVICE = "Ông/Bà có thể nộp hồ sơ mới bất cứ lúc nào."


def _check(submission: Submission, plan: StopPlan, at: datetime) -> None:
    rules.move(submission.state, State.STOPPED)
    if not plan.reason.strip():
        raise ReasonMissing
    if plan.ground is StopGround.LAW and not plan.legal_basis.strip():
        raise BasisMissing
    if plan.ground is StopGround.NO_SUPPLEMENT:
        asked = submission.supplement_requests.filter(answered_at=None).first()
        if asked is None or (asked.respond_by and asked.respond_by >= local_date(at)):
            raise StillAwaited


def _fields(submission: Submission, plan: StopPlan, *, is_accepted: bool) -> dict[str, Any]:
    return {
        "unit_id": submission.unit_id,
        "ground": plan.ground,
        "stage": Stage.IN_PROCESSING if is_accepted else Stage.AT_RECEPTION,
        "reason": plan.reason.strip(),
        "legal_basis": plan.legal_basis.strip(),
        "settlement": plan.settlement,
    }


@transaction.atomic
def propose_stop(*, actor: Actor, code: str, plan: StopPlan, at: datetime) -> UUID:
    """Propose to the head that a dossier be stopped; nothing changes for the applicant yet.

    Returns:
        The proposal.

    Raises:
        DossierNotFound: It is not the actor's to see.
        NotPermitted: He neither receives nor handles dossiers there.
        WrongState: The result is decided, or the dossier has ended.
        ReasonMissing, BasisMissing: The reason or the ground in law is not written.
        StillAwaited: The applicant's time has not run out.
        StopProposedAlready: A proposal waits for the head.

    Publishes:
        StopProposed

    Law:
        ND 118/2025; TT 03/2025, form 05
    """
    submission = lock_submission(actor, code)
    if actor.kind is not ActorKind.SYSTEM:
        require_any(actor, submission, permissions.RECEIVE, permissions.HANDLE)
    _check(submission, plan, at)
    if submission.stops.filter(state=StopState.PROPOSED).exists():
        raise StopProposedAlready
    is_accepted = Dossier.objects.filter(submission=submission).exists()
    stop = Stop.objects.create(
        submission=submission,
        proposed_at=at,
        proposed_by=actor.name if actor.kind is not ActorKind.SYSTEM else "",
        **_fields(submission, plan, is_accepted=is_accepted),
    )
    proposed = StopProposed(
        submission_id=submission.id,
        dossier_code=submission.code,
        stop_id=stop.id,
        ground=plan.ground.value,
    )
    house.publish(proposed, by=actor, at=at, unit_id=submission.unit_id)
    return stop.id


@transaction.atomic
def stop_dossier(*, actor: Actor, code: str, plan: StopPlan, at: datetime) -> str:
    """Stop a dossier, with or without a proposal: the notice is numbered, the applicant is told.

    The decision also settles the money. A job draws the notice, has it signed and keeps it.

    Returns:
        The number of the notice.

    Raises:
        DossierNotFound: It is not the actor's to see.
        NotPermitted: He does not sign for the authority.
        WrongState: The result is decided, or the dossier has ended.
        ReasonMissing, BasisMissing: The reason or the ground in law is not written.
        StillAwaited: The applicant's time has not run out.

    Publishes:
        DossierStopped

    Law:
        ND 61/2018; ND 118/2025; TT 03/2025, form 05
    """
    submission = lock_submission(actor, code)
    permissions.APPROVE_REQUEST.require(actor, unit_id=submission.unit_id)
    _check(submission, plan, at)
    dossier = Dossier.objects.select_for_update().filter(submission=submission).first()
    fields = _fields(submission, plan, is_accepted=dossier is not None)
    decided = {"state": StopState.DECIDED, "decided_at": at, "decided_by": actor.name}
    if not submission.stops.filter(state=StopState.PROPOSED).update(**fields, **decided):
        Stop.objects.create(
            submission=submission, proposed_at=at, proposed_by=actor.name, **fields, **decided
        )
    _end(submission, dossier, plan, actor=actor, at=at)
    form = issue_form(
        submission,
        FormNumber.STOP,
        unit=submission.unit,
        actor=actor,
        values=notice_values(submission, dossier, plan, at=at),
        signer=form_signer(actor, submission, at=at),
        at=at,
    )
    stopped = DossierStopped(
        submission_id=submission.id,
        dossier_code=submission.code,
        person_id=submission.person_id,
        ground=plan.ground.value,
        reason=plan.reason.strip(),
        settlement=plan.settlement.value,
        form_number=form.number,
    )
    house.publish(stopped, by=actor, at=at, unit_id=submission.unit_id)
    return form.number


def _end(
    submission: Submission, dossier: Dossier | None, plan: StopPlan, *, actor: Actor, at: datetime
) -> None:
    submission.state, submission.ended_at = State.STOPPED, at
    submission.end_reason = plan.reason.strip()
    submission.save(update_fields=["state", "ended_at", "end_reason"])
    submission.supplement_requests.filter(answered_at=None).update(answered_at=at)
    if dossier is not None:
        dossier.state = State.STOPPED
        dossier.save(update_fields=["state"])
        cases.close_case(actor=actor, case_id=dossier.case_id, note=plan.reason.strip(), at=at)


def notice_values(
    submission: Submission, dossier: Dossier | None, plan: StopPlan, *, at: datetime
) -> dict[str, Any]:
    """Return what the notice of stopping says besides what every form says."""
    return {
        "applicant": applicant_lines(submission.person),
        "received_at": dossier.accepted_at if dossier else None,
        "stage": rules.STAGE_ON_PAPER[dossier is not None],
        "ground": rules.GROUND_ON_PAPER[plan.ground],
        "reason": plan.reason.strip(),
        "legal_basis": plan.legal_basis.strip() or None,
        "settlement": rules.SETTLEMENT_ON_PAPER[plan.settlement],
        "advice": ADVICE,
        "contact": {"name": rules.desk_name(submission.unit.level, local_date(at)), "phone": ""},
        "copies": ["Như trên", "Lưu: VT, hồ sơ"],
    }


@transaction.atomic
def drop_stop(*, actor: Actor, code: str, answer: str, at: datetime) -> None:
    """Decide that a proposed stop is not followed; the dossier goes on as it was.

    Raises:
        DossierNotFound: It is not the actor's to see.
        NotPermitted: He does not sign for the authority.
        NothingProposed: No proposal waits.
        ReasonMissing: No reason is given.

    Publishes:
        StopDropped

    Law:
        ND 118/2025
    """
    submission = lock_submission(actor, code)
    permissions.APPROVE_REQUEST.require(actor, unit_id=submission.unit_id)
    stop = submission.stops.select_for_update().filter(state=StopState.PROPOSED).first()
    if stop is None:
        raise NothingProposed
    if not answer.strip():
        raise ReasonMissing
    stop.state, stop.answer = StopState.DROPPED, answer.strip()
    stop.decided_at, stop.decided_by = at, actor.name
    stop.save(update_fields=["state", "answer", "decided_at", "decided_by"])
    dropped = StopDropped(
        submission_id=submission.id,
        dossier_code=submission.code,
        stop_id=stop.id,
        reason=stop.answer,
    )
    house.publish(dropped, by=actor, at=at, unit_id=submission.unit_id)
