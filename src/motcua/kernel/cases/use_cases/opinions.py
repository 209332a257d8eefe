"""Asking others: ask, answer, go on without an answer."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.foundation import events as house
from motcua.foundation.actors import Actor, ActorKind
from motcua.foundation.time import TimeLimit
from motcua.kernel.organisation import api as organisation

from .. import permissions, queries
from ..errors import (
    CaseIsClosed,
    NobodyToAsk,
    NothingWritten,
    OpinionIsClosed,
    OpinionNotFound,
)
from ..events import OpinionAnswered, OpinionWaived
from ..models import Case, Opinion, OpinionAnswer
from ..types import OpinionInfo
from .asking import asked
from .stays import lock_case, lock_step


def _post_to_ask(
    case: Case, *, to_post_id: UUID | None, to_unit_id: UUID | None, at: datetime
) -> organisation.PostInfo:
    if to_post_id is not None:
        return organisation.get_post(to_post_id, at=at)
    if to_unit_id is not None:
        role = organisation.Role.SPECIALIST
        found = queries.find_post_at(to_unit_id, role, field=case.field, at=at)
        if found is not None:
            return found
    raise NobodyToAsk


def _lock_opinion(opinion_id: UUID) -> tuple[Case, Opinion]:
    case_id = Opinion.objects.filter(id=opinion_id).values_list("case_id", flat=True).first()
    if case_id is None:
        raise OpinionNotFound
    try:
        case = lock_case(case_id)  # the case first, as every act does
    except CaseIsClosed:
        raise OpinionIsClosed from None
    opinion = Opinion.objects.select_for_update().get(id=opinion_id)
    opinion.case = case
    if opinion.waived_at is not None:
        raise OpinionIsClosed
    return case, opinion


def _count_down(case: Case, opinion: Opinion) -> None:
    case.opinions_open -= 1
    case.opinions_awaited -= opinion.mandatory
    case.save(update_fields=["opinions_open", "opinions_awaited"])


@transaction.atomic
def ask_opinion(
    *,
    actor: Actor,
    case_id: UUID,
    question: str,
    limit: TimeLimit,
    to_post_id: UUID | None = None,
    to_unit_id: UUID | None = None,
    mandatory: bool = False,
    at: datetime,
) -> OpinionInfo:
    """Ask another post or agency a side question; the case goes on meanwhile.

    Args:
        limit: How long they have, counted by their own calendar.
        to_unit_id: An agency; whoever speaks for it is asked. Or name a post.
        mandatory: Nothing goes up for signature without the answer.

    Raises:
        CaseNotFound, CaseIsClosed, CaseIsPaused, NotYourStep: As for any step.
        NothingWritten: There is no question.
        NoSuchPost, NobodyToAsk: There is nobody to ask.

    Publishes:
        OpinionAsked

    Law:
        ND 61/2018; ND 118/2025
    """
    case = lock_step(actor, case_id)
    if not question.strip():
        raise NothingWritten
    post = _post_to_ask(case, to_post_id=to_post_id, to_unit_id=to_unit_id, at=at)
    opinion = Opinion(
        case=case,
        question=question.strip(),
        post_id=post.id,
        unit_id=post.unit_id,
        asked_at=at,
        asked_by=actor.name,
        asked_by_account=actor.account_id,
        asked_by_unit=case.post_unit_id,
        due_at=organisation.clock(post.unit_id).add(start=at, limit=limit),
        mandatory=mandatory,
    )
    opinion.save(force_insert=True)
    case.opinions_open += 1
    case.opinions_awaited += mandatory
    case.save(update_fields=["opinions_open", "opinions_awaited"])
    house.publish(asked(opinion), by=actor, at=at, unit_id=case.unit_id)
    return opinion.to_info()


@transaction.atomic
def answer_opinion(*, actor: Actor, opinion_id: UUID, answer: str, at: datetime) -> OpinionInfo:
    """Answer a question, or replace the answer given before; the old one stays as a version.

    The clock of the question ends with the first answer.

    Raises:
        OpinionNotFound: There is none, or another post is asked.
        OpinionIsClosed: The case has ended, or it was decided to go on without.
        NothingWritten: There is no answer.

    Publishes:
        OpinionAnswered

    Law:
        ND 61/2018; ND 118/2025
    """
    case, opinion = _lock_opinion(opinion_id)
    if actor.kind is not ActorKind.SYSTEM and opinion.post_id not in actor.post_ids:
        raise OpinionNotFound
    if not answer.strip():
        raise NothingWritten
    number = opinion.answers.count() + 1
    OpinionAnswer.objects.create(
        opinion=opinion,
        number=number,
        answer=answer.strip(),
        answered_at=at,
        answered_by=actor.name,
        account_id=actor.account_id,
    )
    first = opinion.answered_at is None
    opinion.answered_at = opinion.answered_at or at
    opinion.answer, opinion.answered_by = answer.strip(), actor.name
    opinion.save(update_fields=["answered_at", "answer", "answered_by"])
    if first:
        _count_down(case, opinion)
    answered = OpinionAnswered(
        case_id=case.id, opinion_id=opinion.id, number=number, due_at=opinion.due_at
    )
    house.publish(answered, by=actor, at=at, unit_id=case.unit_id)
    return opinion.to_info()


@transaction.atomic
def waive_opinion(*, actor: Actor, opinion_id: UUID, reason: str, at: datetime) -> OpinionInfo:
    """Decide to go on without an answer; that it did not come stays on record.

    Who asked by hand may take a question back that nothing waits for; all else a head decides.

    Raises:
        OpinionNotFound: There is none.
        OpinionIsClosed: It is answered, or closed already.
        NotPermitted: The actor may not decide that.
        NothingWritten: No reason is given.

    Publishes:
        OpinionWaived

    Law:
        ND 61/2018; ND 118/2025
    """
    case, opinion = _lock_opinion(opinion_id)
    own = opinion.asked_by_account is not None and opinion.asked_by_account == actor.account_id
    if not own or opinion.mandatory:
        permissions.REASSIGN.require(actor, unit_id=opinion.asked_by_unit or case.unit_id)
    if opinion.answered_at is not None:
        raise OpinionIsClosed
    if not reason.strip():
        raise NothingWritten
    opinion.waived_at, opinion.waived_reason = at, reason.strip()
    opinion.save(update_fields=["waived_at", "waived_reason"])
    _count_down(case, opinion)
    waived = OpinionWaived(case_id=case.id, opinion_id=opinion.id, reason=opinion.waived_reason)
    house.publish(waived, by=actor, at=at, unit_id=case.unit_id)
    return opinion.to_info()
