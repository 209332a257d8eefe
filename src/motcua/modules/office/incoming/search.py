"""What the search finds of incoming documents, and how it learns of a change."""

from typing import Protocol
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from motcua.foundation import actors
from motcua.foundation.events import Envelope, On
from motcua.kernel.documents import api as documents
from motcua.kernel.search import api as search

from . import events
from .models import Document
from .queries import finding

HOUSE = actors.system("incoming.search")
DOCUMENTS = search.Kind(
    code=finding.KIND,
    title=_("Incoming documents"),
    readers=finding.readers,
    feed=finding.feed,
)


class OfDocument(Protocol):
    """An event that tells of a document."""

    @property
    def document_id(self) -> UUID: ...


def read(event: events.IncomingRegistered, envelope: Envelope) -> None:
    """Make a registered document findable, and ask for the text of its files."""
    for file_id in finding.files_of(Document.objects.get(id=event.document_id)):
        documents.request_text(actor=HOUSE, file_id=file_id, at=envelope.at)
    _index([event.document_id])


def change(event: OfDocument, _envelope: Envelope) -> None:
    """Say anew what is found of a document, and by whom."""
    _index([event.document_id])


def forget(event: events.IncomingTakenBack, _envelope: Envelope) -> None:
    """Find no more what its sender took back."""
    search.forget(kind=finding.KIND, keys=[str(event.document_id)])


def add_text(event: documents.TextRead, _envelope: Envelope) -> None:
    """Add the text of a file to the documents that it belongs to."""
    _index(finding.with_file(event.file_id))


def _index(ids: list[UUID]) -> None:
    if ids:
        search.index(kind=finding.KIND, documents=finding.found(ids))


LISTENS = (
    On(events.IncomingRegistered, read),
    On(events.IncomingRouted, change),
    On(events.IncomingGiven, change),
    On(events.IncomingNoted, change),
    On(events.IncomingClosed, change),
    On(events.IncomingTakenBack, forget),
    On(documents.TextRead, add_text),
)
