"""From posts to rights."""

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from threading import Lock
from uuid import UUID

from motcua.foundation import modules
from motcua.foundation.actors import ANONYMOUS, Actor, ActorKind
from motcua.foundation.permissions import Permission
from motcua.foundation.time import local_date
from motcua.kernel.organisation import api as organisation

from ..models import Account, RoleGrant
from ..types import ActingPost, GrantReach

LOOK_AGAIN = timedelta(minutes=5)
_Grants = Mapping[tuple[str, str], str]


def grants() -> _Grants:
    """Return the administrators' decisions: (role, permission code) to reach."""
    rows = RoleGrant.objects.values_list("role", "permission_code", "reach")
    return {(role, code): reach for role, code, reach in rows}


def effective_reach(permission: Permission, role: str, decided: _Grants) -> GrantReach:
    """Return how far a role holds a permission: as decided, else by the module's default."""
    default = permission.reach.value if role in permission.roles else GrantReach.NONE.value
    return GrantReach(decided.get((role, permission.code), default))


def roles_holding(permission: Permission, decided: _Grants) -> frozenset[str]:
    """Return the roles that hold a permission."""
    candidates = permission.roles | {role for role, code in decided if code == permission.code}
    return frozenset(
        role
        for role in candidates
        if effective_reach(permission, role, decided) is not GrantReach.NONE
    )


def _rights(
    held: tuple[ActingPost, ...], reaches: "Mapping[UUID, organisation.UnitReach]"
) -> dict[str, frozenset[UUID]]:
    decided, rights = grants(), {}
    for code, permission in modules.permissions().items():
        reached: frozenset[UUID] = frozenset()
        for post in held:
            reach = effective_reach(permission, post.role, decided)
            reached |= _units(post.unit_id, reach, reaches[post.unit_id])
        if reached:
            rights[code] = reached
    return rights


def _units(unit_id: UUID, reach: GrantReach, reached: "organisation.UnitReach") -> frozenset[UUID]:
    return {
        GrantReach.NONE: frozenset(),
        GrantReach.UNIT: frozenset({unit_id}),
        GrantReach.AUTHORITY: reached.authority_ids,
        GrantReach.SUBTREE: reached.subtree_ids,
    }[reach]


def _acting(held: organisation.HeldPost, names: Mapping[UUID, str]) -> ActingPost:
    return ActingPost(
        post_id=held.post_id,
        unit_id=held.unit_id,
        unit_name=names.get(held.unit_id, ""),
        role=str(held.role),
        title=held.title,
        delegated=held.delegated,
    )


def posts_by_person(
    person_ids: Iterable[UUID], at: datetime
) -> Mapping[UUID, tuple[ActingPost, ...]]:
    """Return the posts in which each of some persons acts."""
    held = {person_id: organisation.posts_of(person_id, at) for person_id in person_ids}
    names = organisation.unit_names({post.unit_id for posts in held.values() for post in posts})
    return {
        person_id: tuple(_acting(post, names) for post in posts)
        for person_id, posts in held.items()
    }


@dataclass(frozen=True, slots=True)
class Standing:
    """Who somebody is to the house, with the posts in which he acts."""

    actor: Actor
    posts: tuple[ActingPost, ...] = ()


NOBODY = Standing(ANONYMOUS)


def _held(person_id: UUID | None, at: datetime) -> tuple[ActingPost, ...]:
    return posts_by_person([person_id], at)[person_id] if person_id else ()


def _work_out(account: Account, at: datetime) -> Standing:
    name = account.person.full_name if account.person else account.username
    if not account.is_official:
        return Standing(
            Actor(
                kind=ActorKind.PERSON, name=name, account_id=account.id, person_id=account.person_id
            )
        )
    held = _held(account.person_id, at)
    reaches = organisation.reaches({post.unit_id for post in held}, local_date(at)) if held else {}
    actor = Actor(
        kind=ActorKind.OFFICIAL,
        name=name,
        account_id=account.id,
        person_id=account.person_id,
        post_ids=frozenset(post.post_id for post in held),
        unit_ids=frozenset(post.unit_id for post in held),
        roles=frozenset(post.role for post in held),
        rights=_rights(held, reaches),
    )
    return Standing(actor, held)


@dataclass(frozen=True, slots=True)
class _Kept:
    standing: Standing
    since: datetime
    until: datetime


class _Standings:
    """The standings of late, so that a request need not ask for rights that have not changed.

    Kept in the process and not in the session: a restart forgets them together with the code that
    defined the permissions. The key holds the account's version of rights and the day, with
    which appointments begin and end.
    """

    MOST = 2048

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[UUID, int, date], _Kept] = OrderedDict()
        self._lock = Lock()

    def of(self, account: Account, at: datetime) -> Standing:
        key = (account.id, account.rights_version, local_date(at))
        with self._lock:
            kept = self._kept.get(key)
        if kept is not None and kept.since <= at < kept.until:
            return kept.standing
        standing = _work_out(account, at)
        kept = _Kept(standing, since=at, until=_until(standing, at))
        with self._lock:
            self._kept[key] = kept
            while len(self._kept) > self.MOST:
                self._kept.popitem(last=False)
        return standing


def _until(standing: Standing, at: datetime) -> datetime:
    """Return when a standing must be worked out anew even if nobody decides anything.

    A power that is lent ends to the minute; one that begins may be noticed a little later.
    """
    ends = [
        lent.valid_to
        for post in standing.posts
        if post.delegated
        for lent in organisation.list_delegations(post_id=post.post_id)
        if lent.valid_to > at
    ]
    return min([at + LOOK_AGAIN, *ends])


_standings = _Standings()


def standing_of(account: Account, at: datetime) -> Standing:
    """Return the standing of an account's row; an inactive account is nobody."""
    return _standings.of(account, at) if account.is_active else NOBODY


def actor_for(account_id: UUID, at: datetime) -> Actor:
    """Return the actor of an account with the rights held at ``at``; nobody if there is none."""
    account = Account.objects.select_related("person").filter(id=account_id).first()
    return NOBODY.actor if account is None else standing_of(account, at).actor
