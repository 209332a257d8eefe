"""What lies on desks, with what it says."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db.models import F, QuerySet

from ..models import Document, Version
from ..types import Content, State


def came_back(rows: QuerySet[Document]) -> QuerySet[Document]:
    """Keep the drafts that were on their way and came back to be mended."""
    return rows.filter(state=State.DRAFT, state_at__gt=F("created_at"))


def contents_of(documents: Sequence[Document]) -> Mapping[UUID, Content]:
    """Return what the present versions of documents say; one query."""
    rows = Version.objects.filter(
        document_id__in=[each.id for each in documents], number=F("document__version")
    )
    return {row.document_id: Content.from_json(row.content) for row in rows}
