"""A second request for supplements: proposed with a reason, sent only when the head approves."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.foundation import actors
from motcua.foundation import events as house
from motcua.foundation.actors import Actor
from motcua.kernel.cases import api as cases

from .. import permissions, rules
from ..errors import (
    AlreadyProposed,
    NothingToAskFor,
    NotTheSecondRequest,
    OwnProposal,
    ReasonMissing,
    SecondRequestGone,
)
from ..events import SecondRequestDecided, SecondRequestProposed, SupplementRequested
from ..models import Dossier, SecondRequest, Submission
from ..types import MissingItem, ProposalState, State
from .common import lock_submission, require_any
from .supplements import send_request

APPROVED = actors.system("dossiers.second_request")  # the step stays with whoever proposed


@transaction.atomic
def propose_second_request(
    *,
    actor: Actor,
    code: str,
    items: Sequence[MissingItem],
    why: str,
    reason: str = "",
    at: datetime,
) -> UUID:
    """Propose to the head that the applicant is asked once more.

    Nothing is sent and the clock goes on until he approves.

    Args:
        why: Why it could not be told the first time; the head reads it, and it stays on record.
        reason: A word to the applicant.

    Raises:
        DossierNotFound: It is not the actor's to see.
        NotPermitted: He neither receives nor handles dossiers there.
        NothingToAskFor: Nothing is asked for.
        ReasonMissing: It is not said why.
        WrongState: The dossier waits for the applicant, is approved or has ended.
        NotTheSecondRequest: Nothing was asked for yet.
        AlreadyProposed: A proposal waits already.
        NotYourStep: The step is held by another post.

    Publishes:
        SecondRequestProposed

    Law:
        ND 118/2025; QD 766/2022, component 2.1
    """
    submission = lock_submission(actor, code)
    dossier = Dossier.objects.select_related("case").filter(submission=submission).first()
    if dossier is None:
        permissions.RECEIVE.require(actor, unit_id=submission.unit_id)
    else:
        require_any(actor, submission, permissions.HANDLE)
        if dossier.case.post_id not in actor.post_ids:
            raise cases.NotYourStep
    rules.move(submission.state, State.SUPPLEMENT)  # who came second must not be asked for words
    if not items:
        raise NothingToAskFor
    if not why.strip():
        raise ReasonMissing
    if not submission.times_asked:
        raise NotTheSecondRequest
    if submission.second_requests.filter(state=ProposalState.WAITING).exists():
        raise AlreadyProposed
    proposal = SecondRequest.objects.create(
        submission=submission,
        items=[{"key": item.key, "name": item.name, "reason": item.reason} for item in items],
        reason=reason.strip(),
        why=why.strip(),
        proposed_at=at,
        proposed_by=actor.name,
        proposer_account_id=actor.account_id,
    )
    proposed = SecondRequestProposed(
        submission_id=submission.id,
        dossier_code=submission.code,
        proposal_id=proposal.id,
        why=proposal.why,
    )
    house.publish(proposed, by=actor, at=at, unit_id=submission.unit_id)
    return proposal.id


@transaction.atomic
def decide_second_request(
    *, actor: Actor, code: str, proposal_id: UUID, approve: bool, reason: str = "", at: datetime
) -> ProposalState:
    """Approve a second request, and send it at once; or refuse it, with a reason.

    An approved one makes the dossier late in the figures, whatever the dates say. If the dossier
    has gone on meanwhile the proposal lapses: nothing is sent.

    Returns:
        What became of the proposal.

    Raises:
        DossierNotFound: It is not the actor's to see.
        NotPermitted: He does not approve requests there.
        SecondRequestGone: Somebody has decided on it already.
        OwnProposal: It is his own.
        ReasonMissing: He decides without a reason.

    Publishes:
        SecondRequestDecided, SupplementRequested

    Law:
        ND 118/2025; TT 03/2025, form 02; QD 766/2022, component 2.1
    """
    submission = lock_submission(actor, code)
    require_any(actor, submission, permissions.APPROVE_REQUEST)
    waiting = submission.second_requests.select_for_update().filter(state=ProposalState.WAITING)
    proposal = waiting.filter(id=proposal_id).first()
    if proposal is None:
        raise SecondRequestGone
    if proposal.proposer_account_id is not None and proposal.proposer_account_id == (
        actor.account_id
    ):
        raise OwnProposal
    if not reason.strip():
        raise ReasonMissing
    proposal.decided_at, proposal.decided_by = at, actor.name
    proposal.decision_reason = reason.strip()
    proposal.state = ProposalState.REFUSED
    if approve:
        proposal.state = _send(submission, proposal, actor=actor, at=at)
    proposal.save()
    decided = SecondRequestDecided(
        submission_id=submission.id,
        dossier_code=submission.code,
        proposal_id=proposal.id,
        state=proposal.state,
        reason=proposal.decision_reason,
        proposer_account_id=proposal.proposer_account_id,
    )
    house.publish(decided, by=actor, at=at, unit_id=submission.unit_id)
    return ProposalState(proposal.state)


def _send(
    submission: Submission, proposal: SecondRequest, *, actor: Actor, at: datetime
) -> ProposalState:
    """Send what was approved; where the dossier has gone on meanwhile it lapses.

    Publishes:
        SupplementRequested
    """
    if State.SUPPLEMENT not in rules.MOVES[State(submission.state)]:
        return ProposalState.LAPSED
    dossier = Dossier.objects.select_for_update().filter(submission=submission).first()
    if dossier is not None:
        cases.pause_case(actor=APPROVED, case_id=dossier.case_id, reason=proposal.why, at=at)
    items = [MissingItem(**item) for item in proposal.items]
    proposal.request, _number = send_request(
        submission,
        dossier,
        items=items,
        reason=proposal.reason,
        contact=proposal.proposed_by,
        actor=actor,
        at=at,
    )
    requested = SupplementRequested(
        submission_id=submission.id,
        dossier_code=submission.code,
        person_id=submission.person_id,
        request_id=proposal.request.id,
        stage=proposal.request.stage,
        items=len(items),
    )
    house.publish(requested, by=actor, at=at, unit_id=submission.unit_id)
    return ProposalState.APPROVED
