"""Facts told to the house."""

from dataclasses import dataclass
from uuid import UUID

from motcua.foundation.events import Event


@dataclass(frozen=True, kw_only=True)
class ServiceRated(Event, code="ratings.service_rated", stream="submission_id"):
    """Somebody said how he was served."""

    submission_id: UUID
    dossier_code: str
    stars: int
