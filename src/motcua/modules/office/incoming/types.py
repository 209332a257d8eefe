"""States and values of incoming documents."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class State(TextChoices):
    """Where an incoming document is in its life."""

    ARRIVED = "ARRIVED", _("To be registered")
    REGISTERED = "REGISTERED", _("To be routed")
    ROUTED = "ROUTED", _("With the head of the lead unit")
    HANDLING = "HANDLING", pgettext_lazy("incoming document", "Being handled")
    DONE = "DONE", pgettext_lazy("incoming document", "Done")
    REFUSED = "REFUSED", pgettext_lazy("incoming document", "Sent back to the sender")
    TAKEN_BACK = "TAKEN_BACK", pgettext_lazy("incoming document", "Taken back by the sender")


AT_WORK = (State.ROUTED, State.HANDLING)
OPEN = (State.ARRIVED, State.REGISTERED, *AT_WORK)


class Source(TextChoices):
    """How a document came in."""

    PACKET = "PACKET", _("By the exchange of documents")
    EMAIL = "EMAIL", _("By e-mail")
    UPLOAD = "UPLOAD", _("As a file or scan")
    PAPER = "PAPER", pgettext_lazy("incoming document", "On paper only")


class Urgency(TextChoices):
    """Degrees of urgency, as the mark on the document says."""

    NORMAL = "NORMAL", pgettext_lazy("urgency", "Ordinary")
    URGENT = "URGENT", pgettext_lazy("urgency", "Urgent")
    VERY_URGENT = "VERY_URGENT", pgettext_lazy("urgency", "Very urgent")
    EXPRESS = "EXPRESS", pgettext_lazy("urgency", "Express")


class Part(TextChoices):
    """What a unit has to do with a document."""

    LEAD = "LEAD", pgettext_lazy("incoming document", "Lead unit")
    SUPPORT = "SUPPORT", pgettext_lazy("incoming document", "Co-ordinating unit")


class Said(TextChoices):
    """Whose words stand on the slip."""

    ROUTER = "ROUTER", _("Opinion of the leader")
    HEAD = "HEAD", _("Opinion of the head of the unit")
    HANDLER = "HANDLER", _("Proposal of the handler")
    SUPPORT = "SUPPORT", _("Contribution of a co-ordinating unit")


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What is known of a document: proposed by the system, confirmed by the clerk.

    Attributes:
        kind: Code of the kind, empty where it is not known.
    """

    author: str = ""
    number_symbol: str = ""
    issued_on: date | None = None
    kind: str = ""
    subject: str = ""
    urgency: Urgency = Urgency.NORMAL
    signer_name: str = ""
    signer_position: str = ""
    due_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """An e-mail as it lay in the mailbox, opened.

    Attributes:
        message_id: As its sender's system calls it; made from its content where it has none.
        text: What stands in it, without the files.
        files: Name and content of each file, in the order of the letter.
    """

    message_id: str
    sender_name: str
    sender_address: str
    subject: str
    sent_at: datetime | None
    text: str
    files: tuple[tuple[str, bytes], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """A co-ordinating unit and its own deadline; None has that of the lead unit."""

    unit_id: UUID
    due_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomingInfo:
    """A registered document as other modules see it.

    Attributes:
        unit_id: The authority that received it.
        lead_unit_id: The unit that handles it; None before it is routed.
        file_id: The original; None of one on paper only.
    """

    id: UUID
    unit_id: UUID
    lead_unit_id: UUID | None
    arrival_number: int
    arrived_at: datetime
    author: str
    number_symbol: str
    issued_on: date | None
    kind: str
    kind_name: str
    subject: str
    file_id: UUID | None
    state: State
    due_at: datetime | None
    closed_at: datetime | None
