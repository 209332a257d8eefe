"""What a reader may read now."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from motcua.foundation.actors import Actor
from motcua.foundation.time import local
from motcua.kernel.documents import api as documents

from ..errors import NotGranted, OnPaperOnly, ReadingOver, RequestNotFound
from ..models import ReadingRequest, RequestedDocument
from ..types import ItemState
from .catalogue import listed


@dataclass(frozen=True, slots=True, kw_only=True)
class Readable:
    """A document that the actor may read now, and its file."""

    document: RequestedDocument
    file_id: UUID
    pages: int


def readable(*, actor: Actor, document_id: UUID, at: datetime) -> Readable:
    """Return a document that the actor may read at an instant.

    Whether it is still in the archive is asked each time: what was destroyed or taken back since
    is not shown, whatever was granted.

    Raises:
        RequestNotFound: No such document was asked for by the actor.
        NotGranted: It was not decided yet, or refused.
        ReadingOver: The time has passed.
        OnPaperOnly: There is no file of it any more, or never was one.
    """
    own = ReadingRequest.objects.of(actor)
    rows = RequestedDocument.objects.select_related("request")
    document = rows.filter(id=document_id, request__in=own).first()
    if document is None:
        raise RequestNotFound
    if document.state != ItemState.GRANTED or document.until is None:
        raise NotGranted
    if not document.may_be_read(at):
        raise ReadingOver(until=f"{local(document.until):%H:%M %d/%m/%Y}")
    line = listed([document.record_id]).get(document.record_id)
    if line is None or line.stored_file_id is None:
        raise OnPaperOnly
    pages = documents.count_pages(line.stored_file_id)
    return Readable(document=document, file_id=line.stored_file_id, pages=pages)
