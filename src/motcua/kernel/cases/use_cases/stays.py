"""What the acts on a case share: its lock, where it goes next, how it gets there."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from motcua.foundation.actors import Actor, ActorKind
from motcua.foundation.ids import uuid7
from motcua.foundation.time import TimeLimit, TimeUnit
from motcua.kernel.organisation import api as organisation

from .. import rules
from ..errors import CaseIsClosed, CaseIsPaused, CaseNotFound, NoPostForStep, NotYourStep, WrongStep
from ..models import Case, CaseStep
from ..types import CaseState, Outcome, Step, StepKind

# One statement for the whole step onward: it is what an office does all day.
_MOVE = """
with ended as (
    update cases_casestep set done_at = %(at)s, outcome = %(outcome)s, note = %(note)s,
        account_id = %(account_id)s, holder_name = %(holder_name)s
    where id = %(ended_id)s and started_at = %(ended_started_at)s
), begun as (
    insert into cases_casestep (
        id, case_id, seq, kind, name, post_id, unit_id, holder_name, started_at, due_at,
        outcome, note
    )
    values (
        %(step_id)s, %(case_id)s, %(step_seq)s, %(step_kind)s, %(step_name)s, %(post_id)s,
        %(post_unit_id)s, '', %(step_started_at)s, %(step_due_at)s, '', ''
    )
)
update cases_case set step_id = %(step_id)s, step_seq = %(step_seq)s, step_kind = %(step_kind)s,
    step_name = %(step_name)s, step_started_at = %(step_started_at)s, step_due_at = %(step_due_at)s,
    post_id = %(post_id)s, post_unit_id = %(post_unit_id)s, account_id = null
where id = %(case_id)s
"""
_MOVED = (
    "step_id",
    "step_seq",
    "step_kind",
    "step_name",
    "step_started_at",
    "step_due_at",
    "post_id",
    "post_unit_id",
)


def lock_case(case_id: UUID) -> Case:
    """Return a case that has not ended, locked.

    Raises:
        CaseNotFound, CaseIsClosed: There is none.
    """
    case = Case.objects.select_for_update().filter(id=case_id).first()
    if case is None:
        raise CaseNotFound
    if case.state == CaseState.CLOSED:
        raise CaseIsClosed
    return case


def lock_step(actor: Actor, case_id: UUID, expect: StepKind | None = None) -> Case:
    """Return a case whose present step the actor holds, locked.

    Raises:
        CaseNotFound, CaseIsClosed, CaseIsPaused: There is nothing to do.
        WrongStep: It is at a step of another kind than ``expect``.
        NotYourStep: Another post holds it.
    """
    case = lock_case(case_id)
    if case.state == CaseState.PAUSED:
        raise CaseIsPaused
    if expect is not None and case.step_kind != expect:
        raise WrongStep(step=case.step_name)
    if actor.kind is not ActorKind.SYSTEM and case.post_id not in actor.post_ids:
        raise NotYourStep
    return case


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay:
    """Where a case goes next: the step, the post and the time it has there."""

    step: Step
    post_id: UUID
    unit_id: UUID
    started_at: datetime
    due_at: datetime


def _find_post(
    role: str, *, unit_id: UUID, field: str, at: datetime
) -> organisation.PostInfo | None:
    """Return the post for a role; what nobody is there for falls to the leader."""
    for each in dict.fromkeys((role, organisation.Role.AUTHORITY_LEADER.value)):
        post = organisation.find_post(authority_id=unit_id, role=each, field=field, at=at)
        if post is not None:
            return post
    return None


def find_stay(
    step: Step,
    *,
    unit_id: UUID,
    field: str,
    case_due_at: datetime,
    at: datetime,
    clock: organisation.Clock | None = None,
) -> Stay:
    """Find the post that a step goes to and count its time.

    Raises:
        NoPostForStep: Nobody could do it.
    """
    post = _find_post(step.role, unit_id=unit_id, field=field, at=at)
    if post is None:
        raise NoPostForStep(step=step.name, role=organisation.Role(step.role).label)
    clock = clock or organisation.clock(unit_id)
    return stay_at(step, post.id, post.unit_id, clock=clock, case_due_at=case_due_at, at=at)


def stay_at(
    step: Step,
    post_id: UUID,
    unit_id: UUID,
    *,
    clock: organisation.Clock,
    case_due_at: datetime,
    at: datetime,
) -> Stay:
    """Count the time that a step has at a post."""
    counted = clock.add(start=at, limit=TimeLimit(step.hours, TimeUnit.WORKING_HOUR))
    return Stay(
        step=step,
        post_id=post_id,
        unit_id=unit_id,
        started_at=at,
        due_at=rules.step_due(counted=counted, case_due_at=case_due_at),
    )


def put(case: Case, stay: Stay) -> None:
    """Set the present step of ``case``; nothing is saved."""
    case.step_id = uuid7()
    case.step_seq, case.step_kind, case.step_name = stay.step.seq, stay.step.kind, stay.step.name
    case.step_started_at, case.step_due_at = stay.started_at, stay.due_at
    case.post_id, case.post_unit_id, case.account_id = stay.post_id, stay.unit_id, None


def move(
    case: Case, stay: Stay, *, actor: Actor, outcome: Outcome, note: str, at: datetime
) -> None:
    """End the present stay of ``case`` and begin the next one."""
    ended: dict[str, Any] = {
        "case_id": case.id,
        "ended_id": case.step_id,
        "ended_started_at": case.step_started_at,
        "at": at,
        "outcome": outcome.value,
        "note": note,
        "account_id": actor.account_id,
        "holder_name": actor.name,
    }
    put(case, stay)
    with connection.cursor() as cursor:
        cursor.execute(_MOVE, ended | {name: getattr(case, name) for name in _MOVED})


def end_stay(case: Case, *, actor: Actor, outcome: Outcome, note: str, at: datetime) -> None:
    """End the present stay of ``case`` without beginning another."""
    # started_at prunes the partitions.
    CaseStep.objects.filter(id=case.step_id, started_at=case.step_started_at).update(
        done_at=at,
        outcome=outcome,
        note=note,
        account_id=actor.account_id,
        holder_name=actor.name,
    )
