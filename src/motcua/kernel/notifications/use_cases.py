"""Telling people, and reading what one was told."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from motcua.foundation import modules
from motcua.foundation.actors import Actor
from motcua.foundation.ids import uuid7
from motcua.kernel.identity import api as identity

from . import queries
from .errors import MessageNotFound
from .models import Delivery, Message
from .ports import Channel
from .types import LEASE, LONGEST_WAIT, MOST_ATTEMPTS, Claimed, DeliveryState, Outgoing

_SEND = """
insert into notifications_message (
    id, key, to_person_id, to_account_id, subject, body, link, created_at
)
values (%s, %s, %s, %s, %s, %s, %s, %s)
on conflict (key) do nothing
"""


@transaction.atomic
def send(
    *,
    key: str,
    subject: str,
    body: str,
    at: datetime,
    to_person_id: UUID | None = None,
    to_account_id: UUID | None = None,
    link: str | None = None,
) -> None:
    """Write a message in the caller's transaction; channels carry it after commit.

    One query, and one more when a channel is configured. A second call with the same key changes
    nothing.

    Args:
        key: Names the occasion, such as the id of the event that is told of.
        body: Plain text.
        to_person_id: The addressee; or ``to_account_id`` for an official in his work.
        link: A path of our own site.

    Raises:
        ValueError: There is not exactly one addressee, or the link leads elsewhere.
    """
    if (to_person_id is None) == (to_account_id is None):
        raise ValueError("a message has one addressee: a person or an account")
    if link and (not link.startswith("/") or link.startswith("//")):
        raise ValueError(f"a message links to a path of our own site, not to {link!r}")
    message_id = uuid7()
    with connection.cursor() as cursor:
        values: list[Any] = [
            message_id,
            key,
            to_person_id,
            to_account_id,
            subject,
            body,
            link or "",
            at,
        ]
        cursor.execute(_SEND, values)
        is_new = cursor.rowcount == 1
    channels = modules.provided(Channel)
    if is_new and channels:
        Delivery.objects.bulk_create(
            Delivery(message_id=message_id, channel=channel.code, retry_at=at)
            for channel in channels
        )


@transaction.atomic
def claim_deliveries(*, at: datetime, limit: int = 50) -> tuple[Claimed, ...]:
    """Take deliveries that are due, for this worker alone and for a few minutes.

    The channel is called outside any transaction; :func:`record_sent` or :func:`record_failed`
    brings its answer. When the worker dies between, the delivery is due again.
    """
    due = Delivery.objects.select_for_update(skip_locked=True, of=("self",)).select_related(
        "message__to_account"
    )
    taken = list(
        due.filter(state=DeliveryState.WAITING, retry_at__lte=at).order_by("retry_at", "id")[:limit]
    )
    for delivery in taken:
        delivery.attempts += 1
        delivery.retry_at = at + LEASE
    Delivery.objects.bulk_update(taken, ["attempts", "retry_at"])
    people = identity.persons(
        person_id for each in taken if (person_id := _addressee(each.message)) is not None
    )
    return tuple(
        Claimed(
            delivery_id=each.id,
            channel=each.channel,
            outgoing=_outgoing(each.message, people.get(_addressee(each.message) or each.id)),
        )
        for each in taken
    )


def _addressee(message: Message) -> UUID | None:
    if message.to_account is not None:
        return message.to_account.person_id
    return message.to_person_id


def _outgoing(message: Message, person: identity.PersonInfo | None) -> Outgoing:
    return Outgoing(
        key=message.key,
        name=person.full_name if person else "",
        phone=person.phone if person else "",
        email=person.email if person else "",
        subject=message.subject,
        body=message.body,
        link=message.link,
        written_at=message.created_at,
    )


@transaction.atomic
def record_sent(*, delivery_id: UUID, at: datetime) -> None:
    """Note that a channel took the message."""
    Delivery.objects.filter(id=delivery_id).update(state=DeliveryState.SENT, sent_at=at, error="")


@transaction.atomic
def record_unreachable(*, delivery_id: UUID) -> None:
    """Note that the channel has no address for the person; the message stays on his page."""
    Delivery.objects.filter(id=delivery_id).update(state=DeliveryState.NO_ADDRESS)


@transaction.atomic
def record_failed(*, delivery_id: UUID, error: str, at: datetime) -> None:
    """Note that a channel did not take the message: it is tried again after 2, 4, 8 … seconds."""
    delivery = Delivery.objects.select_for_update().get(id=delivery_id)
    wait = min(timedelta(seconds=2**delivery.attempts), LONGEST_WAIT)
    delivery.retry_at = at + wait
    delivery.error = error[:2000]
    if delivery.attempts >= MOST_ATTEMPTS:
        delivery.state = DeliveryState.FAILED
    delivery.save(update_fields=["retry_at", "error", "state"])


@transaction.atomic
def read_message(*, actor: Actor, message_id: UUID, at: datetime) -> Message:
    """Open one of the actor's own messages; the first time is remembered.

    Raises:
        MessageNotFound: There is none with this id, or it was sent to somebody else.
    """
    message = queries.list_mine(actor=actor).filter(id=message_id).first()
    if message is None:
        raise MessageNotFound
    if message.read_at is None:
        message.read_at = at
        message.save(update_fields=["read_at"])
    return message


@transaction.atomic
def mark_all_read(*, actor: Actor, at: datetime) -> int:
    """Mark all of the actor's messages as read and return how many were new."""
    return queries.list_mine(actor=actor).filter(read_at=None).update(read_at=at)
