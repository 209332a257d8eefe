"""Record plans: drawn up, copied, proposed, approved."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.foundation import events as house
from motcua.foundation.actors import Actor
from motcua.foundation.errors import Fault

from .. import permissions, queries, rules
from ..errors import PlanIncomplete, PlanNotFound, PlanThere, WrongState
from ..events import PlanApproved, PlanProposed, PlanReturned
from ..models import Heading, Plan
from ..types import Line, PlanState
from .common import require_reason


def _lock(plan_id: UUID, *states: PlanState) -> Plan:
    plan = Plan.objects.select_for_update().filter(id=plan_id).first()
    if plan is None:
        raise PlanNotFound
    if plan.state not in states:
        raise WrongState(state=PlanState(plan.state).label)
    return plan


def _write(plan: Plan, lines: Sequence[Line]) -> None:
    plan.headings.all().delete()
    Heading.objects.bulk_create(
        Heading(
            plan=plan,
            group=line.group,
            serial=line.serial,
            mark=line.mark,
            title=line.title,
            years=line.years,
            basis=line.basis,
            unit_id=line.unit_id,
            keeper=line.keeper,
            note=line.note,
        )
        for line in lines
    )


@transaction.atomic
def draw_up_plan(
    *, actor: Actor, unit_id: UUID, year: int, copy_last: bool = False, at: datetime
) -> UUID:
    """Begin the record plan of an authority for a year, empty or as the last one was.

    Raises:
        NotPermitted: The actor draws up no plans there.
        PlanThere: There is a plan of that year.

    Law:
        ND 30/2020, art. 28
    """
    permissions.PLAN.require(actor, unit_id=unit_id)
    plan, is_new = Plan.objects.get_or_create(
        unit_id=unit_id, year=year, defaults={"state_at": at, "made_by_name": actor.name}
    )
    if not is_new:
        raise PlanThere(year=year)
    last = Plan.objects.filter(unit_id=unit_id, year__lt=year).order_by("-year").first()
    if copy_last and last is not None:
        _write(plan, queries.lines_of(last))
    return plan.id


@transaction.atomic
def save_lines(
    *,
    actor: Actor,
    plan_id: UUID,
    lines: Sequence[Line],
    at: datetime,  # noqa: ARG001 - as every use case
) -> None:
    """Write the lines of a plan that is being drawn up; what stood there before goes.

    Raises:
        NotPermitted: The actor draws up no plans there.
        PlanNotFound, WrongState: It is no plan that is being drawn up.
        PlanIncomplete: Two lines have one symbol.
    """
    plan = _lock(plan_id, PlanState.DRAFT)
    permissions.PLAN.require(actor, unit_id=plan.unit_id)
    _refuse_faults(lines)
    _write(plan, lines)


def _refuse_faults(lines: Sequence[Line]) -> None:
    faults = rules.faults_of(lines)
    if faults:
        raise PlanIncomplete(
            faults=tuple(
                Fault("lines", str(queries.words.PLAN_FAULTS[each.what]) % {"line": each.line})
                for each in faults
            )
        )


@transaction.atomic
def propose_plan(*, actor: Actor, plan_id: UUID, at: datetime) -> None:
    """Lay a plan before the head.

    Raises:
        NotPermitted: The actor draws up no plans there.
        PlanNotFound, WrongState: It is no plan that is being drawn up.
        PlanIncomplete: It has no line.

    Publishes:
        PlanProposed

    Law:
        ND 30/2020, art. 28
    """
    plan = _lock(plan_id, PlanState.DRAFT)
    permissions.PLAN.require(actor, unit_id=plan.unit_id)
    _refuse_faults(queries.lines_of(plan))
    _set(plan, PlanState.PROPOSED, at=at)
    proposed = PlanProposed(plan_id=plan.id, unit_id=plan.unit_id, year=plan.year)
    house.publish(proposed, by=actor, at=at, unit_id=plan.unit_id)


@transaction.atomic
def approve_plan(*, actor: Actor, plan_id: UUID, at: datetime) -> None:
    """Approve a plan: from now on files are opened by it.

    Raises:
        NotPermitted: The actor does not lead the authority.
        PlanNotFound, WrongState: It does not lie with the head.

    Publishes:
        PlanApproved

    Law:
        ND 30/2020, art. 28
    """
    plan = _lock(plan_id, PlanState.PROPOSED)
    permissions.DECIDE.require(actor, unit_id=plan.unit_id)
    plan.decided_by_name, plan.reason = actor.name, ""
    _set(plan, PlanState.APPROVED, at=at)
    approved = PlanApproved(
        plan_id=plan.id, unit_id=plan.unit_id, year=plan.year, headings=plan.headings.count()
    )
    house.publish(approved, by=actor, at=at, unit_id=plan.unit_id)


@transaction.atomic
def return_plan(*, actor: Actor, plan_id: UUID, reason: str, at: datetime) -> None:
    """Send a plan back to be mended.

    Raises:
        NotPermitted: The actor does not lead the authority.
        PlanNotFound, WrongState: It does not lie with the head.
        NoReasonGiven: There is no reason.

    Publishes:
        PlanReturned
    """
    plan = _lock(plan_id, PlanState.PROPOSED)
    permissions.DECIDE.require(actor, unit_id=plan.unit_id)
    plan.reason = require_reason(reason)
    _set(plan, PlanState.DRAFT, at=at)
    returned = PlanReturned(plan_id=plan.id, unit_id=plan.unit_id, reason=plan.reason)
    house.publish(returned, by=actor, at=at, unit_id=plan.unit_id)


def _set(plan: Plan, state: PlanState, *, at: datetime) -> None:
    plan.state, plan.state_at = state, at
    plan.save(update_fields=["state", "state_at", "decided_by_name", "reason"])
