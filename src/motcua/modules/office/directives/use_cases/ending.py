"""Ending: the office accepts or returns a result; a task is withdrawn."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.foundation import events as house
from motcua.foundation.actors import Actor
from motcua.kernel.cases import api as cases

from .. import rules
from ..events import TaskAccepted, TaskReturned, TaskWithdrawn
from ..models import Task
from ..types import OPEN, Happened, State
from .common import lock, note, require_follower, require_leader, require_words, set_state


@transaction.atomic
def accept_task(*, actor: Actor, task_id: UUID, text: str = "", at: datetime) -> None:
    """Accept the result of a task: it is done as of when the unit reported it.

    Raises:
        TaskNotFound, TaskElsewhere: It was not reported.
        NotPermitted: The actor does not follow it.

    Publishes:
        TaskAccepted

    Law:
        ND 30/2020, art. 24
    """
    task = lock(actor, task_id, State.REPORTED)
    require_follower(actor, task)
    assert task.reported_at is not None  # noqa: S101 - the database demands it
    _end(task, State.DONE, actor=actor, note_text=text.strip(), at=at)
    note(task, Happened.ACCEPTED, text.strip(), actor=actor, at=at)
    accepted = TaskAccepted(
        task_id=task.id,
        unit_id=task.unit_id,
        owner_unit_id=task.owner_unit_id,
        reported_at=task.reported_at,
        on_time=rules.is_on_time(done_at=task.reported_at, due_at=task.due_at),
    )
    house.publish(accepted, by=actor, at=at, unit_id=task.unit_id)


def _end(task: Task, state: State, *, actor: Actor, note_text: str, at: datetime) -> None:
    """Close the case of a task, and whatever waits on it."""
    cases.close_case(actor=actor, case_id=task.case_id, note=note_text, at=at)
    task.extensions.filter(decided_at=None).update(
        decided_at=at, decided_by_name=actor.name, note=State(state).label
    )
    task.closed_at = at
    set_state(task, state, at=at)
    task.save()


@transaction.atomic
def return_task(*, actor: Actor, task_id: UUID, reason: str, at: datetime) -> None:
    """Return a task whose result is not what was asked for; its clock runs on, as if never stood.

    Raises:
        TaskNotFound, TaskElsewhere: It was not reported.
        NotPermitted: The actor does not follow it.
        WordsMissing: No reason is given.

    Publishes:
        TaskReturned

    Law:
        ND 30/2020, art. 24
    """
    task = lock(actor, task_id, State.REPORTED)
    require_follower(actor, task)
    why = require_words(reason, "reason", _("Write what is missing or has to be mended."))
    task.reported_at, task.document_id, task.document_number = None, None, ""
    set_state(task, State.WORKING, at=at)
    task.save()
    note(task, Happened.RETURNED, why, actor=actor, at=at)
    returned = TaskReturned(task_id=task.id, unit_id=task.unit_id, reason=why)
    house.publish(returned, by=actor, at=at, unit_id=task.unit_id)


@transaction.atomic
def withdraw_task(*, actor: Actor, task_id: UUID, reason: str, at: datetime) -> None:
    """Withdraw a task that need not be done any more; it counts neither for nor against the unit.

    Raises:
        TaskNotFound, TaskElsewhere: It has ended.
        NotPermitted: The actor is not the leader who gave it.
        WordsMissing: No reason is given.

    Publishes:
        TaskWithdrawn

    Law:
        ND 30/2020, art. 24
    """
    task = lock(actor, task_id, *OPEN)
    require_leader(actor, task)
    why = require_words(reason, "withdraw_reason", _("Write why the task need not be done."))
    task.end_reason, task.reported_at = why, None
    _end(task, State.WITHDRAWN, actor=actor, note_text=why, at=at)
    note(task, Happened.WITHDRAWN, why, actor=actor, at=at)
    withdrawn = TaskWithdrawn(task_id=task.id, unit_id=task.unit_id, reason=why)
    house.publish(withdrawn, by=actor, at=at, unit_id=task.unit_id)
