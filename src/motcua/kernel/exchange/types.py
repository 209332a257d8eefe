"""Packets, their states, and the values that neighbours, codecs and transports see."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import models
from django.utils.translation import pgettext_lazy

LEASE = timedelta(minutes=2)  # a worker that died holds a parcel no longer than this
MOST_HOPS = 8  # a parcel that is carried further goes round in a circle


class BusinessKind(models.TextChoices):
    """What a document packet asks of whoever gets it."""

    NEW = "NEW", pgettext_lazy("packet", "New document")
    REVOKE = "REVOKE", pgettext_lazy("packet", "Take back")
    UPDATE = "UPDATE", pgettext_lazy("packet", "Update")
    REPLACE = "REPLACE", pgettext_lazy("packet", "Replace")


class Urgency(models.TextChoices):
    """How fast a document is wanted."""

    NORMAL = "NORMAL", pgettext_lazy("urgency", "Normal")
    URGENT = "URGENT", pgettext_lazy("urgency", "Urgent")
    VERY_URGENT = "VERY_URGENT", pgettext_lazy("urgency", "Very urgent")
    EXPRESS = "EXPRESS", pgettext_lazy("urgency", "Express")
    EXPRESS_TIMED = "EXPRESS_TIMED", pgettext_lazy("urgency", "Express, by the hour")


class PacketState(models.TextChoices):
    """How far a document is at whoever got it, as the status packets tell.

    Law:
        QCVN 102:2016; QD 28/2018
    """

    ARRIVED = "ARRIVED", pgettext_lazy("packet", "Arrived")
    REFUSED = "REFUSED", pgettext_lazy("packet", "Refused")
    ACCEPTED = "ACCEPTED", pgettext_lazy("packet", "Received")
    ASSIGNED = "ASSIGNED", pgettext_lazy("packet", "Assigned")
    IN_PROGRESS = "IN_PROGRESS", pgettext_lazy("packet", "Being handled")
    COMPLETED = "COMPLETED", pgettext_lazy("packet", "Completed")
    TAKING_BACK = "TAKING_BACK", pgettext_lazy("packet", "Asked to give back")
    AGREED = "AGREED", pgettext_lazy("packet", "Agreed to take back or update")
    DECLINED = "DECLINED", pgettext_lazy("packet", "Declined to take back or update")
    OTHER = "OTHER", pgettext_lazy("packet", "Other state")


class ParcelState(models.TextChoices):
    """How far a parcel is on its way to the next node."""

    WAITING = "WAITING", pgettext_lazy("parcel", "Waiting")
    DELIVERED = "DELIVERED", pgettext_lazy("parcel", "Handed over")
    FAILED = "FAILED", pgettext_lazy("parcel", "Not handed over")


class SignatureVerdict(models.TextChoices):
    """What the signature around a packet is worth; what counts in law is the one in the PDF."""

    ABSENT = "ABSENT", pgettext_lazy("packet signature", "Not signed")
    VALID = "VALID", pgettext_lazy("packet signature", "Signed, unchanged")
    UNTRUSTED = "UNTRUSTED", pgettext_lazy("packet signature", "Signed by an unknown authority")
    LEGACY = "LEGACY", pgettext_lazy("packet signature", "Old kind of signature, not relied upon")
    INVALID = "INVALID", pgettext_lazy("packet signature", "Changed after signing")


@dataclass(frozen=True, slots=True, kw_only=True)
class Organ:
    """An organisation as it stands on a packet; ``code`` is its mã định danh điện tử."""

    code: str
    name: str = ""
    in_charge: str = ""
    address: str = ""
    email: str = ""
    phone: str = ""
    fax: str = ""
    website: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file of a packet; the first is the document itself.

    Whoever sends gives ``file_id`` (kernel.documents); whoever gets finds it there. Where a file
    of a kind that the house does not keep came in, ``file_id`` is None and ``withheld`` says why.
    ``content`` is filled only between codec and kernel.
    """

    filename: str
    file_id: UUID | None = None
    description: str = ""
    media_type: str = ""
    withheld: str = ""
    content: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRef:
    """Another document that a packet speaks of: answered, revoked or reported on."""

    agency_code: str = ""
    number_symbol: str = ""
    document_id: str = ""
    issued_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Replaced:
    """A document that a packet of the kind REPLACE replaces, and who had received it."""

    document_id: str
    agency_codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiverChange:
    """A receiver whom a packet of the kind UPDATE adds or takes away."""

    agency_code: str
    is_added: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """What a packet of the kind UPDATE changes."""

    content: bool = True
    receivers: tuple[ReceiverChange, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Staff:
    """The official at the other end whom one may ask."""

    name: str = ""
    department: str = ""
    email: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hop:
    """A place that a packet passed, and when."""

    agency_code: str
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Packet:
    """A document on its way between agencies, independent of the format on the wire.

    ``document_id`` names the document for ever: the same in an UPDATE, another in a REVOKE or a
    REPLACE. ``answers`` names the documents that this one answers or, in a REVOKE, takes back.
    ``sender``, ``receivers`` and ``hops`` may be left out when sending: the kernel fills them.
    """

    document_id: str
    number: str
    symbol: str
    subject: str
    kind_name: str
    issued_on: date | None
    kind: BusinessKind = BusinessKind.NEW
    sender: Organ = Organ(code="")
    receivers: tuple[Organ, ...] = ()
    place: str = ""
    summary: str = ""
    signer_name: str = ""
    signer_position: str = ""
    signer_competence: str = ""
    urgency: Urgency = Urgency.NORMAL
    due_on: date | None = None
    pages: int | None = None
    copies: int | None = None
    circulation: str = ""
    typist: str = ""
    appendixes: tuple[str, ...] = ()
    other_places: tuple[str, ...] = ()
    steering: int | None = None
    kind_group: int | None = None
    kind_detail: int | None = None
    task_codes: tuple[str, ...] = ()
    answers: tuple[DocumentRef, ...] = ()
    replaces: tuple[Replaced, ...] = ()
    update: Update | None = None
    reason: str = ""
    paper_follows: bool = False
    staff: Staff | None = None
    hops: tuple[Hop, ...] = ()
    attachments: tuple[Attachment, ...] = ()

    @property
    def number_symbol(self) -> str:
        """Return number and symbol as printed."""
        return f"{self.number}/{self.symbol}" if self.symbol else self.number


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusReport:
    """A status packet: what became of a document, told to ``about.agency_code``."""

    sender: Organ
    about: DocumentRef
    state: PacketState
    at: datetime | None
    description: str = ""
    staff: Staff | None = None
    code: str = ""  # as on the wire, when it is none of ours


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """Something in a packet that is wrong or unusual: where, and what to do about it."""

    path: str
    line: int
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a codec read: the message, what it forgave, and the worth of the signature."""

    message: Packet | StatusReport
    dialect: str
    remarks: tuple[Remark, ...] = ()
    signature: SignatureVerdict = SignatureVerdict.ABSENT
    signed_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PeerInfo:
    """A node at the other end."""

    id: UUID
    code: str
    name: str
    transport: str
    address: str
    fingerprints: tuple[str, ...]
    dialect: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ParcelInfo:
    """A packet to one receiver, as a transport carries it; the id stays the same to the end."""

    id: UUID
    from_code: str
    to_code: str
    sha256: str
    hops: int
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Collected:
    """A packet that a transport fetched from where it waited for us."""

    key: str
    content: bytes = field(repr=False)
    to_code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """A parcel that this worker has taken, and the node to which it goes."""

    parcel: ParcelInfo
    peer: PeerInfo | None  # None: it is for one of our own agencies


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyInfo:
    """An agency that one may write to, or that is ours (``unit_id``)."""

    code: str
    legacy_code: str
    name: str
    unit_id: UUID | None
    is_reachable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StateLine:
    """One state of a document at one receiver, as it was told."""

    agency_code: str
    state: PacketState
    code: str
    at: datetime
    description: str
    staff: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiverState:
    """Where a sent packet is with one receiver."""

    agency_code: str
    agency_name: str
    parcel_id: UUID
    parcel_state: ParcelState
    attempts: int
    error: str
    retry_at: datetime | None
    delivered_at: datetime | None
    state: PacketState | None
    state_at: datetime | None
    reason: str
    history: tuple[StateLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SentInfo:
    """A sent packet and what became of it."""

    id: UUID
    unit_id: UUID
    packet: Packet
    sent_at: datetime
    receivers: tuple[ReceiverState, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrivalInfo:
    """A packet that came in for one of our agencies; its files stand in ``packet.attachments``.

    ``earlier_ids`` are the arrivals that it revokes, updates, replaces or answers, newest first.
    """

    id: UUID
    unit_id: UUID
    to_code: str
    packet: Packet
    arrived_at: datetime
    state: PacketState
    dialect: str
    remarks: tuple[Remark, ...]
    signature: SignatureVerdict
    signed_by: str
    earlier_ids: tuple[UUID, ...]
    answered_packet_ids: tuple[UUID, ...]
    history: tuple[StateLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What a node answers to whoever handed a parcel over."""

    parcel_id: UUID
    sha256: str
    was_known: bool
