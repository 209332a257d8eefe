"""Facts told to the house; the stream is the document."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from motcua.foundation.events import Event


@dataclass(frozen=True, kw_only=True)
class IncomingArrived(Event, code="incoming.arrived", stream="document_id"):
    """A document lies on the clerk's desk, not registered yet."""

    document_id: UUID
    unit_id: UUID
    source: str


@dataclass(frozen=True, kw_only=True)
class IncomingRegistered(Event, code="incoming.registered", stream="document_id"):
    """The document has its arrival number; from now on somebody must act."""

    document_id: UUID
    unit_id: UUID
    year: int
    arrival_number: int
    author: str
    number_symbol: str
    kind: str
    subject: str
    issued_on: date | None = None
    file_id: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class IncomingRefused(Event, code="incoming.refused", stream="document_id"):
    """The document goes back to its sender, unregistered."""

    document_id: UUID
    unit_id: UUID
    reason: str


@dataclass(frozen=True, kw_only=True)
class IncomingRouted(Event, code="incoming.routed", stream="document_id"):
    """The document has a lead unit, co-ordinating units, a deadline."""

    document_id: UUID
    unit_id: UUID
    lead_unit_id: UUID
    support_unit_ids: tuple[UUID, ...]
    case_id: UUID
    due_at: datetime
    opinion: str


@dataclass(frozen=True, kw_only=True)
class IncomingGiven(Event, code="incoming.given", stream="document_id"):
    """The head of the lead unit gave the document to a post."""

    document_id: UUID
    unit_id: UUID
    post_id: UUID
    opinion: str


@dataclass(frozen=True, kw_only=True)
class IncomingNoted(Event, code="incoming.noted", stream="document_id"):
    """A handler proposed something, or a co-ordinating unit contributed."""

    document_id: UUID
    unit_id: UUID
    whose: str
    text: str


@dataclass(frozen=True, kw_only=True)
class IncomingRead(Event, code="incoming.read", stream="document_id"):
    """Somebody of a unit to which the document was routed opened it for the first time."""

    document_id: UUID
    unit_id: UUID
    account_id: UUID
    units_reached: int = 0  # for how many routings he was the first


@dataclass(frozen=True, kw_only=True)
class IncomingClosed(Event, code="incoming.closed", stream="document_id"):
    """The document is done: answered by a document of ours, or with a note."""

    document_id: UUID
    unit_id: UUID
    lead_unit_id: UUID | None
    on_time: bool
    answer_id: UUID | None = None
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class IncomingTakenBack(Event, code="incoming.taken_back", stream="document_id"):
    """The sender recalled his document; its file is no longer shown."""

    document_id: UUID
    unit_id: UUID
    reason: str


ALL = (
    IncomingArrived,
    IncomingRegistered,
    IncomingRefused,
    IncomingRouted,
    IncomingGiven,
    IncomingNoted,
    IncomingRead,
    IncomingClosed,
    IncomingTakenBack,
)
