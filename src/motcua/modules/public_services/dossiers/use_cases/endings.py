"""How a dossier ends: its result lies ready, is handed over, or the applicant takes it back."""

from datetime import datetime

from django.db import transaction

from motcua.foundation import events as house
from motcua.foundation.actors import Actor
from motcua.kernel.cases import api as cases

from .. import permissions, rules
from ..errors import ReceiverMissing, WrongState
from ..events import DossierWithdrawn, ResultIssued, ResultReturned
from ..models import Dossier, Result, Submission
from ..types import ResultState, ResultWay, State
from .common import lock_dossier, lock_submission, require_any, set_state
from .standing import require_standing


def finish(
    submission: Submission, dossier: Dossier, result: Result, *, actor: Actor, at: datetime
) -> None:
    """Note that the result lies ready; hand an electronic one over at once.

    Called inside the transaction of the signature or of the issue.
    """
    dossier.finished_at = at
    dossier.save(update_fields=["finished_at"])
    set_state(submission, State.FINISHED, dossier=dossier)
    cases.settle_case(actor=actor, case_id=dossier.case_id, at=at)
    issued = ResultIssued(
        submission_id=submission.id,
        dossier_code=submission.code,
        person_id=submission.person_id,
        on_time=rules.is_on_time(
            finished_at=at,
            due_at=dossier.due_at,
            supplement_requests=submission.supplement_requests.count(),
        ),
    )
    house.publish(issued, by=actor, at=at, unit_id=submission.unit_id)
    electronic = submission.result_way == ResultWay.ELECTRONIC
    if electronic and result.state == ResultState.SIGNED:
        hand_out(
            submission,
            dossier,
            result,
            way=ResultWay.ELECTRONIC,
            receiver=submission.person_name,
            actor=actor,
            at=at,
        )


def hand_out(
    submission: Submission,
    dossier: Dossier,
    result: Result,
    *,
    way: ResultWay,
    receiver: str,
    actor: Actor,
    at: datetime,
) -> None:
    """Note that the result is with the applicant; called inside the transaction of that act."""
    result.returned_way, result.receiver = way, receiver
    result.save(update_fields=["returned_way", "receiver"])
    dossier.returned_at = at
    dossier.save(update_fields=["returned_at"])
    set_state(submission, State.RETURNED, dossier=dossier)
    cases.close_case(actor=actor, case_id=dossier.case_id, at=at)
    returned = ResultReturned(
        submission_id=submission.id,
        dossier_code=submission.code,
        person_id=submission.person_id,
        way=way.value,
        receiver=receiver,
    )
    house.publish(returned, by=actor, at=at, unit_id=submission.unit_id)


@transaction.atomic
def issue_result(*, actor: Actor, code: str, at: datetime) -> None:
    """Enter the signed result into the books and let it out.

    Raises:
        DossierNotFound, NotYourStep, WrongStep: It is not with the actor for issue.
        NotPermitted: He neither issues nor signs results there.
        WrongState: There is no signed result.

    Publishes:
        ResultIssued

    Law:
        ND 61/2018, article 20
    """
    submission, dossier = lock_dossier(actor, code)
    require_any(actor, submission, permissions.ISSUE, permissions.SIGN)
    rules.require_state(submission.state, State.SIGNING)
    result = Result.objects.select_for_update().filter(dossier=dossier).first()
    if result is None or result.state not in {ResultState.SIGNED, ResultState.ON_PAPER}:
        raise WrongState(state=State(submission.state).label)
    cases.complete_step(actor=actor, case_id=dossier.case_id, expect=cases.StepKind.ISSUE, at=at)
    finish(submission, dossier, result, actor=actor, at=at)


@transaction.atomic
def return_result(
    *, actor: Actor, code: str, receiver: str, way: ResultWay = ResultWay.DESK, at: datetime
) -> None:
    """Hand the result over at the counter or give it to the post.

    Args:
        receiver: Who received it, by name.

    Raises:
        DossierNotFound: It is not the actor's to see.
        NotPermitted: He does not hand over results there.
        WrongState: The result does not lie ready.
        ReceiverMissing: Nobody received it.

    Publishes:
        ResultReturned

    Law:
        ND 61/2018, article 20
    """
    submission, dossier = lock_dossier(actor, code)
    permissions.ISSUE.require(actor, unit_id=submission.unit_id)
    if not receiver.strip():
        raise ReceiverMissing
    rules.require_state(submission.state, State.FINISHED)
    result = Result.objects.select_for_update().get(dossier=dossier)
    hand_out(submission, dossier, result, way=way, receiver=receiver.strip(), actor=actor, at=at)


@transaction.atomic
def withdraw(*, actor: Actor, code: str, reason: str = "", at: datetime) -> None:
    """Take a dossier back before its result is decided.

    The applicant does it himself; at the counter an official who receives dossiers does it for him.

    Raises:
        DossierNotFound: It is not the actor's to see.
        NotPermitted: An official who does not receive dossiers there.
        WrongState: The result is decided, or it has ended.

    Publishes:
        DossierWithdrawn

    Law:
        ND 61/2018; ND 118/2025
    """
    submission = lock_submission(actor, code)
    if actor.is_official:
        permissions.RECEIVE.require(actor, unit_id=submission.unit_id)
    require_standing(actor, submission, at)
    submission.state = rules.move(submission.state, State.WITHDRAWN)
    submission.ended_at, submission.end_reason = at, reason
    submission.save(update_fields=["state", "ended_at", "end_reason"])
    submission.supplement_requests.filter(answered_at=None).update(answered_at=at)
    dossier = Dossier.objects.select_for_update().filter(submission=submission).first()
    if dossier is not None:
        dossier.state = State.WITHDRAWN
        dossier.save(update_fields=["state"])
        cases.close_case(actor=actor, case_id=dossier.case_id, note=reason, at=at)
    withdrawn = DossierWithdrawn(
        submission_id=submission.id,
        dossier_code=submission.code,
        person_id=submission.person_id,
        reason=reason,
    )
    house.publish(withdrawn, by=actor, at=at, unit_id=submission.unit_id)
