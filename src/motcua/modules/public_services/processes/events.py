"""Facts told to the house."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from motcua.foundation.events import Event


@dataclass(frozen=True, kw_only=True)
class ProcessVersionPublished(Event, code="processes.version_published", stream="process_id"):
    """A process of the library has a new version from a day on."""

    process_id: UUID
    process_code: str
    number: int
    title: str
    effective_from: date
    note: str


@dataclass(frozen=True, kw_only=True)
class DraftDiscarded(Event, code="processes.draft_discarded", stream="process_id"):
    """Somebody threw a draft away."""

    process_id: UUID
    process_code: str


@dataclass(frozen=True, kw_only=True)
class ProceduresAssigned(Event, code="processes.procedures_assigned", stream="process_id"):
    """Procedures follow a process from a day on."""

    process_id: UUID
    process_code: str
    procedure_codes: tuple[str, ...]
    valid_from: date
    note: str


@dataclass(frozen=True, kw_only=True)
class ProceduresReleased(Event, code="processes.procedures_released", stream="process_id"):
    """Procedures no longer follow a process of the library from a day on."""

    process_id: UUID
    process_code: str
    procedure_codes: tuple[str, ...]
    valid_from: date
    note: str
