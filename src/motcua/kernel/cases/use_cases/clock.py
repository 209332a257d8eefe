"""The clock of a case: it stands, goes on, has kept its promise, ends."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from motcua.foundation import events as house
from motcua.foundation.actors import Actor
from motcua.foundation.time import TimeLimit, TimeUnit
from motcua.kernel.organisation import api as organisation

from .. import rules
from ..errors import AlreadyReappointed, CaseIsNotPaused, NothingWritten, TooEarly
from ..events import CaseClosed, CasePaused, CaseReappointed, CaseResumed, CaseSettled
from ..models import Case, CaseStep, Pause
from ..types import CaseInfo, CaseState, Outcome
from .asking import close_opinions
from .stays import lock_case, lock_step


@transaction.atomic
def pause_case(*, actor: Actor, case_id: UUID, reason: str, at: datetime) -> CaseInfo:
    """Stop the clock because the applicant is waited for; nothing else stops it.

    Raises:
        CaseNotFound, CaseIsClosed, CaseIsPaused, NotYourStep: As for any step.

    Publishes:
        CasePaused

    Law:
        ND 61/2018; ND 118/2025
    """
    case = lock_step(actor, case_id)
    Pause.objects.create(case=case, reason=reason, started_at=at)
    case.state = CaseState.PAUSED
    case.save(update_fields=["state"])
    house.publish(CasePaused(case_id=case.id, reason=reason), by=actor, at=at, unit_id=case.unit_id)
    return case.to_info()


@transaction.atomic
def resume_case(*, actor: Actor, case_id: UUID, at: datetime) -> CaseInfo:
    """Let the clock go on; the promise moves by the working time that was left at the pause.

    The actor is whoever brought the answer, so no post is asked for.

    Raises:
        CaseNotFound, CaseIsClosed: There is nothing to resume.
        CaseIsNotPaused: The clock runs.

    Publishes:
        CaseResumed

    Law:
        ND 61/2018; ND 118/2025
    """
    case = lock_case(case_id)
    pause = Pause.objects.select_for_update().filter(case=case, ended_at=None).first()
    if case.state != CaseState.PAUSED or pause is None:
        raise CaseIsNotPaused
    pause.ended_at = at
    pause.save(update_fields=["ended_at"])
    before, clock = case.due_at, organisation.clock(case.unit_id)
    wait = {"paused_at": pause.started_at, "resumed_at": at}
    limit = TimeLimit.parse(case.time_limit)
    case.due_at = clock.resume(
        due_at=before, unit=limit.unit, ends_on=_period_end(case, limit, pause), **wait
    )
    own = clock.resume(due_at=case.step_due_at, unit=TimeUnit.WORKING_HOUR, **wait)
    case.step_due_at = rules.step_due(counted=own, case_due_at=case.due_at)
    case.state = CaseState.OPEN
    case.save(update_fields=["state", "due_at", "step_due_at"])
    CaseStep.objects.filter(id=case.step_id, started_at=case.step_started_at).update(
        due_at=case.step_due_at
    )
    resumed = CaseResumed(case_id=case.id, due_before=before, due_at=case.due_at)
    house.publish(resumed, by=actor, at=at, unit_id=case.unit_id)
    return case.to_info()


def _period_end(case: Case, limit: TimeLimit, pause: Pause) -> date | None:
    """Return the day on which a period of the calendar ends; days off at its end are not in it."""
    if limit.unit not in {TimeUnit.CALENDAR_DAY, TimeUnit.MONTH} or case.reappointed_at is not None:
        return None
    earlier = Pause.objects.filter(case=case).exclude(id=pause.id).order_by("started_at")
    waits = [(each.started_at, each.ended_at) for each in earlier if each.ended_at]
    return organisation.period_end(start=case.opened_at, limit=limit, pauses=waits)


@transaction.atomic
def reappoint_case(
    *,
    actor: Actor,
    case_id: UUID,
    due_at: datetime,
    reason: str,
    again: bool = False,
    at: datetime,
) -> CaseInfo:
    """Promise anew, once, with a reason; the first promise is kept beside the new one.

    Whoever calls has decided that it may be; the caller apologises to the applicant.

    Args:
        again: No applicant waits, and the law sets no limit: it may be done more than once.

    Raises:
        CaseNotFound, CaseIsClosed: There is nothing to promise.
        AlreadyReappointed: It was done before.
        TooEarly: The new promise lies before now or before the old one.
        NothingWritten: No reason is given.

    Publishes:
        CaseReappointed

    Law:
        ND 61/2018; ND 118/2025
    """
    case = lock_case(case_id)
    if not reason.strip():
        raise NothingWritten
    if case.reappointed_at is not None and not again:
        raise AlreadyReappointed
    before = case.due_at
    if due_at <= max(at, before):
        raise TooEarly
    case.due_at, case.reappointed_at, case.reappointed_reason = due_at, at, reason.strip()
    case.save(update_fields=["due_at", "reappointed_at", "reappointed_reason"])
    anew = CaseReappointed(
        case_id=case.id, due_before=before, due_at=due_at, reason=case.reappointed_reason
    )
    house.publish(anew, by=actor, at=at, unit_id=case.unit_id)
    return case.to_info()


@transaction.atomic
def settle_case(*, actor: Actor, case_id: UUID, at: datetime) -> CaseInfo:
    """Note that the result lies ready; what remains, such as handing it over, has no clock.

    A second call changes nothing.

    Raises:
        CaseNotFound, CaseIsClosed: There is nothing to settle.

    Publishes:
        CaseSettled

    Law:
        ND 61/2018; ND 118/2025
    """
    case = lock_case(case_id)
    if case.settled_at is None:
        case.settled_at = at
        case.save(update_fields=["settled_at"])
        settled = CaseSettled(case_id=case.id, due_at=case.due_at)
        house.publish(settled, by=actor, at=at, unit_id=case.unit_id)
    return case.to_info()


@transaction.atomic
def close_case(*, actor: Actor, case_id: UUID, note: str = "", at: datetime) -> CaseInfo:
    """End a case: its result is decided, or it was withdrawn or stopped.

    Whoever calls has decided that it may end; an open pause ends with it.

    Raises:
        CaseNotFound, CaseIsClosed: There is nothing to end.

    Publishes:
        CaseClosed

    Law:
        ND 61/2018; ND 118/2025
    """
    case = lock_case(case_id)
    CaseStep.objects.filter(id=case.step_id, started_at=case.step_started_at, done_at=None).update(
        done_at=at,
        outcome=Outcome.ENDED,
        note=note,
        account_id=actor.account_id,
        holder_name=actor.name,
    )
    if case.state == CaseState.PAUSED:
        Pause.objects.filter(case=case, ended_at=None).update(ended_at=at)
    close_opinions(case, reason=note, at=at)
    case.state, case.closed_at = CaseState.CLOSED, at
    case.save(update_fields=["state", "closed_at", "opinions_open", "opinions_awaited"])
    house.publish(
        CaseClosed(case_id=case.id, due_at=case.due_at), by=actor, at=at, unit_id=case.unit_id
    )
    return case.to_info()
