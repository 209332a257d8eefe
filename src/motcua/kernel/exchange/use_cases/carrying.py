"""Parcels on their way to the next node: claimed, handed over, tried again."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from motcua.foundation import actors
from motcua.foundation.events import publish

from ..events import PacketDelivered, PacketFailed
from ..models import Agency, Content, Parcel, Peer
from ..queries import directory
from ..queries.packets import content_of
from ..rules import ways
from ..types import LEASE, Claimed, ParcelInfo, ParcelState

ACTOR = actors.system("exchange")
FIRST_WAIT = 2  # seconds; doubled at each attempt
CONTACT_EVERY = timedelta(seconds=10)


@transaction.atomic
def claim_parcels(*, at: datetime, without: Iterable[UUID] = (), limit: int = 20) -> list[Claimed]:
    """Take parcels that are due, urgent ones first, for this worker alone and for a while.

    The transport is called outside any transaction. When the worker dies between, the parcel is
    due again after the lease.

    Args:
        without: Nodes that were found silent a moment ago: what goes to them is put off.
    """
    peers, silent = directory.active_peers(), set(without)
    own = set(Agency.objects.exclude(unit=None).values_list("code", flat=True))
    due = Parcel.objects.select_for_update(skip_locked=True).filter(
        state=ParcelState.WAITING, retry_at__lte=at
    )
    claimed = []
    for parcel in due.order_by("-urgent", "retry_at", "id")[:limit]:
        is_own = parcel.to_code in own
        peer = None if is_own else ways.way_to(peers, parcel.to_code)
        parcel.attempts += 1
        parcel.retry_at = at + LEASE
        if peer is not None and peer.id in silent:
            parcel.error = peer.last_error
            _try_later(parcel, at=at)
        elif peer is None and not is_own:
            parcel.error = _("Nobody knows the way to %(agency)s.") % {"agency": parcel.to_code}
            _try_later(parcel, at=at)
        else:
            parcel.error = ""  # in hand; a worker that dies leaves it due after the lease
            claimed.append(Claimed(parcel=_info(parcel), peer=peer.info() if peer else None))
        parcel.save(update_fields=["attempts", "retry_at", "error", "state"])
    return claimed


def _info(parcel: Parcel) -> ParcelInfo:
    return ParcelInfo(
        id=parcel.id,
        from_code=parcel.from_code,
        to_code=parcel.to_code,
        sha256=parcel.content_id,
        hops=parcel.hops,
        content=content_of(parcel.content_id),
    )


def _try_later(parcel: Parcel, *, at: datetime) -> None:
    longest = settings.EXCHANGE_LONGEST_WAIT_SECONDS
    wait = min(FIRST_WAIT ** min(parcel.attempts, 16), longest)
    parcel.retry_at = at + timedelta(seconds=wait)
    if at - parcel.created_at > timedelta(hours=settings.EXCHANGE_GIVE_UP_HOURS):
        _fail(parcel, at=at)


def _fail(parcel: Parcel, *, at: datetime) -> None:
    parcel.state = ParcelState.FAILED
    sent = parcel.packet
    if sent is not None:
        event = PacketFailed(packet_id=sent.id, agency_code=parcel.to_code, reason=parcel.error)
        publish(event, by=ACTOR, at=at, unit_id=sent.unit_id)


def _waiting(parcel_id: UUID) -> Parcel | None:
    found = Parcel.objects.select_for_update().filter(id=parcel_id, state=ParcelState.WAITING)
    return found.first()


@transaction.atomic
def record_delivered(*, parcel_id: UUID, at: datetime) -> None:
    """Note that the next node has stored the parcel.

    Publishes:
        PacketDelivered
    """
    parcel = _waiting(parcel_id)
    if parcel is not None:
        parcel.state, parcel.delivered_at, parcel.error = ParcelState.DELIVERED, at, ""
        parcel.save(update_fields=["state", "delivered_at", "error"])
        sent = parcel.packet
        if sent is not None:
            event = PacketDelivered(packet_id=sent.id, agency_code=parcel.to_code)
            publish(event, by=ACTOR, at=at, unit_id=sent.unit_id)


@transaction.atomic
def record_postponed(*, parcel_id: UUID, error: str, at: datetime) -> None:
    """Note that the parcel was not taken this time: it is tried again after 2, 4, 8 … seconds.

    Publishes:
        PacketFailed: The time for trying is over.
    """
    parcel = _waiting(parcel_id)
    if parcel is not None:
        parcel.error = error[:2000]
        _try_later(parcel, at=at)
        parcel.save(update_fields=["state", "retry_at", "error"])


@transaction.atomic
def record_refused(*, parcel_id: UUID, error: str, at: datetime) -> None:
    """Note that the next node will never take the parcel; somebody must look.

    Publishes:
        PacketFailed
    """
    parcel = _waiting(parcel_id)
    if parcel is not None:
        parcel.error = error[:2000]
        _fail(parcel, at=at)
        parcel.save(update_fields=["state", "error"])


@transaction.atomic
def record_silence(*, peer_id: UUID, error: str, at: datetime) -> None:
    """Note that a node did not answer."""
    peer = Peer.objects.select_for_update().get(id=peer_id)
    peer.silent_since = peer.silent_since or at
    peer.last_error = error[:2000]
    peer.save(update_fields=["silent_since", "last_error"])


@transaction.atomic
def hear_from(*, peer_id: UUID, at: datetime) -> None:
    """Note that a node answers or calls; what waited for it is tried at once.

    A transaction of its own, beside those that take or hand over: they hold other locks.
    """
    peer = Peer.objects.get(id=peer_id)
    was_silent = peer.silent_since is not None
    if not was_silent and peer.last_contact_at and at - peer.last_contact_at < CONTACT_EVERY:
        return
    Peer.objects.filter(id=peer.id).update(last_contact_at=at, silent_since=None, last_error="")
    if was_silent:
        _wake(peer, at=at)


def _wake(peer: Peer, *, at: datetime) -> None:
    """Let go what waits for a node; what another worker has in hand is left alone."""
    peers = directory.active_peers()
    waiting = Parcel.objects.filter(state=ParcelState.WAITING, retry_at__gt=at).exclude(error="")
    codes = [
        code
        for code in waiting.order_by().values_list("to_code", flat=True).distinct()
        if (onward := ways.way_to(peers, code)) is not None and onward.id == peer.id
    ]
    free = waiting.filter(to_code__in=codes).select_for_update(skip_locked=True)
    ids = list(free.order_by("id").values_list("id", flat=True))
    Parcel.objects.filter(id__in=ids).update(retry_at=at)


@transaction.atomic
def forget_contents(*, at: datetime) -> int:
    """Empty packets that were handed over long ago; their files and facts stay.

    Returns:
        How many were emptied.
    """
    days = settings.EXCHANGE_KEEP_PACKETS_DAYS
    if not days:
        return 0
    waiting = Parcel.objects.exclude(state=ParcelState.DELIVERED).values("content_id")
    old = Content.objects.filter(stored_at__lt=at - timedelta(days=days)).exclude(body=None)
    return old.exclude(sha256__in=waiting).update(body=None)
