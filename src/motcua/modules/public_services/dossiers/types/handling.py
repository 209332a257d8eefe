"""What officials do with a dossier: ask, draft, sign, stop, enter into the book."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from .states import Settlement, StopGround


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingItem:
    """A paper (or a thing, with an empty key) to be supplemented, and why."""

    key: str
    name: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftField:
    """A thing that the specialist fills in for the result."""

    name: str
    label: Any
    kind: str = "text"  # text, textarea, select
    required: bool = True
    options: tuple[tuple[str, Any], ...] = ()
    hint: Any = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierFacts:
    """What a result maker may know of a dossier."""

    code: str
    submission_id: UUID
    procedure_code: str
    procedure_title: str
    result_title: str
    unit_id: UUID
    unit_code: str
    unit_name: str
    person_id: UUID
    person_name: str
    data: Mapping[str, Any]
    accepted_at: datetime
    handled_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """Who approves a result, in which post, and when."""

    signer_name: str
    signer_title: str
    authority_line: str
    on_behalf: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Apology:
    """What form 04 says: why the promise is not kept, who caused it, the new date.

    ``at_fault`` names another agency that caused it; empty if it is the authority itself.
    """

    reason: str
    due_at: datetime
    at_fault: str = ""
    contact: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StopPlan:
    """Why a dossier is stopped, and what becomes of the money."""

    ground: StopGround
    reason: str
    legal_basis: str = ""
    settlement: Settlement = Settlement.NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperPlan:
    """A paper decided upon but not yet drawn.

    Attributes:
        template: Path of the typst file, relative to the package ``motcua``.
        data: JSON values for the template, without those that every paper has.
    """

    kind: str
    title: str
    number: str
    template: str
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterLine:
    """A line of form 07."""

    serial: int
    code: str
    procedure: str
    applicant: str
    contact: str
    received_at: datetime
    due_at: datetime
    result_at: datetime | None
    returned_at: datetime | None
    result_way: str
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """What another module shows on an official's page of a dossier.

    Attributes:
        anchor: The id of the panel in the page.
        template: Its template, which sees ``context`` and nothing else.
        place: ``top`` (a warning), ``main`` or ``aside``.
        count: A figure beside its title, None without one.
    """

    anchor: str
    title: Any
    template: str
    context: Mapping[str, Any] = field(default_factory=dict)
    place: str = "main"
    order: int = 100
    count: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedView:
    """A way of looking at the inbox under a name; ``query`` is that of its address."""

    name: str
    query: str
    is_default: bool = False
    is_shared: bool = False
