"""Giving the calendar to one's phone, and taking it back."""

import hashlib
import secrets
from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.foundation import events as house
from motcua.foundation.actors import Actor
from motcua.foundation.errors import NotPermitted

from .events import CalendarLinkMade, CalendarLinkRevoked
from .models import CalendarLink


def _account(actor: Actor) -> UUID:
    if actor.account_id is None or not actor.is_official:
        raise NotPermitted
    return actor.account_id


def _end(account_id: UUID, at: datetime) -> int:
    rows = CalendarLink.objects.select_for_update().filter(account_id=account_id, revoked_at=None)
    return sum(1 for row in rows if CalendarLink.objects.filter(id=row.id).update(revoked_at=at))


@transaction.atomic
def make_calendar_link(*, actor: Actor, at: datetime) -> str:
    """Make a private link to one's calendar; an earlier one reads nothing from now on.

    Returns:
        The token of the link. It is told this once: only its hash is kept.

    Raises:
        NotPermitted: The actor is no official.

    Publishes:
        CalendarLinkMade
    """
    account_id = _account(actor)
    _end(account_id, at)
    token = secrets.token_urlsafe(32)
    CalendarLink.objects.create(
        account_id=account_id, token_sha256=hashlib.sha256(token.encode()).hexdigest(), made_at=at
    )
    house.publish(CalendarLinkMade(account_id=account_id), by=actor, at=at)
    return token


@transaction.atomic
def revoke_calendar_link(*, actor: Actor, at: datetime) -> None:
    """Take the link to one's calendar back; without one nothing changes.

    Raises:
        NotPermitted: The actor is no official.

    Publishes:
        CalendarLinkRevoked
    """
    account_id = _account(actor)
    if _end(account_id, at):
        house.publish(CalendarLinkRevoked(account_id=account_id), by=actor, at=at)
