"""What happened, and the evidence of it."""

from uuid import UUID

from django.db.models import QuerySet

from motcua.foundation.errors import NotFound
from motcua.foundation.ids import read_uuid

from ..models import Enrolment, Entry, Item


def list_entries(thing: Item | Enrolment) -> QuerySet[Entry]:
    """List what happened to a line of a plan or to a ward with a model, the newest first."""
    return thing.entries.order_by("-at", "-id")


def evidence_file(thing: Item | Enrolment, entry_id: UUID, number: int) -> UUID:
    """Return the file that stands at a place of an entry, counted from 1.

    Raises:
        NotFound: There is none.
    """
    entry = thing.entries.filter(id=entry_id).first()
    if entry is None or not 1 <= number <= len(entry.files):
        raise NotFound
    file_id = read_uuid(entry.files[number - 1]["file_id"])
    if file_id is None:
        raise NotFound
    return file_id
