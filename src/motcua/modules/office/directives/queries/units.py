"""Units that may be given tasks, their names in texts, the posts that get them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from motcua.foundation.actors import Actor
from motcua.foundation.text import fold
from motcua.kernel.identity import api as identity
from motcua.kernel.organisation import api as organisation
from motcua.modules.office.incoming import api as incoming
from motcua.modules.office.outgoing import api as outgoing

from .. import permissions
from ..types import Group, UnitNames

HEADS = (organisation.Role.UNIT_HEAD, organisation.Role.AUTHORITY_LEADER)
_LEVELS = {
    Group.WARDS: organisation.Level.WARD,
    Group.DISTRICTS: organisation.Level.DISTRICT,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Leader:
    """A leader in whose name tasks are given."""

    post_id: UUID
    title: str
    name: str


def _around(unit_id: UUID, on: date) -> list[organisation.UnitInfo]:
    """Return the departments of an authority, the authorities right below it, its partners."""
    inside = organisation.authority_ids(unit_id, on)
    return [
        unit
        for unit in organisation.list_units(on, below=unit_id)
        if unit.id in inside or unit.parent_id == unit_id
    ]


def list_owners(unit_id: UUID, *, on: date) -> list[organisation.UnitInfo]:
    """Return the units to which the leaders of an authority give tasks, in order.

    An authority with nothing inside and nothing below gives tasks to its own people.
    """
    around = _around(unit_id, on)
    owners = [unit for unit in around if unit.kind != organisation.UnitKind.PARTNER]
    return owners or [organisation.get_unit(unit_id)]


def list_around(unit_id: UUID, *, on: date) -> list[organisation.UnitInfo]:
    """Return the units that may co-ordinate: those that get tasks, and the partner agencies."""
    return _around(unit_id, on)


def members(group: str, owners: Collection[organisation.UnitInfo]) -> list[UUID]:
    """Return the units that a group of a sentence means."""
    if group == Group.ALL:
        return [unit.id for unit in owners]
    if group == Group.DEPARTMENTS:
        return [unit.id for unit in owners if unit.kind != organisation.UnitKind.AUTHORITY]
    return [
        unit.id
        for unit in owners
        if unit.kind == organisation.UnitKind.AUTHORITY and unit.level == _LEVELS[Group(group)]
    ]


def names_in_texts(unit_id: UUID, *, on: date) -> list[UnitNames]:
    """Return by which names texts of an authority mean the units around it."""
    place = organisation.get_unit(unit_id).name.removeprefix("Ủy ban nhân dân ")
    return [
        UnitNames(unit_id=unit.id, names=tuple(_names(unit, place)))
        for unit in _around(unit_id, on)
    ]


def _names(unit: organisation.UnitInfo, place: str) -> set[str]:
    names = {unit.name, unit.short_name, unit.name.removesuffix(f" {place}")}
    names.add(unit.name.removeprefix("Ủy ban nhân dân "))
    if fold(unit.short_name or unit.name).startswith("van phong h"):
        names |= {"Văn phòng", "Văn phòng UBND", "Văn phòng HĐND và UBND"}
    return {name for name in names if name}


def receiving_post(unit_id: UUID, *, at: datetime) -> organisation.PostInfo | None:
    """Return the post that gets a unit's tasks: its head, else its first leader."""
    posts = [post for post in organisation.list_posts([unit_id], at=at) if post.holder_ids]
    return next((post for role in HEADS for post in posts if post.role == role), None)


def posts_for(unit_id: UUID, *, at: datetime) -> list[organisation.PostInfo]:
    """Return the posts of a unit to which its head may give a task."""
    posts = organisation.list_posts(organisation.authority_ids(unit_id, at), at=at)
    others = {
        organisation.Role.TECHNICAL_ADMIN,
        organisation.Role.CATALOGUE_ADMIN,
        organisation.Role.PARTNER,
    }
    return [post for post in posts if post.holder_ids and post.role not in others]


def list_leaders(unit_id: UUID, *, at: datetime) -> list[Leader]:
    """Return the leaders of an authority, with whoever holds the post."""
    posts = [
        post
        for post in organisation.list_posts([unit_id], at=at)
        if post.role == organisation.Role.AUTHORITY_LEADER and post.holder_ids
    ]
    people = identity.persons(post.holder_ids[0] for post in posts)
    return [
        Leader(post_id=post.id, title=post.title, name=people[post.holder_ids[0]].full_name)
        for post in posts
    ]


def following_post(unit_id: UUID, *, at: datetime) -> organisation.PostInfo | None:
    """Return the post that follows the tasks of an authority: the head of its office."""
    return incoming.routing_post(unit_id, at=at)


def giving_units(actor: Actor, *, at: datetime) -> Mapping[UUID, str]:
    """Return the authorities for which the actor may give tasks, by right or as head of office."""
    wanted = permissions.GIVE.units(actor) | _served(actor)
    names = organisation.unit_names(wanted)
    found = {each for each in names if organisation.authority_of(each).id == each}
    return {
        each: names[each]
        for each in sorted(found, key=lambda one: names[one])
        if permissions.GIVE.held_by(actor, unit_id=each) or is_office_head(actor, each, at=at)
    }


def _served(actor: Actor) -> frozenset[UUID]:
    """Return the authorities in which the actor heads something."""
    if organisation.Role.UNIT_HEAD not in actor.roles:
        return frozenset()
    return frozenset(organisation.authority_of(each).id for each in actor.unit_ids)


def is_office_head(actor: Actor, unit_id: UUID, *, at: datetime) -> bool:
    """Tell whether the actor heads the office of an authority."""
    if organisation.Role.UNIT_HEAD not in actor.roles:
        return False
    post = following_post(unit_id, at=at)
    return post is not None and post.id in actor.post_ids


def may_give(actor: Actor, unit_id: UUID, *, at: datetime) -> bool:
    """Tell whether the actor gives tasks of an authority, or enters those of its leaders."""
    return permissions.GIVE.held_by(actor, unit_id=unit_id) or is_office_head(actor, unit_id, at=at)


def may_evaluate(actor: Actor, unit_id: UUID, *, at: datetime) -> bool:
    """Tell whether the actor follows the tasks of an authority and freezes its months."""
    return permissions.FOLLOW.held_by(actor, unit_id=unit_id) or is_office_head(
        actor, unit_id, at=at
    )


def signing_lines(actor: Actor, unit_id: UUID, *, at: datetime) -> dict[str, str]:
    """Return in which words a leader of an authority signs."""
    posts = organisation.list_posts([unit_id], at=at)
    leading = [post for post in posts if post.role == organisation.Role.AUTHORITY_LEADER]
    own = next((post for post in leading if post.id in actor.post_ids), None)
    lines = outgoing.signer_lines(
        agency=organisation.get_unit(unit_id).name,
        post_title=own.title if own else "",
        name=actor.name,
    )
    return dict(lines)
