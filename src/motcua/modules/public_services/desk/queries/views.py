"""Saved ways of looking at the inbox."""

from uuid import UUID

from django.db.models import Q

from motcua.foundation.actors import Actor

from ..errors import ViewNotFound
from ..models import SavedFilter


def list_views(*, actor: Actor) -> list[SavedFilter]:
    """Return the actor's own saved views and those shared with his units, his own first."""
    if actor.account_id is None:
        return []
    seen = Q(account_id=actor.account_id) | Q(unit_id__in=list(actor.unit_ids))
    rows = list(SavedFilter.objects.filter(seen).order_by("name", "id"))
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
