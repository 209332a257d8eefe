"""What is filled in, sent and promised."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Any
from uuid import UUID

from motcua.foundation.errors import Fault

from .states import Channel, KnownState, ResultWay


@dataclass(frozen=True, slots=True, kw_only=True)
class PostalAddress:
    """Where the post brings a result; its names are kept as they were on that day."""

    recipient: str = ""
    phone: str = ""
    street: str = ""
    ward: str = ""
    province: str = ""

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> "PostalAddress":
        """Return what was kept, or typed, without spaces around it."""
        names = (each.name for each in fields(cls))
        return cls(**{name: str(kept.get(name, "")).strip() for name in names})

    @property
    def line(self) -> str:
        """The address in one line, as on an envelope."""
        return ", ".join(part for part in (self.street, self.ward, self.province) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftInfo:
    """A draft as its pages need it."""

    id: UUID
    procedure_code: str
    version_id: UUID
    person_id: UUID | None
    unit_id: UUID | None
    cases: tuple[str, ...]
    data: Mapping[str, Any]
    channel: Channel
    result_way: ResultWay
    updated_at: datetime
    submission_code: str
    mandate_id: UUID | None = None
    postal: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What the applicant holds after sending: the code for life and when it came in."""

    submission_id: UUID
    code: str
    submitted_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance:
    """Form 01: the code, the promise, and the number of the form."""

    submission_id: UUID
    code: str
    due_at: datetime
    form_number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownPaper:
    """A paper of a person that the administration holds already.

    Attributes:
        source: Which provider knows it; with ``record`` it finds the same paper again.
        issued_at: When it was issued; of a paper that somebody handed in, when it came.
        dated: ``issued_at`` is the paper's own date, so that its validity can be counted.
        why: What is wrong with one that is not valid, in plain words.
    """

    source: str
    record: str
    title: str
    number: str
    issuer: str
    issued_at: datetime
    dated: bool
    file_id: UUID
    sha256: str
    state: KnownState = KnownState.VALID
    why: str = ""

    @property
    def is_valid(self) -> bool:
        return self.state is KnownState.VALID


@dataclass(frozen=True, slots=True, kw_only=True)
class PartOfAnother:
    """A part of a form that another person fills in.

    Attributes:
        key: Root of the paths of its answers.
        answers: What he said, once he confirmed it.
        faults: What still is to be done before the dossier can be sent.
        href: The page on which he is invited.
        tone: Of ``state``: waiting, good or warn.
    """

    key: str
    title: str
    href: str
    state: str
    tone: str
    name: str = ""
    answers: Mapping[str, Any] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """Something that waits for a person on his page of dossiers."""

    title: str
    text: str
    href: str
    label: str
