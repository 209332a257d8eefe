"""Every way to move a case."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from motcua.foundation import events as house
from motcua.foundation.actors import Actor, ActorKind
from motcua.foundation.errors import Fault
from motcua.foundation.ids import uuid7
from motcua.foundation.time import TimeLimit, TimeUnit
from motcua.kernel.organisation import api as organisation

from . import permissions, queries, rules
from .errors import (
    CaseIsClosed,
    CaseIsNotPaused,
    CaseIsPaused,
    CaseNotFound,
    NoPostForStep,
    NothingToSendBackTo,
    NotYourStep,
    UnsoundProcess,
    WrongStep,
)
from .events import (
    CaseClosed,
    CaseHandedOver,
    CaseOpened,
    CasePaused,
    CaseResumed,
    CaseSentBack,
    CaseSettled,
    CaseTaken,
    ProcessPublished,
    StepDone,
)
from .models import Case, CaseStep, Pause, Process, ProcessVersion
from .types import CaseInfo, CaseState, Outcome, ProcessInfo, Step, StepKind

_STEP_COLUMNS = (
    "step_id",
    "step_seq",
    "step_kind",
    "step_name",
    "step_started_at",
    "step_due_at",
    "post_id",
    "post_unit_id",
    "account_id",
)
_FAULTS = {
    "begins_with_reception": _("The first step must receive the dossier."),
    "has_a_signature": _("One step must be the signature."),
    "ends_with_return": _("The last step must return the result."),
    "numbered_upwards": _("Steps must be numbered upwards."),
    "takes_time": _("A step takes more than no time."),
}


@transaction.atomic
def publish_process(
    *, actor: Actor, code: str, title: str, steps: Sequence[Step], at: datetime
) -> ProcessInfo:
    """Publish a version of a step table; the same steps as the last version make no new one.

    Running cases keep the version they began with.

    Raises:
        NotPermitted: The actor does not manage processes.
        UnsoundProcess: The table cannot be followed; every fault is named.

    Publishes:
        ProcessPublished

    Law:
        ND 61/2018; ND 118/2025
    """
    permissions.MANAGE_PROCESSES.require(actor)
    if faults := rules.faults_of(steps):
        raise UnsoundProcess(
            faults=tuple(Fault(f"steps.{each.seq}", str(_FAULTS[each.reason])) for each in faults)
        )
    process, _made = Process.objects.select_for_update().get_or_create(code=code)
    last = process.versions.order_by("-number").first()
    lines = [step.to_json() for step in steps]
    if last is not None and last.steps == lines:
        return last.to_info()
    version = ProcessVersion.objects.create(
        process=process,
        number=last.number + 1 if last else 1,
        title=title,
        steps=lines,
        published_at=at,
    )
    published = ProcessPublished(
        process_id=process.id, version_id=version.id, code=code, number=version.number
    )
    house.publish(published, by=actor, at=at)
    return version.to_info()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stay:
    """Where a case goes next: the step, the post and the time it has there."""

    step: Step
    post_id: UUID
    unit_id: UUID
    started_at: datetime
    due_at: datetime


def _find_stay(
    step: Step,
    *,
    unit_id: UUID,
    field: str,
    case_due_at: datetime,
    at: datetime,
    clock: organisation.Clock | None = None,
) -> _Stay:
    post = organisation.find_post(authority_id=unit_id, role=step.role, field=field, at=at)
    if post is None:
        raise NoPostForStep(step=step.name, role=step.role)
    clock = clock or organisation.clock(unit_id)
    return _stay_at(step, post.id, post.unit_id, clock=clock, case_due_at=case_due_at, at=at)


def _stay_at(
    step: Step,
    post_id: UUID,
    unit_id: UUID,
    *,
    clock: organisation.Clock,
    case_due_at: datetime,
    at: datetime,
) -> _Stay:
    counted = clock.add(start=at, limit=TimeLimit(step.hours, TimeUnit.WORKING_HOUR))
    return _Stay(
        step=step,
        post_id=post_id,
        unit_id=unit_id,
        started_at=at,
        due_at=rules.step_due(counted=counted, case_due_at=case_due_at),
    )


def _put(case: Case, stay: _Stay) -> CaseStep:
    """Set the present step of ``case`` and return the row of the stay; neither is saved."""
    case.step_id = uuid7()
    case.step_seq, case.step_kind, case.step_name = stay.step.seq, stay.step.kind, stay.step.name
    case.step_started_at, case.step_due_at = stay.started_at, stay.due_at
    case.post_id, case.post_unit_id, case.account_id = stay.post_id, stay.unit_id, None
    return CaseStep(
        id=case.step_id,
        case=case,
        seq=stay.step.seq,
        kind=stay.step.kind,
        name=stay.step.name,
        post_id=stay.post_id,
        unit_id=stay.unit_id,
        started_at=stay.started_at,
        due_at=stay.due_at,
    )


@transaction.atomic
def open_case(
    *,
    actor: Actor,
    kind: str,
    subject_code: str,
    title: str,
    person_name: str,
    unit_id: UUID,
    field: str,
    process: ProcessInfo,
    time_limit: TimeLimit,
    at: datetime,
) -> CaseInfo:
    """Open a case whose reception is done, and hand it to the post of the next step.

    Args:
        field: Field of work; chooses among the posts of a role.
        process: The version that the case keeps for life.
        time_limit: The law's limit, counted from ``at`` by the calendar of the unit; after a
            pause the promise moves by its rule.

    Raises:
        NoPostForStep: Nobody could do the next step.

    Publishes:
        CaseOpened

    Law:
        ND 61/2018; ND 118/2025
    """
    received, following = process.steps[0], process.steps[1]
    clock = organisation.clock(unit_id)
    due_at = clock.add(start=at, limit=time_limit)
    stay = _find_stay(
        following, unit_id=unit_id, field=field, clock=clock, case_due_at=due_at, at=at
    )
    case = Case(
        kind=kind,
        subject_code=subject_code,
        title=title,
        person_name=person_name,
        unit_id=unit_id,
        field=field,
        process_version_id=process.version_id,
        opened_at=at,
        due_at=due_at,
        due_original_at=due_at,
        time_limit=str(time_limit),
    )
    present = _put(case, stay)
    reception = CaseStep(
        case=case,
        seq=received.seq,
        kind=received.kind,
        name=received.name,
        unit_id=unit_id,
        account_id=actor.account_id,
        holder_name=actor.name,
        started_at=at,
        due_at=at,
        done_at=at,
        outcome=Outcome.DONE,
    )
    case.save(force_insert=True)
    CaseStep.objects.bulk_create([reception, present])
    opened = CaseOpened(
        case_id=case.id,
        kind=kind,
        subject_code=subject_code,
        process_version_id=process.version_id,
        due_at=due_at,
        step_seq=following.seq,
        post_id=stay.post_id,
    )
    house.publish(opened, by=actor, at=at, unit_id=unit_id)
    return case.to_info()


def _lock(case_id: UUID) -> Case:
    case = Case.objects.select_for_update().filter(id=case_id).first()
    if case is None:
        raise CaseNotFound
    if case.state == CaseState.CLOSED:
        raise CaseIsClosed
    return case


def _lock_step(actor: Actor, case_id: UUID, expect: StepKind | None = None) -> Case:
    case = _lock(case_id)
    if case.state == CaseState.PAUSED:
        raise CaseIsPaused
    if expect is not None and case.step_kind != expect:
        raise WrongStep(step=case.step_name)
    if actor.kind is not ActorKind.SYSTEM and case.post_id not in actor.post_ids:
        raise NotYourStep
    return case


def _end_stay(case: Case, *, actor: Actor, outcome: Outcome, note: str, at: datetime) -> None:
    # started_at prunes the partitions.
    CaseStep.objects.filter(id=case.step_id, started_at=case.step_started_at).update(
        done_at=at,
        outcome=outcome,
        note=note,
        account_id=actor.account_id,
        holder_name=actor.name,
    )


@transaction.atomic
def complete_step(
    *, actor: Actor, case_id: UUID, expect: StepKind, note: str = "", at: datetime
) -> CaseInfo:
    """Finish the present step and hand the case to the post of the next one.

    After the last step the case stays where it is until it is closed.

    Args:
        expect: The kind of step that the actor believes to finish; two clicks are one.

    Raises:
        CaseNotFound, CaseIsClosed, CaseIsPaused: There is nothing to finish.
        NotYourStep: Another post holds the step.
        WrongStep: The case is at a step of another kind.
        NoPostForStep: Nobody could do the next step.

    Publishes:
        StepDone

    Law:
        ND 61/2018; ND 118/2025
    """
    case = _lock_step(actor, case_id, expect)
    process = queries.get_process(case.process_version_id)
    finished, following = process.step(case.step_seq), process.after(case.step_seq)
    _end_stay(case, actor=actor, outcome=Outcome.DONE, note=note, at=at)
    stay = None
    if following is not None:
        stay = _find_stay(
            following, unit_id=case.unit_id, field=case.field, case_due_at=case.due_at, at=at
        )
        present = _put(case, stay)
        case.save(update_fields=_STEP_COLUMNS)
        present.save(force_insert=True)
    done = StepDone(
        case_id=case.id,
        seq=finished.seq,
        kind=finished.kind.value,
        next_seq=following.seq if following else None,
        next_post_id=stay.post_id if stay else None,
        note=note,
    )
    house.publish(done, by=actor, at=at, unit_id=case.unit_id)
    return case.to_info()


@transaction.atomic
def send_back(
    *, actor: Actor, case_id: UUID, reason: str, at: datetime, to_kind: StepKind = StepKind.HANDLE
) -> CaseInfo:
    """Send a case back to the nearest earlier step of a kind, to the post that did it.

    Args:
        reason: What has to be mended; the holder of the earlier step reads it.

    Raises:
        CaseNotFound, CaseIsClosed, CaseIsPaused, NotYourStep: As for any step.
        NothingToSendBackTo: No earlier step is of that kind.

    Publishes:
        CaseSentBack

    Law:
        ND 61/2018; ND 118/2025
    """
    case = _lock_step(actor, case_id)
    process = queries.get_process(case.process_version_id)
    target, left = process.before(case.step_seq, to_kind), case.step_seq
    if target is None:
        raise NothingToSendBackTo
    _end_stay(case, actor=actor, outcome=Outcome.SENT_BACK, note=reason, at=at)
    earlier = case.steps.filter(seq=target.seq).exclude(post_id=None).order_by("-started_at", "-id")
    before = earlier.first()
    if before is not None and before.post_id and before.unit_id:
        clock = organisation.clock(case.unit_id)
        stay = _stay_at(
            target,
            before.post_id,
            before.unit_id,
            clock=clock,
            case_due_at=case.due_at,
            at=at,
        )
    else:
        stay = _find_stay(
            target, unit_id=case.unit_id, field=case.field, case_due_at=case.due_at, at=at
        )
    present = _put(case, stay)
    case.save(update_fields=_STEP_COLUMNS)
    present.save(force_insert=True)
    back = CaseSentBack(case_id=case.id, from_seq=left, to_seq=target.seq, reason=reason)
    house.publish(back, by=actor, at=at, unit_id=case.unit_id)
    return case.to_info()


@transaction.atomic
def hand_over(
    *, actor: Actor, case_id: UUID, to_post_id: UUID, note: str, at: datetime
) -> CaseInfo:
    """Give the present step to another post; its time goes on.

    Raises:
        CaseNotFound, CaseIsClosed, CaseIsPaused, NotYourStep: As for any step.
        NoSuchPost: There is no such post.

    Publishes:
        CaseHandedOver

    Law:
        ND 61/2018; ND 118/2025
    """
    case = _lock_step(actor, case_id)
    post = organisation.get_post(to_post_id, at=at)
    process = queries.get_process(case.process_version_id)
    before, due_at = case.post_id, case.step_due_at
    _end_stay(case, actor=actor, outcome=Outcome.HANDED_OVER, note=note, at=at)
    stay = _Stay(
        step=process.step(case.step_seq),
        post_id=post.id,
        unit_id=post.unit_id,
        started_at=at,
        due_at=due_at,
    )
    present = _put(case, stay)
    case.save(update_fields=_STEP_COLUMNS)
    present.save(force_insert=True)
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
    case = _lock_step(actor, case_id)
    if case.account_id == actor.account_id or actor.account_id is None:
        return case.to_info()
    case.account_id = actor.account_id
    case.save(update_fields=["account_id"])
    taken = CaseTaken(case_id=case.id, seq=case.step_seq, account_id=actor.account_id)
    house.publish(taken, by=actor, at=at, unit_id=case.unit_id)
    return case.to_info()


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
    case = _lock_step(actor, case_id)
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
    case = _lock(case_id)
    pause = Pause.objects.select_for_update().filter(case=case, ended_at=None).first()
    if case.state != CaseState.PAUSED or pause is None:
        raise CaseIsNotPaused
    pause.ended_at = at
    pause.save(update_fields=["ended_at"])
    before, clock = case.due_at, organisation.clock(case.unit_id)
    wait = {"paused_at": pause.started_at, "resumed_at": at}
    unit = TimeLimit.parse(case.time_limit).unit
    case.due_at = clock.resume(due_at=before, unit=unit, **wait)
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
    case = _lock(case_id)
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
    case = _lock(case_id)
    CaseStep.objects.filter(id=case.step_id, started_at=case.step_started_at, done_at=None).update(
        done_at=at,
        outcome=Outcome.ENDED,
        note=note,
        account_id=actor.account_id,
        holder_name=actor.name,
    )
    if case.state == CaseState.PAUSED:
        Pause.objects.filter(case=case, ended_at=None).update(ended_at=at)
    case.state, case.closed_at = CaseState.CLOSED, at
    case.save(update_fields=["state", "closed_at"])
    house.publish(
        CaseClosed(case_id=case.id, due_at=case.due_at), by=actor, at=at, unit_id=case.unit_id
    )
    return case.to_info()
