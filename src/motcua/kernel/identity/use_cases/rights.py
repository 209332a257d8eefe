"""Rights are granted to roles; accounts notice."""

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
def grant_right(
    *, actor: Actor, role: str, permission_code: str, reach: GrantReach, at: datetime
) -> None:
    """Decide how far a role holds a right. It holds from everybody's next request on.

    Raises:
        NotPermitted: The actor does not manage rights.
        UnknownRight: No installed module has this permission.
        LastAdministrator: Nobody could change rights any more.

    Publishes:
        RightGranted, unless it is so already

    Law:
        TCVN 14423:2026, 5.6.2.4
    """
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [_LOCK])
    permissions.MANAGE_RIGHTS.require(actor)
    permission = modules.permissions().get(permission_code)
    if permission is None:
        raise UnknownRight
    decided = dict(queries.grants())
    before = queries.effective_reach(permission, role, decided)
    if before is reach:
        return
    decided[role, permission_code] = reach.value
    if not queries.roles_holding(permissions.MANAGE_RIGHTS, decided):
        raise LastAdministrator
    RoleGrant.objects.update_or_create(
        role=role, permission_code=permission_code, defaults={"reach": reach.value}
    )
    Account.objects.filter(is_official=True).update(rights_version=F("rights_version") + 1)
    granted = RightGranted(
        role=role, permission_code=permission_code, reach=reach.value, previous_reach=before.value
    )
    events.publish(granted, by=actor, at=at)


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
