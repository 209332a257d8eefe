"""Every way to ask about ratings."""

from datetime import datetime
from uuid import UUID

from motcua.foundation.actors import Actor

from .models import Rating
from .types import RatingInfo

NOBODY = UUID(int=0)


def find_own(*, actor: Actor, code: str) -> RatingInfo | None:
    """Return what the actor said about his dossier."""
    own = Rating.objects.filter(dossier_code=code, person_id=actor.person_id or NOBODY)
    found = own.first()
    return found.to_info() if found else None


def list_of_unit(
    *, unit_id: UUID, start: datetime, end: datetime, after: str = "", limit: int = 50
) -> list[Rating]:
    """List the ratings of a unit by dossier code; without who gave them."""
    rows = Rating.objects.filter(unit_id=unit_id, rated_at__gte=start, rated_at__lt=end)
    return list(rows.filter(dossier_code__gt=after).order_by("dossier_code")[:limit])
