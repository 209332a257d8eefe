"""Who looked at whose data."""

from uuid import UUID

from django.db.models import QuerySet

from ..models import AccessRecord


def list_looks_at(person_id: UUID) -> QuerySet[AccessRecord]:
    """List every look at a person's data, the latest first."""
    return AccessRecord.objects.filter(person_id=person_id).order_by("-at", "-id")
