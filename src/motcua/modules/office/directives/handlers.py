"""Reactions to events: people are told, deadlines follow the calendar."""

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override

from motcua.foundation.events import Envelope
from motcua.foundation.time import local
from motcua.kernel.cases import api as cases
from motcua.kernel.identity import api as identity
from motcua.kernel.notifications import api as notifications
from motcua.kernel.organisation import api as organisation

from . import events, queries, use_cases
from .models import Task

LANGUAGE = "vi"


def tell_units(event: events.TaskGiven, envelope: Envelope) -> None:
    """Tell the head of the unit what it was given, and those of the co-ordinating units."""
    task = Task.objects.get(id=event.task_id)
    due = f"{local(task.due_at):%H:%M %d/%m/%Y}"
    _tell([task.holder_post_id], gettext_noop("Your unit was given a task"), task, envelope, due)
    heads = [
        post.id
        for post in organisation.list_posts(event.support_unit_ids, at=envelope.at)
        if post.role in queries.HEADS
    ]
    _tell(heads, gettext_noop("Your unit co-ordinates on a task"), task, envelope, due)


def tell_person(event: events.TaskAssigned, envelope: Envelope) -> None:
    """Tell a person that he was given a task."""
    task = Task.objects.get(id=event.task_id)
    _tell([event.post_id], gettext_noop("You were given a task"), task, envelope, event.opinion)


def tell_follower(event: events.TaskReported, envelope: Envelope) -> None:
    """Tell the office that a result waits to be looked at."""
    task = Task.objects.get(id=event.task_id)
    posts = [task.follower_post_id] if task.follower_post_id else [task.leader_post_id]
    _tell(posts, gettext_noop("A task was reported as done"), task, envelope)


def tell_holder(event: events.TaskReturned, envelope: Envelope) -> None:
    """Tell whoever has the task that its result was not accepted, and why."""
    task = Task.objects.get(id=event.task_id)
    subject = gettext_noop("A result was not accepted")
    _tell([task.holder_post_id], subject, task, envelope, event.reason)


def tell_withdrawn(event: events.TaskWithdrawn, envelope: Envelope) -> None:
    """Tell whoever has the task that it need not be done."""
    task = Task.objects.get(id=event.task_id)
    subject = gettext_noop("A task was withdrawn")
    _tell([task.holder_post_id], subject, task, envelope, event.reason)


def tell_leader(event: events.ExtensionAsked, envelope: Envelope) -> None:
    """Tell the leader who gave the task that more time is asked for."""
    task = Task.objects.get(id=event.task_id)
    said = f"{local(event.wanted_at):%d/%m/%Y}: {event.reason}"
    subject = gettext_noop("More time is asked of you for a task")
    _tell([task.leader_post_id], subject, task, envelope, said)


def tell_decided(event: events.ExtensionDecided, envelope: Envelope) -> None:
    """Tell whoever has the task what the leader decided."""
    task = Task.objects.get(id=event.task_id)
    granted = gettext_noop("More time was given for a task")
    refused = gettext_noop("The deadline of a task stays")
    said = f"{local(event.due_at):%H:%M %d/%m/%Y}. {event.note}".strip()
    subject = granted if event.is_approved else refused
    _tell([task.holder_post_id], subject, task, envelope, said)


def follow_recount(event: cases.CaseRecounted, envelope: Envelope) -> None:
    """Take over the deadline of a task that the calendar moved."""
    use_cases.follow_recount(
        case_id=event.case_id, due_at=event.due_at, decision=event.decision, at=envelope.at
    )


def _tell(
    post_ids: Iterable[UUID], subject: str, task: Task, envelope: Envelope, more: str = ""
) -> None:
    posts = organisation.post_info(post_ids, at=envelope.at).values()
    people = [person_id for post in posts for person_id in post.holder_ids]
    accounts = identity.accounts_of(people).values()
    with override(LANGUAGE):
        said = _(subject)
    for account_id in accounts:
        if account_id == envelope.account_id:
            continue
        notifications.send(
            key=f"directives:{envelope.event_id}:{account_id}",
            to_account_id=account_id,
            subject=said,
            body=f"{task.label}: {task.text}" + (f" – {more}" if more else ""),
            link=f"/workspace/directives/{task.id}/",
            at=envelope.at,
        )
