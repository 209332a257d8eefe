"""Second requests: what waits for the head, and what became of a dossier's own."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from motcua.foundation.actors import Actor, ActorKind
from motcua.kernel.identity import api as identity
from motcua.kernel.organisation import api as organisation

from .. import permissions
from ..models import SecondRequest, Submission
from ..types import ProposalState, State

STILL_OPEN = (State.WAITING, State.PROCESSING)


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondLine:
    """A proposal as the head reads it; ``is_own``: he proposed it himself."""

    proposal: SecondRequest
    submission: Submission
    is_own: bool


def _waiting(actor: Actor) -> QuerySet[SecondRequest]:
    rows = SecondRequest.objects.filter(
        state=ProposalState.WAITING, submission__state__in=STILL_OPEN
    )
    if actor.kind is not ActorKind.SYSTEM:
        units = permissions.APPROVE_REQUEST.units(actor)
        mine = Q(submission__unit_id__in=units) | Q(submission__handling_unit_id__in=units)
        visible = Submission.objects.visible_to(actor).values("id")
        rows = rows.filter(mine, submission_id__in=visible)
    return rows


def list_second_requests(*, actor: Actor, limit: int = 100) -> list[SecondLine]:
    """Return what waits for the actor's approval, the longest first; one query."""
    rows = (
        _waiting(actor).select_related("submission", "submission__unit").defer("submission__data")
    )
    return [
        SecondLine(
            proposal=row,
            submission=row.submission,
            is_own=row.proposer_account_id is not None
            and row.proposer_account_id == actor.account_id,
        )
        for row in rows.order_by("proposed_at", "id")[:limit]
    ]


def count_second_requests(*, actor: Actor, limit: int) -> int:
    """Count what waits for the actor's approval, no further than ``limit``."""
    if actor.kind is not ActorKind.SYSTEM and not permissions.APPROVE_REQUEST.units(actor):
        return 0
    return _waiting(actor)[:limit].count()


def second_requests_of(*, submission: Submission) -> list[SecondRequest]:
    """Return the second requests of a dossier, the first one first."""
    return list(submission.second_requests.order_by("proposed_at", "id"))


def approvers(*, submission_id: UUID, at: datetime) -> tuple[UUID, ...]:
    """Return the accounts of the heads to whom a proposal is told, without the proposer's.

    The heads of the handling unit, or the leaders of the authority where it has none.
    """
    submission = Submission.objects.filter(id=submission_id).defer("data").first()
    if submission is None:
        return ()
    row = submission.second_requests.filter(state=ProposalState.WAITING).first()
    proposer = row.proposer_account_id if row else None
    posts = organisation.list_posts({submission.unit_id, submission.handling_unit_id}, at=at)
    for role in (organisation.Role.UNIT_HEAD, organisation.Role.AUTHORITY_LEADER):
        holders = {person for post in posts if post.role == role for person in post.holder_ids}
        accounts = set(identity.accounts_of(holders).values()) - {proposer}
        if accounts:
            return tuple(sorted(accounts))
    return ()
