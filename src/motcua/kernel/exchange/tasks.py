"""Jobs of the worker."""

import logging
from uuid import UUID

from django.utils import timezone

from motcua.foundation.errors import DomainError

from .errors import ParcelPostponed, ParcelRefused, PeerSilent
from .ports import Transport
from .queries import directory
from .types import Claimed, ParcelInfo, PeerInfo
from .use_cases import carrying, receiving

logger = logging.getLogger(__name__)
SERVER_FAULT = 500


def carry() -> None:
    """Hand over the parcels that are due."""
    round_ = Round(directory.transports())
    while claimed := carrying.claim_parcels(at=timezone.now(), without=round_.silent):
        for each in claimed:
            round_.carry(each)


class Round:
    """One round of the postman; a node that is silent is not tried again in it."""

    def __init__(self, transports: dict[str, Transport]) -> None:
        self.transports = transports
        self.silent: set[UUID] = set()

    def carry(self, each: Claimed) -> None:
        """Hand one parcel over and note what came of it."""
        parcel_id, peer_id = each.parcel.id, each.peer.id if each.peer else None
        try:
            self._hand_over(each.parcel, each.peer)
        except ParcelRefused as error:
            carrying.record_refused(parcel_id=parcel_id, error=str(error), at=timezone.now())
            self._hear(peer_id)
        except ParcelPostponed as error:
            carrying.record_postponed(parcel_id=parcel_id, error=str(error), at=timezone.now())
        except Exception as error:  # whatever it was, the parcel must not be lost
            if not isinstance(error, PeerSilent):
                logger.exception("parcel %s was not handed over", parcel_id)
            self._silence(peer_id, str(error) or repr(error))
            carrying.record_postponed(parcel_id=parcel_id, error=str(error), at=timezone.now())
        else:
            carrying.record_delivered(parcel_id=parcel_id, at=timezone.now())
            self._hear(peer_id)

    def _hand_over(self, parcel: ParcelInfo, peer: PeerInfo | None) -> None:
        if peer is None:
            _hand_over_at_home(parcel)
        elif peer.transport not in self.transports:
            raise ParcelPostponed(reason=peer.transport)
        elif peer.id in self.silent:
            raise ParcelPostponed(reason=peer.name)
        else:
            self.transports[peer.transport].deliver(parcel, peer)

    def _hear(self, peer_id: UUID | None) -> None:
        if peer_id is not None:
            carrying.hear_from(peer_id=peer_id, at=timezone.now())

    def _silence(self, peer_id: UUID | None, error: str) -> None:
        if peer_id is not None:
            self.silent.add(peer_id)
            carrying.record_silence(peer_id=peer_id, error=error, at=timezone.now())


def _hand_over_at_home(parcel: ParcelInfo) -> None:
    """Hand a parcel over between two agencies of this installation."""
    try:
        receiving.take_parcel(peer_id=None, parcel=parcel, at=timezone.now())
    except DomainError as error:
        if error.status >= SERVER_FAULT:
            raise ParcelPostponed(reason=str(error)) from error
        raise ParcelRefused(reason=str(error)) from error


def collect() -> None:
    """Fetch what waits for us where others do not come to us."""
    for transport in directory.transports().values():
        peer = directory.find_peer_of(transport.code)
        if peer is not None:
            _collect(transport, peer.id)


def _collect(transport: Transport, peer_id: UUID) -> None:
    try:
        for each in transport.collect():
            for parcel in receiving.parcels_of(each.content, to_code=each.to_code):
                take(peer_id=peer_id, parcel=parcel)
            transport.confirm(each.key)
    except PeerSilent as error:
        carrying.record_silence(peer_id=peer_id, error=str(error), at=timezone.now())
    except DomainError:
        logger.exception("what waits at %s cannot be taken", transport.code)


def take(*, peer_id: UUID, parcel: ParcelInfo) -> None:
    """Take a fetched parcel; one that will never do is noted and not asked for again."""
    try:
        receiving.take_parcel(peer_id=peer_id, parcel=parcel, at=timezone.now())
    except DomainError as error:
        if error.status >= SERVER_FAULT:
            raise
        receiving.note_rejection(peer_id=peer_id, parcel=parcel, refusal=error, at=timezone.now())


def tidy() -> None:
    """Empty packets that were handed over long ago."""
    carrying.forget_contents(at=timezone.now())
