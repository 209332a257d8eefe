"""Rights are granted to roles; accounts notice."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction
from django.db.models import F

from motcua.foundation import events, modules
from motcua.foundation.actors import Actor

from .. import permissions, queries
from ..errors import LastAdministrator, UnknownRight
from ..events import RightGranted
from ..models import Account, RoleGrant
from ..types import GrantReach

_LOCK = (
    0x1DE17171  # grants are few: one at a time, so that two cannot remove the last administrator
)


@transaction.atomic
def grant_rights(
    *, actor: Actor, role: str, reaches: Mapping[str, GrantReach], at: datetime
) -> tuple[str, ...]:
    """Decide how far a role holds rights. It holds from everybody's next request on.

    Args:
        reaches: Code of the permission to its reach; permissions that are not named stay.

    Returns:
        The codes of the rights that have changed.

    Raises:
        NotPermitted: The actor does not manage rights.
        UnknownRight: No installed module has one of these permissions.
        LastAdministrator: Nobody could change rights any more.

    Publishes:
        RightGranted, for each right that was different before

    Law:
        TCVN 14423:2026, 5.6.2.4
    """
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [_LOCK])
    permissions.MANAGE_RIGHTS.require(actor)
    known, decided = modules.permissions(), dict(queries.grants())
    if not reaches.keys() <= known.keys():
        raise UnknownRight
    before = {code: queries.effective_reach(known[code], role, decided) for code in reaches}
    changed = {code: reach for code, reach in reaches.items() if reach is not before[code]}
    decided |= {(role, code): reach.value for code, reach in changed.items()}
    if not queries.roles_holding(permissions.MANAGE_RIGHTS, decided):
        raise LastAdministrator
    for code, reach in changed.items():
        RoleGrant.objects.update_or_create(
            role=role, permission_code=code, defaults={"reach": reach.value}
        )
        granted = RightGranted(
            role=role,
            permission_code=code,
            reach=reach.value,
            previous_reach=before[code].value,
        )
        events.publish(granted, by=actor, at=at)
    if changed:
        Account.objects.filter(is_official=True).update(rights_version=F("rights_version") + 1)
    return tuple(changed)


@transaction.atomic
def forget_rights(*, person_ids: tuple[UUID, ...] | None = None) -> None:
    """Let rights be worked out anew: of these persons, or of every official.

    Called when an appointment, a delegation or the units themselves have changed. Doing it twice
    does no harm.
    """
    accounts = Account.objects.filter(is_official=True)
    if person_ids is not None:
        accounts = accounts.filter(person_id__in=person_ids)
    accounts.update(rights_version=F("rights_version") + 1)
