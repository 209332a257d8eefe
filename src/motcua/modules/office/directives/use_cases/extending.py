"""More time: asked for by the unit, decided by the leader; what the calendar moves."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.foundation import events as house
from motcua.foundation.actors import Actor
from motcua.foundation.errors import Fault
from motcua.foundation.time import local
from motcua.kernel.cases import api as cases

from .. import queries
from ..errors import ExtensionWaits, NoExtensionAsked, ReportInvalid
from ..events import ExtensionAsked, ExtensionDecided
from ..models import Extension, Task
from ..types import AT_WORK, Happened
from .common import HOUSE, lock, note, require_leader, require_words


def _deadline(task: Task, day: date | None, field: str, *, at: datetime) -> datetime:
    """Return the end of a day that is a possible new deadline.

    Raises:
        ReportInvalid: It is none.
    """
    if day is None:
        message = _("Write the day as dd/mm/yyyy.")
    else:
        due_at = queries.end_of_day(task.owner_unit_id, day)
        if due_at is None:
            message = _("Nobody works on that day. Choose a working day.")
        elif due_at <= max(at, task.due_at):
            message = _("Choose a day after the present deadline and after today.")
        else:
            return due_at
    raise ReportInvalid(faults=(Fault(field, message),))


@transaction.atomic
def ask_extension(
    *, actor: Actor, task_id: UUID, wanted_on: date | None, reason: str, at: datetime
) -> UUID:
    """Ask the leader who gave a task for more time.

    Raises:
        TaskNotFound, TaskElsewhere: It is not at work.
        NotYourStep: It lies with another post.
        ExtensionWaits: One was asked for already.
        WordsMissing, ReportInvalid: Reason or day are missing, or the day cannot be.

    Publishes:
        ExtensionAsked

    Law:
        ND 30/2020, art. 24
    """
    task = lock(actor, task_id, *AT_WORK)
    cases.require_holder(actor=actor, post_id=task.holder_post_id)
    if task.extensions.filter(decided_at=None).exists():
        raise ExtensionWaits
    why = require_words(reason, "why", _("Write why more time is needed."))
    wanted_at = _deadline(task, wanted_on, "wanted_on", at=at)
    extension = Extension.objects.create(
        task=task,
        reason=why,
        wanted_at=wanted_at,
        due_before=task.due_at,
        asked_at=at,
        asked_by_name=actor.name,
    )
    said = _("Until %(day)s: %(reason)s") % {"day": f"{local(wanted_at):%d/%m/%Y}", "reason": why}
    note(task, Happened.ASKED, said, actor=actor, at=at, unit_id=task.owner_unit_id)
    asked = ExtensionAsked(task_id=task.id, unit_id=task.unit_id, wanted_at=wanted_at, reason=why)
    house.publish(asked, by=actor, at=at, unit_id=task.unit_id)
    return extension.id


def _waiting(task: Task) -> Extension:
    extension = task.extensions.select_for_update().filter(decided_at=None).first()
    if extension is None:
        raise NoExtensionAsked
    return extension


@transaction.atomic
def approve_extension(
    *, actor: Actor, task_id: UUID, until: date | None = None, text: str = "", at: datetime
) -> datetime:
    """Approve more time; the first deadline is kept beside the new one.

    Args:
        until: Another day than the one asked for.

    Returns:
        The new deadline.

    Raises:
        TaskNotFound, TaskElsewhere: It is not at work.
        NotPermitted: The actor is not the leader who gave it.
        NoExtensionAsked: None waits.
        ReportInvalid: The day cannot be.

    Publishes:
        ExtensionDecided

    Law:
        ND 30/2020, art. 24
    """
    task = lock(actor, task_id, *AT_WORK)
    require_leader(actor, task)
    extension = _waiting(task)
    due_at = _deadline(task, until or local(extension.wanted_at).date(), "until", at=at)
    cases.reappoint_case(
        actor=actor, case_id=task.case_id, due_at=due_at, reason=extension.reason, again=True, at=at
    )
    extension.decided_at, extension.decided_by_name = at, actor.name
    extension.is_approved, extension.granted_at, extension.note = True, due_at, text.strip()
    extension.save()
    _move(task, due_at)
    task.extensions_approved += 1
    task.save()
    said = _("New deadline: %(day)s. %(note)s") % {
        "day": f"{local(due_at):%H:%M %d/%m/%Y}",
        "note": text.strip(),
    }
    note(task, Happened.EXTENDED, said.strip(), actor=actor, at=at)
    _publish(task, extension, actor=actor, at=at)
    return due_at


def _move(task: Task, due_at: datetime) -> None:
    """Set another deadline; nothing is saved."""
    task.due_at = due_at
    task.soon_at = queries.soon_before(task.owner_unit_id, due_at, given_at=task.given_at)


def _publish(task: Task, extension: Extension, *, actor: Actor, at: datetime) -> None:
    decided = ExtensionDecided(
        task_id=task.id,
        unit_id=task.unit_id,
        is_approved=extension.is_approved,
        due_at=task.due_at,
        note=extension.note,
    )
    house.publish(decided, by=actor, at=at, unit_id=task.unit_id)


@transaction.atomic
def refuse_extension(*, actor: Actor, task_id: UUID, reason: str, at: datetime) -> None:
    """Refuse more time; the deadline stays.

    Raises:
        TaskNotFound, TaskElsewhere: It is not at work.
        NotPermitted: The actor is not the leader who gave it.
        NoExtensionAsked: None waits.
        WordsMissing: No reason is given.

    Publishes:
        ExtensionDecided

    Law:
        ND 30/2020, art. 24
    """
    task = lock(actor, task_id, *AT_WORK)
    require_leader(actor, task)
    extension = _waiting(task)
    extension.note = require_words(reason, "refuse_reason", _("Write why the deadline stays."))
    extension.decided_at, extension.decided_by_name = at, actor.name
    extension.save()
    note(task, Happened.NOT_EXTENDED, extension.note, actor=actor, at=at)
    _publish(task, extension, actor=actor, at=at)


@transaction.atomic
def follow_recount(*, case_id: UUID, due_at: datetime, decision: str, at: datetime) -> None:
    """Take over a deadline that was counted again because the calendar changed.

    A second call changes nothing.

    Law:
        L 91/2015, art. 147-148
    """
    task = Task.objects.select_for_update().filter(case_id=case_id).first()
    if task is None or task.due_at == due_at or task.closed_at is not None:
        return
    _move(task, due_at)
    task.save()
    said = _("New deadline: %(day)s. %(note)s") % {
        "day": f"{local(due_at):%H:%M %d/%m/%Y}",
        "note": decision,
    }
    note(task, Happened.RECOUNTED, said.strip(), actor=HOUSE, at=at)
