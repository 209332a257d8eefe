"""What happened to packets."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from motcua.foundation.events import Event

from .types import BusinessKind, PacketState


@dataclass(frozen=True, kw_only=True)
class PacketSent(Event, code="exchange.packet_sent", stream="packet_id"):
    """A document packet was put on its way."""

    packet_id: UUID
    unit_id: UUID
    document_id: str
    kind: BusinessKind
    to_codes: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class PacketDelivered(Event, code="exchange.packet_delivered", stream="packet_id"):
    """The next node has taken the packet for a receiver."""

    packet_id: UUID
    agency_code: str


@dataclass(frozen=True, kw_only=True)
class PacketFailed(Event, code="exchange.packet_failed", stream="packet_id"):
    """The packet will not reach a receiver unless somebody sends it again."""

    packet_id: UUID
    agency_code: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class PacketArrived(Event, code="exchange.packet_arrived", stream="arrival_id"):
    """A document packet came in for one of our agencies: exactly once, however often it was sent.

    ``exchange.get_arrival(arrival_id)`` has the packet, its files, and what it refers to.
    """

    arrival_id: UUID
    unit_id: UUID
    agency_code: str
    from_code: str
    document_id: str
    kind: BusinessKind
    subject: str


@dataclass(frozen=True, kw_only=True)
class PacketStateChanged(Event, code="exchange.packet_state_changed", stream="packet_id"):
    """A receiver told what became of a document that we sent; ``state`` is what holds now."""

    packet_id: UUID
    unit_id: UUID
    document_id: str
    agency_code: str
    state: PacketState
    told_at: datetime
    reason: str


@dataclass(frozen=True, kw_only=True)
class TakeBackAsked(Event, code="exchange.take_back_asked", stream="arrival_id"):
    """The sender asks to give a document back; answer by reporting AGREED or DECLINED."""

    arrival_id: UUID
    unit_id: UUID
    reason: str


@dataclass(frozen=True, kw_only=True)
class StateReported(Event, code="exchange.state_reported", stream="arrival_id"):
    """We told the sender what became of his document."""

    arrival_id: UUID
    unit_id: UUID
    state: PacketState
    reason: str


@dataclass(frozen=True, kw_only=True)
class PeerChanged(Event, code="exchange.peer_changed", stream="peer_id"):
    """A node was entered or its entry changed."""

    peer_id: UUID
    peer_code: str
    address: str
    fingerprints: tuple[str, ...]
    is_active: bool


@dataclass(frozen=True, kw_only=True)
class AgencyEntered(Event, code="exchange.agency_entered", stream="agency_id"):
    """An agency was entered among those one may write to, or its entry changed."""

    agency_id: UUID
    agency_code: str
    name: str
    unit_id: UUID | None
