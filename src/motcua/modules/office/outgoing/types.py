"""States and values of outgoing documents."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import date, datetime
from typing import Any, Self
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class State(TextChoices):
    """Where an outgoing document is in its life."""

    DRAFT = "DRAFT", pgettext_lazy("document", "Draft")
    CONTENT_CHECK = "CONTENT_CHECK", _("With the head of the unit")
    FORM_CHECK = "FORM_CHECK", _("With the office for its form")
    APPROVAL = "APPROVAL", _("With the leader for signature")
    APPROVED = "APPROVED", _("Approved, to be issued")
    SIGNING = "SIGNING", _("Numbered, being signed and sealed")
    ISSUED = "ISSUED", pgettext_lazy("document", "Issued")
    RECALLED = "RECALLED", pgettext_lazy("document", "Recalled")
    REPLACED = "REPLACED", pgettext_lazy("document", "Replaced by another document")
    CANCELLED = "CANCELLED", _("Number cancelled")
    DISCARDED = "DISCARDED", pgettext_lazy("document", "Discarded")


IN_WORK = (
    State.DRAFT,
    State.CONTENT_CHECK,
    State.FORM_CHECK,
    State.APPROVAL,
    State.APPROVED,
    State.SIGNING,
)
MOST_ANNEXES = 10
NUMBERED = (State.SIGNING, State.ISSUED, State.RECALLED, State.REPLACED, State.CANCELLED)
OUT = (State.ISSUED, State.RECALLED, State.REPLACED)


class Medium(TextChoices):
    """How the original is made."""

    DIGITAL = "DIGITAL", _("Signed digitally")
    PAPER = "PAPER", _("Signed by hand on paper")


class Urgency(TextChoices):
    """Degrees of urgency; each has its mark on the paper."""

    NORMAL = "NORMAL", pgettext_lazy("urgency", "Ordinary")
    URGENT = "URGENT", pgettext_lazy("urgency", "Urgent")
    VERY_URGENT = "VERY_URGENT", pgettext_lazy("urgency", "Very urgent")
    EXPRESS = "EXPRESS", pgettext_lazy("urgency", "Express")


class Circulation(TextChoices):
    """How far a document may go; each has its mark on the paper."""

    OPEN = "OPEN", _("No restriction")
    INTERNAL = "INTERNAL", _("For internal use")
    RETURN = "RETURN", _("To be returned after reading")


class CopyForm(TextChoices):
    """The three forms of a copy."""

    FULL = "FULL", pgettext_lazy("copy", "Copy of the original")
    OF_COPY = "OF_COPY", pgettext_lazy("copy", "Copy of a copy")
    EXTRACT = "EXTRACT", pgettext_lazy("copy", "Extract")


class Way(TextChoices):
    """How a receiver gets the document."""

    EXCHANGE = "EXCHANGE", _("By the exchange of documents")
    INTERNAL = "INTERNAL", _("Within this installation")
    PAPER = "PAPER", _("On paper")


class Delivery(TextChoices):
    """How far a document has come on its way to a receiver."""

    WAITING = "WAITING", pgettext_lazy("delivery", "Not sent yet")
    SENT = "SENT", pgettext_lazy("delivery", "Sent")
    ARRIVED = "ARRIVED", pgettext_lazy("delivery", "Arrived")
    REFUSED = "REFUSED", pgettext_lazy("delivery", "Refused")
    RECEIVED = "RECEIVED", pgettext_lazy("delivery", "Received")
    ASSIGNED = "ASSIGNED", pgettext_lazy("delivery", "Assigned")
    HANDLING = "HANDLING", pgettext_lazy("delivery", "Being handled")
    DONE = "DONE", pgettext_lazy("delivery", "Done")
    TAKEN_BACK = "TAKEN_BACK", pgettext_lazy("delivery", "Taken back")
    KEPT = "KEPT", pgettext_lazy("delivery", "Not given back")
    FAILED = "FAILED", pgettext_lazy("delivery", "Not delivered")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of document, as the decree lists them.

    Attributes:
        abbreviation: What stands in the symbol; a letter and a letter of thanks have none.
        form: The model form of annex III.
        valid_from, valid_to: When the list held; the end excluded, None while it holds.
    """

    code: str
    name: str
    abbreviation: str
    form: str
    valid_from: date
    valid_to: date | None = None
    source: str = ""

    def is_in_force(self, on: date) -> bool:
        """Tell whether documents of that kind may be made on a day."""
        return self.valid_from <= on and (self.valid_to is None or on < self.valid_to)


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What a drafter writes; every save is a version of it.

    Attributes:
        body: One paragraph a line; headings and tables are told by how a line begins.
        recipients: The lines under “Nơi nhận”, without the last one, which names the file.
        drafter_mark: Initials of the drafter, before the number of copies.
        annexes: Appendices that are files of their own; they are signed and sent with it.
    """

    kind: str
    subject: str = ""
    addressees: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()
    body: str = ""
    recipients: tuple[str, ...] = ()
    appendices: tuple["Appendix", ...] = ()
    urgency: Urgency = Urgency.NORMAL
    circulation: Circulation = Circulation.OPEN
    drafter_mark: str = ""
    copies: int = 0
    show_contact: bool = False
    annexes: tuple["AnnexFile", ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the content as stored."""
        return asdict(self) | {"urgency": self.urgency.value, "circulation": self.circulation.value}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """Return the content that :meth:`to_json` wrote."""
        known = {each.name for each in fields(cls)}
        values = {name: value for name, value in stored.items() if name in known}
        for name in ("addressees", "bases", "recipients"):
            values[name] = tuple(values.get(name, ()))
        values["appendices"] = tuple(Appendix(**each) for each in values.get("appendices", ()))
        values["annexes"] = tuple(AnnexFile(**each) for each in values.get("annexes", ()))
        values["urgency"] = Urgency(values.get("urgency", Urgency.NORMAL))
        values["circulation"] = Circulation(values.get("circulation", Circulation.OPEN))
        return cls(**values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Appendix:
    """A part that follows the document in the same file, with its own page numbers."""

    title: str
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnexFile:
    """An appendix that is a file of its own: a PDF, as the drafter gave it.

    Attributes:
        file_id: As text, for it is kept in JSON.
        sha256: So that versions tell apart files of one name.
    """

    title: str
    filename: str
    file_id: str
    sha256: str
    pages: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentInfo:
    """An issued document as other modules see it.

    Attributes:
        number: Within its register and year.
        symbol: What follows the number, such as ``UBND-VX``.
        number_symbol: Both, as printed: ``05/UBND-VX``.
        kind: Code of the kind.
        signed_on: The day that stands on the document.
        file_id: The signed original; None of one on paper that is not scanned yet.
    """

    id: UUID
    unit_id: UUID
    drafting_unit_id: UUID
    number: int
    symbol: str
    number_symbol: str
    kind: str
    kind_name: str
    subject: str
    signed_on: date
    signer: str
    file_id: UUID | None
    pages: int
    state: State
    issued_at: datetime | None
    answers_id: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """Somebody to whom a document goes: an agency by its code, a unit of the house, or a name."""

    name: str
    way: Way = Way.PAPER
    agency_code: str = ""
    unit_id: UUID | None = None
    copies: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something that the layout of a document has other than the decree.

    Attributes:
        cell: Which part of the layout, by the decree's number; empty for the page.
        rule: What the decree asks for.
        found: What stands there instead.
    """

    cell: str
    part: str
    rule: str
    found: str
    weight: str = "FAULT"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A line of a body, told by how it begins."""

    type: str
    text: str = ""
    number: str = ""
    rows: tuple[tuple[str, ...], ...] = field(default=())
