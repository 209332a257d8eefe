"""Facts told to the house."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from motcua.foundation.events import Event


@dataclass(frozen=True, kw_only=True)
class BirthRegistered(Event, code="civil_registry.birth_registered", stream="entry_id"):
    """A birth was entered into the register."""

    entry_id: UUID
    dossier_code: str
    number: int
    year: int
    registered_on: date


@dataclass(frozen=True, kw_only=True)
class EntryAnnotated(Event, code="civil_registry.entry_annotated", stream="entry_id"):
    """A note was added beside an entry."""

    entry_id: UUID
    annotation_id: UUID
    basis: str
