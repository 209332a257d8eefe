"""Targets that a figure measures turn by themselves."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from motcua.foundation import actors
from motcua.foundation.time import local_date

from .. import queries, rules
from ..models import Item, Plan
from ..types import Happened, State
from .common import note
from .reporting import mark_reached, reopen

HOUSE = actors.system("programme")
LANGUAGE = "vi"


@transaction.atomic
def follow_figures(*, at: datetime) -> int:
    """Take over what the figures say of bound targets of the plans in force.

    A target whose figure arrives at its aim is reached; one that falls back is under way again.
    Run again without a change nothing happens.

    Returns:
        How many targets turned.

    Publishes:
        ItemReached, ItemReopened
    """
    today = local_date(at)
    turned = 0
    for plan in Plan.objects.filter(starts_on__lte=today, ends_on__gte=today).order_by("id"):
        bound = Item.objects.select_for_update(of=("self",)).filter(
            plan=plan, state__in=[State.OPEN, State.DONE]
        )
        items = list(bound.exclude(indicator_code="").select_related("plan").order_by("id"))
        values = queries.live_values(plan, items, at=at)
        with override(LANGUAGE):
            turned += sum(_follow(item, values.get(item.id), at=at) for item in items)
    return turned


def _follow(item: Item, value: Decimal | None, *, at: datetime) -> bool:
    if value is None or item.aim is None:
        return False
    reached = rules.has_reached(value, aim=item.aim, direction=item.direction)
    item.value, item.value_at = value, at
    item.percent = rules.percent_of(value, aim=item.aim, direction=item.direction)
    turns = reached != (item.state == State.DONE)
    if not turns:
        item.save(update_fields=["value", "value_at", "percent"])
        return False
    if reached:
        note(item, Happened.MEASURED, actor=HOUSE, at=at, percent=item.percent, value=value)
        mark_reached(item, actor=HOUSE, reached_at=at, at=at)
    else:
        said = _("Its figure fell back under the aim.")
        note(item, Happened.REOPENED, said, actor=HOUSE, at=at, value=value)
        reopen(item, said, actor=HOUSE, at=at)
    return True
