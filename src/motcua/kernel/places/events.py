"""What happens to administrative areas."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from motcua.foundation.events import Event


@dataclass(frozen=True, kw_only=True)
class AreaCreated(Event, code="places.area_created", stream="area_id"):
    """An area entered the catalogue."""

    area_id: UUID
    area_code: str
    name: str
    valid_from: date
    valid_to: date | None = None


@dataclass(frozen=True, kw_only=True)
class BoundaryDrawn(Event, code="places.boundary_drawn", stream="area_id"):
    """An area was drawn on the map anew."""

    area_id: UUID
    valid_from: date
    source: str
