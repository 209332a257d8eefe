"""Every way to ask about ratings."""

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q

from motcua.foundation.actors import Actor

from .models import Rating
from .types import SATISFIED_FROM, RatingInfo

NOBODY = UUID(int=0)


def find_own(*, actor: Actor, code: str) -> RatingInfo | None:
    """Return what the actor said about his dossier."""
    own = Rating.objects.filter(dossier_code=code, person_id=actor.person_id or NOBODY)
    found = own.first()
    return found.to_info() if found else None


def measure_satisfied(
    *, unit_ids: Collection[UUID], start: datetime, end: datetime
) -> Mapping[UUID, tuple[int, int]]:
    """Return, by unit, how many were satisfied and how many rated; one query."""
    rows = Rating.objects.filter(unit_id__in=list(unit_ids), rated_at__gte=start, rated_at__lt=end)
    satisfied = Count("id", filter=Q(stars__gte=SATISFIED_FROM))
    counts = rows.values("unit_id").annotate(all=Count("id"), satisfied=satisfied)
    return {row["unit_id"]: (row["satisfied"], row["all"]) for row in counts.order_by("unit_id")}


def list_of_unit(
    *, unit_id: UUID, start: datetime, end: datetime, after: str = "", limit: int = 50
) -> list[Rating]:
    """List the ratings of a unit by dossier code; without who gave them."""
    rows = Rating.objects.filter(unit_id=unit_id, rated_at__gte=start, rated_at__lt=end)
    return list(rows.filter(dossier_code__gt=after).order_by("dossier_code")[:limit])
