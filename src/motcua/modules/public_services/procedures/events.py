"""Facts told to the house."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from motcua.foundation.events import Event


@dataclass(frozen=True, kw_only=True)
class ProcedureVersionPublished(Event, code="procedures.version_published", stream="procedure_id"):
    """From ``effective_from`` on, the procedure is what this version says."""

    procedure_id: UUID
    version_id: UUID
    procedure_code: str
    number: int
    effective_from: date


@dataclass(frozen=True, kw_only=True)
class CatalogueImported(Event, code="procedures.catalogue_imported", stream="catalogue"):
    """A file was imported as a whole."""

    catalogue: str
    filename: str
    effective_from: date
    added: int
    changed: int
    unchanged: int


@dataclass(frozen=True, kw_only=True)
class ProcedurePublished(Event, code="procedures.procedure_published", stream="procedure_id"):
    """One procedure was published by a decision, not by an import: its process may have changed."""

    procedure_id: UUID
    procedure_code: str
    effective_from: date
    decision_no: str
    origin: str


@dataclass(frozen=True, kw_only=True)
class DraftSaved(Event, code="procedures.draft_saved", stream="procedure_id"):
    """Somebody changed the draft of the next version; ``parts`` are legal, plain or both."""

    procedure_id: UUID
    procedure_code: str
    parts: str


@dataclass(frozen=True, kw_only=True)
class DraftDiscarded(Event, code="procedures.draft_discarded", stream="procedure_id"):
    """The draft of the next version was thrown away."""

    procedure_id: UUID
    procedure_code: str


@dataclass(frozen=True, kw_only=True)
class PlainTextWritten(Event, code="procedures.plain_text_written", stream="procedure_id"):
    """A version in force has a new plain text."""

    procedure_id: UUID
    procedure_code: str
    version_number: int


@dataclass(frozen=True, kw_only=True)
class OverrideChanged(Event, code="procedures.override_changed", stream="procedure_id"):
    """A ward says something of its own of a procedure, or no longer does."""

    procedure_id: UUID
    procedure_code: str
    unit_id: UUID
    ended: bool = False


@dataclass(frozen=True, kw_only=True)
class ShorteningProposed(Event, code="procedures.shortening_proposed", stream="procedure_id"):
    """Somebody proposes to shorten a procedure."""

    procedure_id: UUID
    procedure_code: str
    proposal: int
    limit_before: str
    limit_after: str


@dataclass(frozen=True, kw_only=True)
class ShorteningDecided(Event, code="procedures.shortening_decided", stream="procedure_id"):
    """A proposal was approved, rejected or taken back: ``state``."""

    procedure_id: UUID
    procedure_code: str
    proposal: int
    state: str
