"""Counting tasks for the board: done on time, done late, open."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import F, Q, QuerySet

from motcua.foundation.actors import Actor

from ..models import Task
from ..types import OPEN, State

ON_TIME = Q(reported_at__lte=F("due_at"))
LATE = Q(reported_at__gt=F("due_at"))


def _done(start: datetime, end: datetime) -> QuerySet[Task]:
    return Task.objects.filter(state=State.DONE, reported_at__gte=start, reported_at__lt=end)


def _open(end: datetime) -> QuerySet[Task]:
    """Return the tasks that were open at the end of a period."""
    later = Q(state=State.DONE, reported_at__gte=end)
    return Task.objects.filter(Q(state__in=OPEN) | later, given_at__lt=end)


def place_of(task: Task) -> str:
    """Return by what a line of a figure is named and put in order."""
    return f"{task.year}/{task.number:06d} {task.unit_id}"


def _after(after: str) -> Q:
    """Keep what comes after a place; everything where none is given."""
    number, _space, unit_id = after.partition(" ")
    year, _slash, nth = number.partition("/")
    if not (year.isdigit() and nth.isdigit() and unit_id):
        return Q()
    same = Q(year=int(year))
    return (
        Q(year__gt=int(year))
        | same & Q(number__gt=int(nth))
        | same & Q(number=int(nth), unit_id__gt=unit_id)
    )


def list_done(
    which: Q,
    *,
    actor: Actor,
    unit_id: UUID,
    start: datetime,
    end: datetime,
    after: str,
    limit: int | None,
) -> Sequence[tuple[Task, bool]]:
    """List what a figure of tasks done counts, with whether it is in the numerator."""
    rows = _done(start, end).filter(_after(after), owner_authority_id=unit_id)
    seen = rows.filter(id__in=Task.objects.visible_to(actor).values("id"))
    found = list(seen.select_related("owner_unit").order_by("year", "number", "unit_id")[:limit])
    fits = set(
        _done(start, end)
        .filter(which, id__in=[row.id for row in found])
        .values_list("id", flat=True)
    )
    return [(row, row.id in fits) for row in found]


def list_open(
    *, actor: Actor, unit_id: UUID, end: datetime, after: str, limit: int
) -> Sequence[Task]:
    """List what the figure of open tasks counts."""
    rows = _open(end).filter(_after(after), owner_authority_id=unit_id)
    seen = rows.filter(id__in=Task.objects.visible_to(actor).values("id"))
    return list(seen.select_related("owner_unit").order_by("year", "number", "unit_id")[:limit])
