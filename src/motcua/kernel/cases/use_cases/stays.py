"""What the acts on a case share: its lock, where it goes next, how it gets there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import connection

from motcua.foundation.actors import Actor
from motcua.foundation.ids import uuid7
from motcua.foundation.prepared import Prepared
from motcua.foundation.time import TimeLimit, TimeUnit
from motcua.kernel.organisation import api as organisation

from .. import queries, rules
from ..errors import CaseIsClosed, CaseIsPaused, CaseNotFound, NoPostForStep, WrongStep
from ..models import Case, CaseStep, Turn
from ..types import Assignment, CaseState, Outcome, Step, StepKind

NO_TIME = Decimal(0)
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
    post_id = %(post_id)s, post_unit_id = %(post_unit_id)s, account_id = %(assigned_id)s,
    taken_at = null, opinions_open = %(opinions_open)s, opinions_awaited = %(opinions_awaited)s
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
    "opinions_open",
    "opinions_awaited",
)


_LOCKED = Prepared(lambda **key: Case.objects.select_for_update().filter(**key), id=UUID)


def lock_case(case_id: UUID) -> Case:
    """Return a case that has not ended, locked.

    Raises:
        CaseNotFound, CaseIsClosed: There is none.
    """
    case: Case | None = _LOCKED.first(id=case_id)
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
        NotYourStep, DelegationEnded: Another post holds it.
    """
    case = lock_case(case_id)
    if case.state == CaseState.PAUSED:
        raise CaseIsPaused
    if expect is not None and case.step_kind != expect:
        raise WrongStep(step=case.step_name)
    queries.require_holder(actor=actor, post_id=case.post_id)
    return case


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay:
    """Where a case goes next: the step, the post and the time it has there."""

    step: Step
    post_id: UUID
    unit_id: UUID
    started_at: datetime
    due_at: datetime
    account_id: UUID | None = None


def find_stay(
    step: Step,
    *,
    unit_id: UUID,
    field: str,
    case_due_at: datetime,
    at: datetime,
    beside: Sequence[Step] = (),
    clock: organisation.Clock | None = None,
) -> Stay:
    """Find the post that a step goes to, who gets it there, and count its time.

    Args:
        beside: Opinions asked on the way: the step has their time too, for it waits for them.
        clock: That of ``unit_id``, if it is at hand.

    Raises:
        NoPostForStep: Nobody could do it.
    """
    post = queries.find_post_of(step, unit_id=unit_id, field=field, at=at)
    if post is None:
        raise NoPostForStep(step=step.name, role=organisation.Role(step.role).label)
    account_id = None
    if step.assign is not Assignment.POST:
        account_id, post = _choose(step, post, field=field, at=at)
    if _is_elsewhere(step):
        clock = organisation.clock(post.unit_id)
    waits = max((each.hours for each in beside if each.mandatory), default=Decimal(0))
    return stay_at(
        step,
        post.id,
        post.unit_id,
        clock=clock or organisation.clock(unit_id),
        case_due_at=case_due_at,
        at=at,
        waits=waits,
        account_id=account_id,
    )


def _is_elsewhere(step: Step) -> bool:
    return bool(step.unit_code) or step.role == organisation.Role.PARTNER


def _choose(
    step: Step, post: organisation.PostInfo, *, field: str, at: datetime
) -> tuple[UUID | None, organisation.PostInfo]:
    """Choose among the holders; the row of the turn is locked, so that two never count at once."""
    holders = queries.list_holders(post, field=field, at=at)
    if not holders:
        return None, post
    accounts = [account for account, _post in holders]
    turn, new = Turn.objects.select_for_update().get_or_create(
        key=f"{post.unit_id}/{post.role}/{field}", defaults={"account_id": accounts[0]}
    )
    in_turn = accounts if new else rules.turn_after(accounts, turn.account_id)
    chosen = in_turn[0]
    if step.assign is Assignment.LEAST_LOADED:
        load = queries.count_open_by_account(set(accounts))
        chosen = min(in_turn, key=lambda account: load.get(account, 0))
    if turn.account_id != chosen:
        turn.account_id = chosen
        turn.save(update_fields=["account_id"])
    return chosen, dict(holders)[chosen]


def stay_at(
    step: Step,
    post_id: UUID,
    unit_id: UUID,
    *,
    clock: organisation.Clock,
    case_due_at: datetime,
    at: datetime,
    waits: Decimal = NO_TIME,
    account_id: UUID | None = None,
) -> Stay:
    """Count the time that a step has at a post."""
    counted = clock.add(start=at, limit=TimeLimit(step.hours + waits, TimeUnit.WORKING_HOUR))
    return Stay(
        step=step,
        post_id=post_id,
        unit_id=unit_id,
        started_at=at,
        due_at=rules.step_due(counted=counted, case_due_at=case_due_at),
        account_id=account_id,
    )


def put(case: Case, stay: Stay) -> None:
    """Set the present step of ``case``; nothing is saved."""
    case.step_id = uuid7()
    case.step_seq, case.step_kind, case.step_name = stay.step.seq, stay.step.kind, stay.step.name
    case.step_started_at, case.step_due_at = stay.started_at, stay.due_at
    case.post_id, case.post_unit_id = stay.post_id, stay.unit_id
    case.account_id, case.taken_at = stay.account_id, None


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
    ended["assigned_id"] = case.account_id
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
