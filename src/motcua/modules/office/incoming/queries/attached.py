"""Files that came with a document."""

from collections.abc import Collection
from uuid import UUID

from motcua.foundation.ids import read_uuid

from ..models import Document


def attached_files(document_ids: Collection[UUID]) -> tuple[UUID, ...]:
    """Return the stored files that came with documents, the documents themselves apart."""
    rows = Document.objects.filter(id__in=list(document_ids)).values_list("attachments", flat=True)
    found = (read_uuid(each.get("file_id", "")) for row in rows for each in row)
    return tuple(each for each in found if each is not None)
