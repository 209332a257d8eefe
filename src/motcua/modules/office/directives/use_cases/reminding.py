"""Bringing tasks to mind: one message a day for each person, and only when something is new."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from motcua.foundation.time import local, local_date
from motcua.kernel.identity import api as identity
from motcua.kernel.notifications import api as notifications
from motcua.kernel.organisation import api as organisation

from .. import queries, rules
from ..models import Task
from ..types import AT_WORK, Reminder

LANGUAGE = "vi"
_MOST = 2000
_NAMED = 10


@transaction.atomic
def remind(*, at: datetime) -> int:
    """Tell holders of tasks that are due soon, due today or late; of late ones their heads too.

    A task is brought to mind once for each of these, then every week. Whoever has several gets
    one message; run again on the same day nobody gets a second one.

    Returns:
        How many people were told.
    """
    near = Task.objects.select_for_update(skip_locked=True).filter(
        state__in=AT_WORK, soon_at__lte=at
    )
    found = [
        (task, why)
        for task in near.order_by("due_at", "id")[:_MOST]
        if (
            why := rules.reminder_for(
                due_at=task.due_at, soon_at=task.soon_at, reminded_at=task.reminded_at, at=at
            )
        )
    ]
    told: defaultdict[UUID, list[tuple[Task, Reminder]]] = defaultdict(list)
    heads = _heads({task.owner_unit_id for task, why in found if why is Reminder.LATE}, at=at)
    for task, why in found:
        posts = {task.holder_post_id}
        if why is Reminder.LATE:
            posts |= {heads.get(task.owner_unit_id), task.follower_post_id} - {None}  # type: ignore[arg-type] # taken away
        for post_id in posts:
            told[post_id].append((task, why))
    people = _tell(told, at=at)
    for task, _why in found:
        task.reminded_at = at
    Task.objects.bulk_update([task for task, _why in found], ["reminded_at"])
    return people


def _heads(unit_ids: set[UUID], *, at: datetime) -> Mapping[UUID, UUID]:
    heads: dict[UUID, UUID] = {}
    for post in organisation.list_posts(unit_ids, at=at):
        if post.role in queries.HEADS:
            heads.setdefault(post.unit_id, post.id)
    return heads


def _tell(told: Mapping[UUID, list[tuple[Task, Reminder]]], *, at: datetime) -> int:
    posts = organisation.post_info(told, at=at)
    accounts = identity.accounts_of(
        person_id for post in posts.values() for person_id in post.holder_ids
    )
    mine: defaultdict[UUID, dict[UUID, tuple[Task, Reminder]]] = defaultdict(dict)
    for post_id, lines in told.items():
        for person_id in posts[post_id].holder_ids:
            if person_id in accounts:
                mine[accounts[person_id]] |= {task.id: (task, why) for task, why in lines}
    with override(LANGUAGE):
        for account_id, found in mine.items():
            lines = list(found.values())
            notifications.send(
                key=f"directives.reminder:{account_id}:{local_date(at)}",
                to_account_id=account_id,
                subject=_("%(count)s tasks need you") % {"count": len(lines)},
                body="\n".join(_line(task, why) for task, why in lines[:_NAMED]),
                link="/workspace/directives/",
                at=at,
            )
    return len(mine)


def _line(task: Task, why: Reminder) -> str:
    return f"{task.label} ({why.label}, {local(task.due_at):%H:%M %d/%m/%Y}): {task.text}"
