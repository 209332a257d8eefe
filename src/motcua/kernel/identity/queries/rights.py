"""From posts to rights."""

from collections import OrderedDict
from collections.abc import Mapping
from datetime import date, datetime
from threading import Lock
from uuid import UUID

from motcua.foundation import modules
from motcua.foundation.actors import ANONYMOUS, Actor, ActorKind
from motcua.foundation.permissions import Permission, Reach
from motcua.foundation.time import local_date
from motcua.kernel.organisation import api as organisation

from ..models import Account, RoleGrant
from ..types import GrantReach

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


class _Units:
    """The units that a reach covers from a unit; each is asked for once."""

    def __init__(self, on: date) -> None:
        self._on = on
        self._known: dict[tuple[UUID, str], frozenset[UUID]] = {}

    def of(self, unit_id: UUID, reach: str) -> frozenset[UUID]:
        key = (unit_id, reach)
        if key not in self._known:
            self._known[key] = self._ask(unit_id, reach)
        return self._known[key]

    def _ask(self, unit_id: UUID, reach: str) -> frozenset[UUID]:
        if reach == Reach.AUTHORITY:
            return frozenset(organisation.authority_ids(unit_id, self._on))
        if reach == Reach.SUBTREE:
            return frozenset(organisation.subtree_ids(unit_id, self._on))
        return frozenset({unit_id})


def _rights(held: "tuple[organisation.HeldPost, ...]", on: date) -> dict[str, frozenset[UUID]]:
    decided, units = grants(), _Units(on)
    rights = {}
    for code, permission in modules.permissions().items():
        reached: frozenset[UUID] = frozenset()
        for post in held:
            reach = effective_reach(permission, post.role, decided)
            if reach is not GrantReach.NONE:
                reached |= units.of(post.unit_id, reach.value)
        if reached:
            rights[code] = reached
    return rights


def _make_actor(account: Account, at: datetime) -> Actor:
    name = account.person.full_name if account.person else account.username
    if not account.is_official:
        return Actor(
            kind=ActorKind.PERSON, name=name, account_id=account.id, person_id=account.person_id
        )
    held = organisation.posts_of(account.person_id, at) if account.person_id else ()
    return Actor(
        kind=ActorKind.OFFICIAL,
        name=name,
        account_id=account.id,
        person_id=account.person_id,
        post_ids=frozenset(post.post_id for post in held),
        unit_ids=frozenset(post.unit_id for post in held),
        roles=frozenset(post.role for post in held),
        rights=_rights(held, local_date(at)),
    )


class _Actors:
    """The actors of late, so that a request need not ask for rights that have not changed.

    Kept in the process and not in the session: a restart forgets them together with the code that
    defined the permissions. The key holds the account's version of rights and the day, on which
    appointments begin and end.
    """

    MOST = 2048

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[UUID, int, date], Actor] = OrderedDict()
        self._lock = Lock()

    def of(self, account: Account, at: datetime) -> Actor:
        key = (account.id, account.rights_version, local_date(at))
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        actor = _make_actor(account, at)
        with self._lock:
            self._kept[key] = actor
            while len(self._kept) > self.MOST:
                self._kept.popitem(last=False)
        return actor


_actors = _Actors()


def actor_of(account: Account, at: datetime) -> Actor:
    """Return the actor behind an account's row; an inactive account is nobody."""
    return _actors.of(account, at) if account.is_active else ANONYMOUS


def actor_for(account_id: UUID, at: datetime) -> Actor:
    """Return the actor of an account with the rights held at ``at``; nobody if there is none."""
    account = Account.objects.select_related("person").filter(id=account_id).first()
    return ANONYMOUS if account is None else actor_of(account, at)
