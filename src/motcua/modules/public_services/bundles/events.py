"""Facts told to the house."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from motcua.foundation.events import Event


@dataclass(frozen=True, kw_only=True)
class PartBegun(Event, code="bundles.part_begun", stream="bundle_id"):
    """Another agency has got its part; its own clock runs."""

    bundle_id: UUID
    dossier_code: str
    part_id: UUID
    unit_id: UUID
    due_at: datetime


@dataclass(frozen=True, kw_only=True)
class PartEnded(Event, code="bundles.part_ended", stream="bundle_id"):
    """A part is done or refused; the others go on."""

    bundle_id: UUID
    dossier_code: str
    part_id: UUID
    person_id: UUID
    unit_id: UUID
    title: str
    is_refused: bool
    on_time: bool
    note: str


@dataclass(frozen=True, kw_only=True)
class BundleClosed(Event, code="bundles.closed", stream="bundle_id"):
    """Every part has ended."""

    bundle_id: UUID
    dossier_code: str


ALL = [PartBegun, PartEnded, BundleClosed]
