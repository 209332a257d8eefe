"""Asking about tasks."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from motcua.foundation.actors import Actor

from .. import permissions
from ..errors import TaskNotFound
from ..models import STANDS, Extension, Task
from ..types import AT_WORK, COUNTED, OPEN, Standing, State
from .units import HEADS

_SHOWN = ("owner_unit", "directive")


def get_task(*, actor: Actor, task_id: UUID) -> Task:
    """Return a task that the actor may see.

    Raises:
        TaskNotFound: There is none.
    """
    rows = Task.objects.visible_to(actor).select_related("unit", *_SHOWN)
    task = rows.filter(id=task_id).first()
    if task is None:
        raise TaskNotFound
    return task


def list_waiting(*, actor: Actor) -> QuerySet[Task]:
    """List what lies at the actor's posts to be done, by deadline."""
    rows = Task.objects.visible_to(actor).filter(
        holder_post_id__in=actor.post_ids, state__in=AT_WORK
    )
    return rows.select_related(*_SHOWN).order_by("due_at", "id")


def list_of_units(*, actor: Actor) -> QuerySet[Task]:
    """List what others of the actor's units have in hand, by deadline."""
    rows = Task.objects.visible_to(actor).filter(owner_unit_id__in=actor.unit_ids, state__in=OPEN)
    at_own = Task.objects.filter(
        pk=OuterRef("pk"), holder_post_id__in=actor.post_ids, state__in=AT_WORK
    )
    return rows.exclude(Exists(at_own)).select_related(*_SHOWN).order_by("due_at", "id")


def list_to_support(*, actor: Actor) -> QuerySet[Task]:
    """List what the actor's units shall contribute to and have not yet, by deadline."""
    rows = Task.objects.visible_to(actor).filter(
        state__in=AT_WORK,
        supports__unit_id__in=units_spoken_for(actor),
        supports__contributed_at=None,
    )
    return rows.distinct().select_related(*_SHOWN).order_by("due_at", "id")


def list_to_check(*, actor: Actor) -> QuerySet[Task]:
    """List what was reported as done and waits for the actor as follower, longest waiting first."""
    rows = Task.objects.visible_to(actor).filter(state=State.REPORTED)
    followed = rows.filter(unit_id__in=permissions.FOLLOW.units(actor)) | rows.filter(
        follower_post_id__in=actor.post_ids
    )
    return followed.select_related(*_SHOWN).order_by("reported_at", "id")


def list_to_extend(*, actor: Actor) -> QuerySet[Task]:
    """List the tasks for which more time is asked of the actor, by deadline."""
    asked = Extension.objects.filter(task=OuterRef("pk"), decided_at=None)
    rows = Task.objects.visible_to(actor).filter(Exists(asked), state__in=AT_WORK)
    own = rows.filter(leader_post_id__in=actor.post_ids)
    return own.select_related(*_SHOWN).order_by("due_at", "id")


def list_of_care(*, actor: Actor, standing: str, at: datetime) -> QuerySet[Task]:
    """List what the actor has to look after and the clock says that of, by deadline.

    At his posts, of his units if he heads one, given by him, or followed by him.
    """
    rows = Task.objects.visible_to(actor).seen_at(at).standing(standing, at=at)
    own = Q(holder_post_id__in=actor.post_ids) | Q(leader_post_id__in=actor.post_ids)
    own |= Q(follower_post_id__in=actor.post_ids)
    if {role.value for role in HEADS} & actor.roles:
        own |= Q(owner_unit_id__in=actor.unit_ids)
    kept = rows.filter(own, state__in=AT_WORK)
    return kept.select_related(*_SHOWN).order_by("due_at", "id")


def list_falling(*, actor: Actor, since: datetime, until: datetime) -> QuerySet[Task]:
    """List the tasks that fall due in a span of time and lie at the actor's posts or are his."""
    own = Q(holder_post_id__in=actor.post_ids) | Q(leader_post_id__in=actor.post_ids)
    rows = Task.objects.visible_to(actor).filter(
        own, state__in=AT_WORK, due_at__gte=since, due_at__lt=until
    )
    return rows.select_related(*_SHOWN).order_by("due_at", "id")


def list_asked(tasks: Sequence[Task]) -> QuerySet[Extension]:
    """List the extensions of tasks that wait to be decided."""
    return Extension.objects.filter(task__in=tasks, decided_at=None).order_by("asked_at", "id")


def list_all(*, actor: Actor) -> QuerySet[Task]:
    """List what the actor may see: what is open by deadline, then what ended, the last first."""
    rows = Task.objects.visible_to(actor).select_related(*_SHOWN)
    return rows.order_by(F("closed_at").desc(nulls_first=True), "due_at", "id")


def list_owning(*, actor: Actor) -> list[tuple[str, str]]:
    """List the units whose tasks the actor may see, by key and short name."""
    rows = Task.objects.visible_to(actor).order_by("owner_unit__sort", "owner_unit__code")
    names = ("owner_unit_id", "owner_unit__short_name", "owner_unit__name")
    found = dict.fromkeys(rows.values_list(*names).distinct())
    return [(str(unit_id), short or name) for unit_id, short, name in found]


def count_standings(*, actor: Actor, at: datetime) -> Mapping[Standing, int]:
    """Count what the actor may see by what the clock says; one query."""
    rows = Task.objects.visible_to(actor).seen_at(at)
    counted = {each.value: Count("id", filter=STANDS[each](at)) for each in COUNTED}
    found = rows.aggregate(**counted)
    return {each: int(found[each.value]) for each in COUNTED}


def units_spoken_for(actor: Actor) -> frozenset[UUID]:
    """Return the units for which the actor contributes: his own, as they stand on a task."""
    return frozenset(actor.unit_ids)


def may_follow(actor: Actor, task: Task) -> bool:
    """Tell whether the actor follows a task: by right, or because its post follows it."""
    return task.follower_post_id in actor.post_ids or permissions.FOLLOW.held_by(
        actor, unit_id=task.unit_id
    )


def waiting_extension(task: Task) -> Extension | None:
    """Return the extension of a task that waits to be decided."""
    return Extension.objects.filter(task=task, decided_at=None).first()
