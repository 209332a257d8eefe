"""Who is on duty, who comes after him, and where nobody is."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from motcua.foundation.actors import Actor
from motcua.kernel.identity import api as identity
from motcua.kernel.organisation import api as organisation

from .. import rules
from ..models import DutyPlan, Shift
from ..types import Pattern, Turn

_NEXT = 3
_LEADER = organisation.Role.AUTHORITY_LEADER


def on_duty(unit_ids: Collection[UUID], *, at: datetime) -> Mapping[UUID, UUID]:
    """Return which post is on duty in units at an instant; one query."""
    found = Shift.objects.filter(unit_id__in=list(unit_ids), starts_at__lte=at, ends_at__gt=at)
    return dict(found.order_by("starts_at").values_list("unit_id", "post_id"))


def ladders(unit_ids: Collection[UUID], *, at: datetime) -> Mapping[UUID, list[UUID]]:
    """Return, for each unit, the posts that its alerts come to; four queries for any number."""
    lines = organisation.lines_up()
    line_of = {unit_id: (unit_id, *lines.get(unit_id, ())) for unit_id in unit_ids}
    involved = {each for line in line_of.values() for each in line}
    duty = on_duty(involved, at=at)
    leaders: defaultdict[UUID, list[UUID]] = defaultdict(list)
    for post in organisation.list_posts(involved, at=at):
        if post.role == _LEADER and post.holder_ids and not leaders[post.unit_id]:
            leaders[post.unit_id].append(post.id)
    return {
        unit_id: rules.ladder(line, on_duty=duty, leaders=leaders)
        for unit_id, line in line_of.items()
    }


@dataclass(frozen=True, slots=True)
class Holder:
    """Who may act in a post now: in words, and the accounts that are told."""

    words: str
    account_ids: tuple[UUID, ...]


def holders_of(post_ids: Iterable[UUID], *, at: datetime) -> Mapping[UUID, Holder]:
    """Return who holds posts, appointed or by delegation; three queries for any number."""
    posts = organisation.post_info(post_ids, at=at)
    people = {person_id for post in posts.values() for person_id in post.holder_ids}
    names, accounts = identity.persons(people), identity.accounts_of(people)
    return {
        post_id: Holder(
            words=_named(
                post, [names[each].full_name for each in post.holder_ids if each in names]
            ),
            account_ids=tuple(accounts[each] for each in post.holder_ids if each in accounts),
        )
        for post_id, post in posts.items()
    }


def _named(post: organisation.PostInfo, names: Sequence[str]) -> str:
    return f"{', '.join(names)} – {post.title}" if names else post.title


def pattern_of(unit_id: UUID) -> Pattern:
    """Return how a unit parts the days of its duty."""
    plan = DutyPlan.objects.filter(unit_id=unit_id).first()
    return Pattern(plan.pattern) if plan else Pattern.WHOLE


def planned(unit_id: UUID, first: date, last: date) -> Mapping[tuple[date, str], UUID]:
    """Return which post has which turn of days, both ends included."""
    found = Shift.objects.filter(unit_id=unit_id, day__range=(first, last))
    return {(shift.day, shift.name): shift.post_id for shift in found}


def gaps(
    turns: Iterable[Turn], plan: Mapping[tuple[date, str], UUID], *, at: datetime
) -> list[Turn]:
    """Return the turns from now on that nobody has."""
    return [each for each in turns if each.ends_at > at and (each.day, each.name) not in plan]


def posts_to_plan(unit_id: UUID, *, at: datetime) -> tuple[organisation.PostInfo, ...]:
    """Return the posts of an authority and its departments that somebody holds."""
    units = organisation.authority_ids(unit_id, at)
    return tuple(each for each in organisation.list_posts(units, at=at) if each.holder_ids)


def duties_of(*, actor: Actor, at: datetime) -> list[Shift]:
    """Return the turns of the actor that run or come next, the earliest first; one query."""
    mine = Shift.objects.filter(post_id__in=list(actor.post_ids), ends_at__gt=at)
    return list(mine.select_related("unit").order_by("starts_at")[:_NEXT])
