"""Asking about targets and tasks."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from motcua.foundation.actors import Actor
from motcua.foundation.time import local_date

from ..errors import ItemNotFound
from ..models import Item, Plan
from ..rules.standing import SOON
from ..types import LIGHTS, Counts, Kind, Light, Standing, State


def list_items(plan: Plan) -> QuerySet[Item]:
    """List the lines of a plan that the reader was given: targets, then tasks, by number."""
    rows = Item.objects.filter(plan=plan).select_related("plan", "lead_unit", "target")
    return rows.prefetch_related("supports").order_by("kind", "number")


def get_item(*, actor: Actor, item_id: UUID) -> Item:
    """Return a line of a plan.

    Raises:
        ItemNotFound: There is none that the actor may see.
    """
    rows = Item.objects.select_related("plan__unit", "lead_unit", "target")
    found = rows.filter(id=item_id, plan__in=Plan.objects.visible_to(actor)).first()
    if found is None:
        raise ItemNotFound
    return found


def list_near(*, at: datetime) -> QuerySet[Item]:
    """List open lines that are late or due soon, by lead unit, the earliest first."""
    near = Item.objects.filter(
        state=State.OPEN, due_at__lte=at + SOON, plan__ends_on__gte=local_date(at)
    )
    return near.select_related("plan").order_by("lead_unit_id", "due_at", "kind", "number")


def counts_of(items: Iterable[Item], *, at: datetime) -> Counts:
    """Count how a plan stands; what was dropped is not planned any more."""
    counted: Counter[str] = Counter()
    for each in items:
        standing = each.standing(at)
        if standing is Standing.DROPPED:
            continue
        counted[each.kind] += 1
        counted[f"{each.kind} reached"] += each.state == State.DONE
        counted["late"] += LIGHTS[standing] is Light.RED
        counted["behind"] += LIGHTS[standing] is Light.AMBER
    return Counts(
        targets=counted[Kind.TARGET],
        targets_reached=counted[f"{Kind.TARGET} reached"],
        tasks=counted[Kind.TASK],
        tasks_done=counted[f"{Kind.TASK} reached"],
        overdue=counted["late"],
        behind=counted["behind"],
    )
