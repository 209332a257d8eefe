"""Passing a step on without doing it: hand over, take, take back, re-assign."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.foundation import events as house
from motcua.foundation.actors import Actor, ActorKind
from motcua.kernel.identity import api as identity
from motcua.kernel.organisation import api as organisation

from .. import permissions, queries, rules
from ..errors import (
    AlreadyTouched,
    CaseIsPaused,
    NotHeldBy,
    NothingWritten,
    NotYoursToTakeBack,
    PostElsewhere,
)
from ..events import CaseHandedOver, CaseReassigned, CaseRecalled, CaseTaken
from ..models import Case, CaseStep
from ..types import CaseInfo, CaseState, Outcome
from .asking import close_opinions
from .stays import Stay, lock_case, lock_step, move


@transaction.atomic
def hand_over(
    *, actor: Actor, case_id: UUID, to_post_id: UUID, note: str, at: datetime
) -> CaseInfo:
    """Give the present step to another post; its time goes on.

    Raises:
        CaseNotFound, CaseIsClosed, CaseIsPaused, NotYourStep: As for any step.
        NoSuchPost: There is no such post.
        PostElsewhere: It belongs to another authority.

    Publishes:
        CaseHandedOver

    Law:
        ND 61/2018; ND 118/2025
    """
    case = lock_step(actor, case_id)
    post = organisation.get_post(to_post_id, at=at)
    if post.unit_id not in organisation.authority_ids(case.unit_id, at):
        raise PostElsewhere(post=post.title, unit=post.unit_name)
    process = queries.get_process(case.process_version_id)
    before, due_at = case.post_id, case.step_due_at
    stay = Stay(
        step=process.step(case.step_seq),
        post_id=post.id,
        unit_id=post.unit_id,
        started_at=at,
        due_at=due_at,
    )
    move(case, stay, actor=actor, outcome=Outcome.HANDED_OVER, note=note, at=at)
    handed = CaseHandedOver(
        case_id=case.id, seq=case.step_seq, from_post_id=before, to_post_id=post.id, note=note
    )
    house.publish(handed, by=actor, at=at, unit_id=case.unit_id)
    return case.to_info()


@transaction.atomic
def take_step(*, actor: Actor, case_id: UUID, at: datetime) -> CaseInfo:
    """Take the present step upon oneself, where several people hold the post.

    Raises:
        CaseNotFound, CaseIsClosed, CaseIsPaused, NotYourStep: As for any step.

    Publishes:
        CaseTaken

    Law:
        ND 61/2018; ND 118/2025
    """
    case = lock_step(actor, case_id)
    mine = case.account_id == actor.account_id and case.taken_at is not None
    if mine or actor.account_id is None:
        return case.to_info()
    case.account_id, case.taken_at = actor.account_id, at
    case.save(update_fields=["account_id", "taken_at"])
    taken = CaseTaken(case_id=case.id, seq=case.step_seq, account_id=actor.account_id)
    house.publish(taken, by=actor, at=at, unit_id=case.unit_id)
    return case.to_info()


def _sent_by(case: Case, actor: Actor) -> CaseStep | None:
    """Return the stay that the actor ended when he sent the case to where it is."""
    before = case.steps.filter(
        started_at__gte=case.opened_at,
        done_at=case.step_started_at,
        outcome__in=[Outcome.DONE, Outcome.HANDED_OVER],
    )
    sent = before.exclude(id=case.step_id).order_by("-started_at", "-id").first()
    if sent is None or sent.post_id is None:
        return None
    mine = sent.account_id is not None and sent.account_id == actor.account_id
    return sent if mine or actor.kind is ActorKind.SYSTEM else None


def _is_touched(case: Case) -> bool:
    if case.taken_at is not None or case.settled_at is not None:
        return True
    since = case.opinions.filter(asked_at__gte=case.step_started_at, step_seq=None)
    return case.opinions_open > 0 and since.exists()


@transaction.atomic
def recall_step(*, actor: Actor, case_id: UUID, note: str = "", at: datetime) -> CaseInfo:
    """Take back a step that one sent onward, while the next holder has not touched it.

    Its time went on meanwhile. What the process asked of others on the way is taken back too,
    unless it is answered.

    Raises:
        CaseNotFound, CaseIsClosed, CaseIsPaused: There is nothing to take back.
        NotYoursToTakeBack: Somebody else sent it, or it came from the desk.
        AlreadyTouched: The next holder has begun.

    Publishes:
        CaseRecalled

    Law:
        ND 61/2018; ND 118/2025
    """
    case = lock_case(case_id)
    if case.state == CaseState.PAUSED:
        raise CaseIsPaused
    sent = _sent_by(case, actor)
    if sent is None or sent.post_id is None or sent.unit_id is None:
        raise NotYoursToTakeBack
    if _is_touched(case):
        titles = organisation.post_info([case.post_id]) if case.post_id else {}
        raise AlreadyTouched(holder=titles[case.post_id].title if case.post_id else "")
    left = case.step_seq
    close_opinions(case, reason=note, asked_since=case.step_started_at, at=at)
    stay = Stay(
        step=queries.get_process(case.process_version_id).step(sent.seq),
        post_id=sent.post_id,
        unit_id=sent.unit_id,
        started_at=at,
        due_at=rules.step_due(counted=sent.due_at, case_due_at=case.due_at),
        account_id=actor.account_id,
    )
    move(case, stay, actor=actor, outcome=Outcome.RECALLED, note=note, at=at)
    recalled = CaseRecalled(case_id=case.id, from_seq=left, to_seq=sent.seq, note=note)
    house.publish(recalled, by=actor, at=at, unit_id=case.unit_id)
    return case.to_info()


@transaction.atomic
def reassign(
    *,
    actor: Actor,
    case_id: UUID,
    to_post_id: UUID,
    to_account_id: UUID | None = None,
    reason: str,
    at: datetime,
) -> CaseInfo:
    """Give a step to another post or person, as its head; its time goes on.

    Args:
        to_account_id: Who of the post gets it; None leaves that to them.

    Raises:
        CaseNotFound, CaseIsClosed: There is nothing to give.
        NotPermitted: The actor is not head where the step is.
        NothingWritten: No reason is given.
        NoSuchPost: There is no such post.
        PostElsewhere: It belongs to another authority.
        NotHeldBy: The person does not hold the post.

    Publishes:
        CaseReassigned

    Law:
        ND 61/2018; ND 118/2025
    """
    case = lock_case(case_id)
    permissions.REASSIGN.require(actor, unit_id=case.post_unit_id or case.unit_id)
    if not reason.strip():
        raise NothingWritten
    post = organisation.get_post(to_post_id, at=at)
    inside = organisation.authority_ids(case.unit_id, at)
    if post.unit_id not in inside and post.unit_id != case.post_unit_id:
        raise PostElsewhere(post=post.title, unit=post.unit_name)
    if to_account_id is not None and to_account_id not in set(
        identity.accounts_of(post.holder_ids).values()
    ):
        raise NotHeldBy(post=post.title)
    before = case.post_id
    stay = Stay(
        step=queries.get_process(case.process_version_id).step(case.step_seq),
        post_id=post.id,
        unit_id=post.unit_id,
        started_at=at,
        due_at=case.step_due_at,
        account_id=to_account_id,
    )
    move(case, stay, actor=actor, outcome=Outcome.REASSIGNED, note=reason.strip(), at=at)
    given = CaseReassigned(
        case_id=case.id,
        seq=case.step_seq,
        from_post_id=before,
        to_post_id=post.id,
        to_account_id=to_account_id,
        reason=reason.strip(),
    )
    house.publish(given, by=actor, at=at, unit_id=case.unit_id)
    return case.to_info()
