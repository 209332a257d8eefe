"""Saved ways of looking at the inbox."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.foundation.actors import Actor
from motcua.foundation.errors import NotPermitted

from ..errors import TooManyViews, ViewNameMissing, ViewNameTaken, ViewNotFound
from ..models import SavedFilter
from ..types import MOST_VIEWS


def _account(actor: Actor) -> UUID:
    if actor.account_id is None:
        raise NotPermitted
    return actor.account_id


def _check(actor: Actor, name: str, unit_id: UUID | None, *, but: UUID | None = None) -> str:
    named = name.replace("\0", "").strip()[:80]
    if not named:
        raise ViewNameMissing
    if unit_id is not None and unit_id not in actor.unit_ids:
        raise NotPermitted
    own = SavedFilter.objects.select_for_update().filter(account_id=_account(actor))
    others = [row for row in own if row.id != but]
    if any(row.name == named for row in others):
        raise ViewNameTaken
    if len(others) >= MOST_VIEWS:
        raise TooManyViews
    return named


def _begin_with_no_other(actor: Actor) -> None:
    SavedFilter.objects.filter(account_id=_account(actor), is_default=True).update(is_default=False)


@transaction.atomic
def save_view(
    *,
    actor: Actor,
    name: str,
    query: str,
    unit_id: UUID | None = None,
    is_default: bool = False,
    at: datetime,
) -> UUID:
    """Give a way of looking at the inbox a name.

    Args:
        query: That of the inbox's address.
        unit_id: A unit of the actor whose people see the view, too.
        is_default: The inbox begins with it.

    Raises:
        ViewNameMissing, ViewNameTaken, TooManyViews: It cannot be kept under that name.
        NotPermitted: The actor does not work in that unit.

    Law:
        ND 118/2025
    """
    named = _check(actor, name, unit_id)
    if is_default:
        _begin_with_no_other(actor)
    view = SavedFilter.objects.create(
        account_id=_account(actor),
        name=named,
        query=query[:2000],
        unit_id=unit_id,
        is_default=is_default,
        saved_at=at,
    )
    return view.id


@transaction.atomic
def change_view(
    *,
    actor: Actor,
    view_id: UUID,
    name: str,
    unit_id: UUID | None = None,
    is_default: bool = False,
) -> None:
    """Give one's own view another name, share it or not, begin with it or not.

    Raises:
        ViewNotFound: It is not the actor's.
        ViewNameMissing, ViewNameTaken: It cannot have that name.
        NotPermitted: The actor does not work in that unit.

    Law:
        ND 118/2025
    """
    named = _check(actor, name, unit_id, but=view_id)
    own = SavedFilter.objects.select_for_update().filter(id=view_id, account_id=_account(actor))
    view = own.first()
    if view is None:
        raise ViewNotFound
    if is_default:
        _begin_with_no_other(actor)
    view.name, view.unit_id, view.is_default = named, unit_id, is_default
    view.save(update_fields=["name", "unit", "is_default"])


@transaction.atomic
def remove_view(*, actor: Actor, view_id: UUID) -> None:
    """Take one's own view away.

    Raises:
        ViewNotFound: It is not the actor's.

    Law:
        ND 118/2025
    """
    gone, _by_model = SavedFilter.objects.filter(id=view_id, account_id=_account(actor)).delete()
    if not gone:
        raise ViewNotFound
