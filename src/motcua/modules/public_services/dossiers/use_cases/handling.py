"""Handling: take, hand over, draft the result, submit it, send it back."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.foundation import events as house
from motcua.foundation.actors import Actor
from motcua.foundation.errors import Fault
from motcua.foundation.ids import uuid7
from motcua.kernel.cases import api as cases

from .. import permissions, rules
from ..errors import DraftResultInvalid, ReasonMissing
from ..events import ResultDrafted, ResultSentBack, ResultSubmitted, WorkGiven
from ..models import Dossier, Result, Submission
from ..queries.facts import facts_of
from ..types import State
from .common import lock_dossier
from .following import require_at_step, show_to_holders
from .makers import maker_for


def _at_handling(actor: Actor, code: str) -> tuple[Submission, Dossier]:
    submission, dossier = lock_dossier(actor, code)
    require_at_step(actor, submission, dossier, permissions.HANDLE)
    rules.require_state(submission.state, State.PROCESSING)
    return submission, dossier


@transaction.atomic
def take_dossier(*, actor: Actor, code: str, at: datetime) -> None:
    """Take a dossier upon oneself, where several people hold the post.

    Raises:
        DossierNotFound, NotYourStep: It is not the actor's.

    Law:
        ND 61/2018
    """
    _submission, dossier = lock_dossier(actor, code)
    cases.take_step(actor=actor, case_id=dossier.case_id, at=at)


@transaction.atomic
def hand_over(*, actor: Actor, code: str, to_post_id: UUID, note: str = "", at: datetime) -> None:
    """Give a dossier to another post of the authority; its clock goes on.

    The unit of that post handles the dossier from now on, so that its people see it.

    Raises:
        DossierNotFound, NotYourStep: It is not the actor's.
        NoSuchPost, PostElsewhere: There is no such post in this authority.

    Law:
        ND 61/2018
    """
    submission, dossier = lock_dossier(actor, code)
    case = cases.hand_over(
        actor=actor, case_id=dossier.case_id, to_post_id=to_post_id, note=note, at=at
    )
    if case.post_unit_id not in {submission.unit_id, submission.handling_unit_id, None}:
        submission.handling_unit_id = case.post_unit_id
        submission.save(update_fields=["handling_unit"])


@transaction.atomic
def draft_result(*, actor: Actor, code: str, draft: Mapping[str, str], at: datetime) -> None:
    """Save a draft of the result; it may be incomplete.

    Raises:
        DossierNotFound, NotPermitted, NotYourStep: It is not the actor's to handle.
        WrongState: It is not being handled.

    Publishes:
        ResultDrafted

    Law:
        ND 61/2018, article 19
    """
    submission, dossier = _at_handling(actor, code)
    cases.require_holder(actor=actor, post_id=dossier.case.post_id)
    drafted = _keep_draft(submission, dossier, draft, actor=actor, at=at)
    house.publish(drafted, by=actor, at=at, unit_id=submission.unit_id)


def _keep_draft(
    submission: Submission,
    dossier: Dossier,
    draft: Mapping[str, str],
    *,
    actor: Actor,
    at: datetime,
) -> ResultDrafted:
    """Write the draft, whether there was one or not: one statement."""
    result = Result(dossier=dossier, draft=dict(draft), drafted_by=actor.name, drafted_at=at)
    Result.objects.bulk_create(
        [result],
        update_conflicts=True,
        unique_fields=["dossier"],
        update_fields=["draft", "drafted_by", "drafted_at"],
    )
    return ResultDrafted(submission_id=submission.id, dossier_code=submission.code)


def _goes_up(dossier: Dossier) -> bool:
    case = dossier.case
    following = cases.get_process(case.process_version_id).after(case.step_seq, case.facts)
    return following is None or following.kind is not cases.StepKind.HANDLE


def _draft_faults(
    submission: Submission, dossier: Dossier, draft: Mapping[str, str] | None
) -> tuple[Fault, ...]:
    if draft is None:
        result = Result.objects.filter(dossier=dossier).first()
        draft = result.draft if result else {}
    return maker_for(submission.procedure_code).check(facts_of(submission, dossier), draft)


@transaction.atomic
def submit_result(
    *,
    actor: Actor,
    code: str,
    draft: Mapping[str, str] | None = None,
    note: str = "",
    at: datetime,
) -> None:
    """Send the drafted result up, for review or signature, as the process has it.

    Where the process has another step of handling first, as when a head hands the work out, the
    dossier goes there and its draft need not be complete.

    Args:
        draft: What is typed now; without it, what was saved before.

    Raises:
        DossierNotFound, NotPermitted, NotYourStep: It is not the actor's to handle.
        DraftResultInvalid: Something of the draft is missing or wrong; all of it is named.
        StepBlocked: A mandatory opinion is missing.
        WrongState, WrongStep: It is not being handled.

    Publishes:
        ResultDrafted, ResultSubmitted

    Law:
        ND 61/2018, article 19
    """
    submission, dossier = _at_handling(actor, code)
    if _goes_up(dossier) and (faults := _draft_faults(submission, dossier, draft)):
        raise DraftResultInvalid(faults=faults)
    told: list[house.Event] = []
    if draft is not None:
        told.append(_keep_draft(submission, dossier, draft, actor=actor, at=at))
    case = cases.complete_step(
        actor=actor, case_id=dossier.case_id, expect=cases.StepKind.HANDLE, note=note, at=at
    )
    show_to_holders(submission, case)
    told.append(ResultSubmitted(submission_id=submission.id, dossier_code=submission.code))
    house.publish(*told, by=actor, at=at, unit_id=submission.unit_id)


@transaction.atomic
def complete_review(*, actor: Actor, code: str, note: str = "", at: datetime) -> None:
    """Agree with the draft and send it on.

    Raises:
        DossierNotFound, NotYourStep, WrongStep: It is not the actor's to review.
        StepBlocked: A mandatory opinion is missing.

    Publishes:
        ResultSubmitted

    Law:
        ND 61/2018, article 19
    """
    submission, dossier = lock_dossier(actor, code)
    case = cases.complete_step(
        actor=actor, case_id=dossier.case_id, expect=cases.StepKind.REVIEW, note=note, at=at
    )
    show_to_holders(submission, case)
    submitted = ResultSubmitted(submission_id=submission.id, dossier_code=submission.code)
    house.publish(submitted, by=actor, at=at, unit_id=submission.unit_id)


@transaction.atomic
def send_back(*, actor: Actor, code: str, reason: str, at: datetime) -> None:
    """Send the draft back to whoever made it, with what has to be mended.

    Raises:
        DossierNotFound, NotYourStep: It is not with the actor.
        ReasonMissing: No reason is given.
        WrongState: It is approved already.

    Publishes:
        ResultSentBack

    Law:
        ND 61/2018, article 19
    """
    submission, dossier = lock_dossier(actor, code)
    if not reason.strip():
        raise ReasonMissing
    rules.require_state(submission.state, State.PROCESSING)
    case = cases.send_back(actor=actor, case_id=dossier.case_id, reason=reason, at=at)
    show_to_holders(submission, case)
    back = ResultSentBack(submission_id=submission.id, dossier_code=submission.code, reason=reason)
    house.publish(back, by=actor, at=at, unit_id=submission.unit_id)


def _is_drafted(dossier: Dossier) -> bool:
    """Tell whether the present holder has written at the result already."""
    return Result.objects.filter(
        dossier=dossier, drafted_at__gt=dossier.case.step_started_at
    ).exists()


@transaction.atomic
def take_back(*, actor: Actor, code: str, note: str = "", at: datetime) -> None:
    """Take back a dossier that one sent onward, while the next holder has not touched it.

    Raises:
        DossierNotFound: It is not the actor's to see.
        NotYoursToTakeBack: Somebody else sent it.
        AlreadyTouched: The next holder has begun.
        WrongState: It is approved already.

    Law:
        ND 61/2018, article 19
    """
    submission, dossier = lock_dossier(actor, code)
    rules.require_state(submission.state, State.PROCESSING)
    if _is_drafted(dossier):
        raise cases.AlreadyTouched(holder=dossier.case.step_name)
    case = cases.recall_step(actor=actor, case_id=dossier.case_id, note=note, at=at)
    show_to_holders(submission, case)


@transaction.atomic
def reassign_dossier(
    *,
    actor: Actor,
    code: str,
    to_post_id: UUID,
    to_account_id: UUID | None = None,
    reason: str,
    at: datetime,
) -> None:
    """Give a dossier that others hold to another post or person, as their head.

    Raises:
        DossierNotFound, NotPermitted: It is not the actor's to give.
        ReasonMissing: No reason is given.
        NoSuchPost, PostElsewhere, NotHeldBy: It cannot go there.
        WrongState: It is approved already, or has ended.

    Publishes:
        WorkGiven

    Law:
        ND 61/2018
    """
    submission = give(
        actor=actor,
        code=code,
        to_post_id=to_post_id,
        to_account_id=to_account_id,
        reason=reason,
        at=at,
    )
    given = WorkGiven(
        gift_id=uuid7(),
        dossier_code=submission.code,
        dossiers=1,
        to_post_id=to_post_id,
        to_account_id=to_account_id,
        reason=reason.strip(),
    )
    house.publish(given, by=actor, at=at, unit_id=submission.unit_id)


def give(
    *,
    actor: Actor,
    code: str,
    to_post_id: UUID,
    to_account_id: UUID | None,
    reason: str,
    at: datetime,
) -> Submission:
    """Give a dossier to another post or person, inside the transaction of the act that tells it."""
    submission, dossier = lock_dossier(actor, code)
    if not reason.strip():
        raise ReasonMissing
    rules.require_state(submission.state, State.PROCESSING, State.SUPPLEMENT)
    case = cases.reassign(
        actor=actor,
        case_id=dossier.case_id,
        to_post_id=to_post_id,
        to_account_id=to_account_id,
        reason=reason,
        at=at,
    )
    if case.post_unit_id not in {submission.unit_id, submission.handling_unit_id, None}:
        submission.handling_unit_id = case.post_unit_id
        submission.save(update_fields=["handling_unit"])
    return submission
