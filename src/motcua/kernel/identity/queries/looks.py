"""Who looked at whose data."""

from uuid import UUID

from django.db.models import QuerySet

from ..models import AccessRecord


def list_looks_at(person_id: UUID | None) -> QuerySet[AccessRecord]:
    """List every look at a person's data, the latest first; none if he is nobody."""
    found = (
        AccessRecord.objects.filter(person_id=person_id)
        if person_id
        else AccessRecord.objects.none()
    )
    return found.order_by("-at", "-id")
