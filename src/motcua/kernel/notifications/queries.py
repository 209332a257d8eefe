"""Asking for messages."""

from django.db.models import Q, QuerySet

from motcua.foundation.actors import Actor

from .models import Message


def list_mine(*, actor: Actor) -> QuerySet[Message]:
    """List the messages of ``actor`` as a person and in his work, the newest first."""
    mine = Q()
    if actor.person_id:
        mine |= Q(to_person_id=actor.person_id)
    if actor.account_id:
        mine |= Q(to_account_id=actor.account_id)
    found = Message.objects.filter(mine) if mine else Message.objects.none()
    return found.order_by("-created_at", "-id")


def unread_count(actor: Actor) -> int:
    """Return how many messages ``actor`` has not read; one query over the unread alone."""
    if not actor.is_signed_in:
        return 0
    return list_mine(actor=actor).filter(read_at=None).order_by().count()


def list_all() -> QuerySet[Message]:
    """List all messages, the newest first; for the demo, where every telephone is on one page."""
    return (
        Message.objects.select_related("to_person", "to_account__person")
        .prefetch_related("deliveries")
        .order_by("-created_at", "-id")
    )
