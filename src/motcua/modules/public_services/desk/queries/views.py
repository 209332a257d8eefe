"""Saved ways of looking at the inbox."""

from uuid import UUID

from django.db.models import Q

from motcua.foundation.actors import Actor
from motcua.foundation.prepared import Prepared

from ..errors import ViewNotFound
from ..models import SavedFilter

_SEEN = Prepared(
    lambda account_id, unit_ids: SavedFilter.objects.filter(
        Q(account_id=account_id) | Q(unit_id__any_of=unit_ids)
    ).order_by("name", "id"),
    account_id=UUID,
    unit_ids=list,
)


def list_views(*, actor: Actor) -> list[SavedFilter]:
    """Return the actor's own saved views and those shared with his units, his own first."""
    if actor.account_id is None:
        return []
    rows = _SEEN.all(account_id=actor.account_id, unit_ids=list(actor.unit_ids))
    return sorted(rows, key=lambda row: row.account_id != actor.account_id)


def get_own_view(*, actor: Actor, view_id: UUID) -> SavedFilter:
    """Return a saved view of the actor.

    Raises:
        ViewNotFound: It is not his.
    """
    if actor.account_id is None:
        raise ViewNotFound
    own = SavedFilter.objects.filter(id=view_id, account_id=actor.account_id).first()
    if own is None:
        raise ViewNotFound
    return own
