"""Planning who is on duty."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from motcua.foundation import events as house
from motcua.foundation.actors import Actor

from .. import permissions, queries, rules
from ..errors import PlanInvalid
from ..events import DutyPlanned
from ..models import DutyPlan, Shift
from ..types import Pattern


@transaction.atomic
def plan_duty(
    *,
    actor: Actor,
    unit_id: UUID,
    days: Collection[date],
    pattern: Pattern,
    posts: Mapping[tuple[date, str], UUID],
    at: datetime,
) -> int:
    """Plan the turns of some days as given; a turn that is not given has nobody.

    Turns that are over stay as they were.

    Args:
        posts: By day and name of the turn, the post that is on duty.

    Returns:
        How many turns have somebody.

    Raises:
        NotPermitted: The actor plans no duty there.
        PlanInvalid: A post is not of this authority, or nobody holds it.

    Publishes:
        DutyPlanned
    """
    permissions.PLAN.require(actor, unit_id=unit_id)
    wanted = set(posts.values())
    if wanted - {each.id for each in queries.posts_to_plan(unit_id, at=at)}:
        raise PlanInvalid
    turns = [each for each in rules.turns_of(pattern, sorted(days)) if each.ends_at > at]
    DutyPlan.objects.update_or_create(unit_id=unit_id, defaults={"pattern": pattern})
    kept = Shift.objects.select_for_update().filter(unit_id=unit_id, day__in=list(days))
    kept.filter(ends_at__gt=at).delete()
    shifts = [
        Shift(
            unit_id=unit_id,
            day=turn.day,
            name=turn.name,
            starts_at=turn.starts_at,
            ends_at=turn.ends_at,
            post_id=posts[turn.day, turn.name],
        )
        for turn in turns
        if (turn.day, turn.name) in posts
    ]
    Shift.objects.bulk_create(shifts)
    if days:
        planned = DutyPlanned(unit_id=unit_id, first=min(days), last=max(days), turns=len(shifts))
        house.publish(planned, by=actor, at=at, unit_id=unit_id)
    return len(shifts)
