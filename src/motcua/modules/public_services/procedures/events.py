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
