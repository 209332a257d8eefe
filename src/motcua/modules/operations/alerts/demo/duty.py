"""Who is on duty: two turns a day in the district, one in each ward."""

from datetime import datetime, timedelta
from itertools import cycle
from uuid import UUID

from motcua.foundation import actors
from motcua.foundation.time import local_date
from motcua.kernel.organisation import api as organisation

from .. import queries, rules, use_cases
from ..types import Pattern

ACTOR = actors.system("demo")
_TAKE_TURNS = {organisation.Role.SPECIALIST, organisation.Role.CLERK}
_PAST = timedelta(days=12)
_AHEAD = timedelta(days=10)
_GAP = timedelta(days=5)  # a day on which the demo has nobody


def plan(district_id: UUID, now: datetime) -> None:
    """Plan the duty of the district and of its wards, this month and the days around."""
    _plan(district_id, Pattern.TWO, now)
    wards = organisation.list_units(
        on=local_date(now), kind=organisation.UnitKind.AUTHORITY, below=district_id
    )
    for ward in wards:
        _plan(ward.id, Pattern.WHOLE, now)


def _plan(unit_id: UUID, pattern: Pattern, now: datetime) -> None:
    """Let the people of a unit take turns; one day to come has nobody."""
    today = local_date(now)
    first = min(today.replace(day=1), today - _PAST)
    days = [first + timedelta(days=n) for n in range((today + _AHEAD - first).days + 1)]
    known = queries.posts_to_plan(unit_id, at=now)
    posts = [each.id for each in known if each.role in _TAKE_TURNS]
    if not posts:
        return
    turns = rules.turns_of(pattern, days)
    chosen = {
        (turn.day, turn.name): post
        for turn, post in zip(turns, cycle(posts), strict=False)
        if turn.day != today + _GAP
    }
    use_cases.plan_duty(
        actor=ACTOR,
        unit_id=unit_id,
        days=days,
        pattern=pattern,
        posts=chosen,
        at=min(turn.starts_at for turn in turns),
    )
