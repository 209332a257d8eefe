"""Promises are counted again after the calendar changed: never in secret, never against people."""

import json
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import groupby
from uuid import UUID

from django.db import connection, transaction

from motcua.foundation import events as house
from motcua.foundation.actors import Actor
from motcua.kernel.organisation import api as organisation

from .. import rules
from ..events import CaseRecounted
from ..models import Case
from ..queries.moves import Recounting, stream, touched_by
from ..types import CaseState

_BATCH = 500
_INSTANT = timedelta(microseconds=1)
# Thousands of rows at once: one statement, and started_at prunes the partitions of the steps.
_MOVE = """
with given as (
    select * from jsonb_to_recordset(%s::jsonb) as given(
        id uuid, due_at timestamptz, step_id uuid, started_at timestamptz, step_due_at timestamptz
    )
), stays as (
    update cases_casestep step set due_at = given.step_due_at
    from given where step.id = given.step_id and step.started_at = given.started_at
)
update cases_case moved set due_at = given.due_at, step_due_at = given.step_due_at
from given where moved.id = given.id
"""


@transaction.atomic
def recount_cases(
    *,
    actor: Actor,
    unit_id: UUID | None,
    first: date,
    last: date | None,
    recount: organisation.Recount,
    decision: str,
    ordered_by: str,
    at: datetime,
) -> int:
    """Count the open promises again that a change of the calendar at ``at`` touches.

    An earlier day is promised unless it lies behind ``at`` already: nobody becomes late because
    the calendar changed. A later day is promised only where the document decides so. What was
    promised at acceptance stays beside; what was promised anew by a letter stays as it is, and so
    does whatever was not counted by the calendar as it was. A second call changes nothing.

    Args:
        unit_id: The change holds for this unit and all below it; None: for all.
        first: The first day that changed.
        last: The last one; None: without an end.
        decision: The document; it stands in each event.

    Returns:
        How many promises moved.

    Publishes:
        CaseRecounted

    Law:
        ND 61/2018; ND 118/2025; L 45/2019, Art. 111-112
    """
    if recount is organisation.Recount.KEEP:
        return 0
    unit_ids = organisation.units_below(unit_id)
    before = organisation.clocks_known(unit_ids, at - _INSTANT)
    recounting = Recounting(before, organisation.clocks(unit_ids))
    found = touched_by(first=first, last=last, unit_ids=unit_ids if unit_id else None)
    moved: dict[UUID, datetime] = {}
    for promise in stream(found.filter(settled_at=None).exclude(state=CaseState.CLOSED)):
        old, new = recounting.count(promise)
        if old == promise.due_at and _may_move(old, new, recount=recount, at=at):
            moved[promise.id] = new
    ids = list(moved)
    for n in range(0, len(ids), _BATCH):
        some = {each: moved[each] for each in ids[n : n + _BATCH]}
        _write(some, recounting, actor=actor, decision=decision, ordered_by=ordered_by, at=at)
    return len(moved)


def _may_move(old: datetime, new: datetime, *, recount: organisation.Recount, at: datetime) -> bool:
    if new < old:
        return new > at
    return new > old and recount is organisation.Recount.BOTH


def _write(
    moved: dict[UUID, datetime],
    recounting: Recounting,
    *,
    actor: Actor,
    decision: str,
    ordered_by: str,
    at: datetime,
) -> None:
    cases = list(Case.objects.select_for_update().filter(id__in=moved).order_by("unit_id", "id"))
    told: list[tuple[UUID, CaseRecounted]] = []
    for case in cases:
        event = CaseRecounted(
            case_id=case.id,
            due_before=case.due_at,
            due_at=moved[case.id],
            decision=decision,
            ordered_by=ordered_by,
        )
        told.append((case.unit_id, event))
        case.due_at = moved[case.id]
        case.step_due_at = _step_due(case, recounting)
    _save(cases)
    for unit_id, events in groupby(told, key=lambda each: each[0]):
        house.publish(*(event for _unit, event in events), by=actor, at=at, unit_id=unit_id)


def _step_due(case: Case, recounting: Recounting) -> datetime:
    """Return when the present step is due: with as much working time as it had before."""
    before, after = recounting.before[case.unit_id], recounting.after[case.unit_id]
    span = before.time_between(case.step_started_at, case.step_due_at)
    counted = after.after(start=case.step_started_at, span=span)
    return rules.step_due(counted=counted, case_due_at=case.due_at)


def _save(cases: Sequence[Case]) -> None:
    rows = [
        {
            "id": str(case.id),
            "due_at": case.due_at.isoformat(),
            "step_id": str(case.step_id),
            "started_at": case.step_started_at.isoformat(),
            "step_due_at": case.step_due_at.isoformat(),
        }
        for case in cases
    ]
    with connection.cursor() as cursor:
        cursor.execute(_MOVE, [json.dumps(rows)])
