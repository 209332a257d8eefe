"""What the search finds of outgoing documents, and how it learns of a change."""

from typing import Protocol
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from motcua.foundation import actors
from motcua.foundation.events import Envelope, On
from motcua.kernel.documents import api as documents
from motcua.kernel.search import api as search

from . import events
from .queries import finding

HOUSE = actors.system("outgoing.search")
DOCUMENTS = search.Kind(
    code=finding.KIND,
    title=_("Outgoing documents"),
    readers=finding.readers,
    feed=finding.feed,
)


class OfDocument(Protocol):
    """An event that tells of a document."""

    @property
    def document_id(self) -> UUID: ...


def read(event: events.OutgoingIssued | events.ScanAdded, envelope: Envelope) -> None:
    """Make an issued document findable, and ask for the text of what goes with it."""
    for file_id in finding.files_to_read(event.document_id):
        documents.request_text(actor=HOUSE, file_id=file_id, at=envelope.at)
    _index([event.document_id])


def change(event: OfDocument, _envelope: Envelope) -> None:
    """Say anew what is found of a document, and by whom."""
    _index([event.document_id])


def add_text(event: documents.TextRead, _envelope: Envelope) -> None:
    """Add the text of a file to the documents that it belongs to."""
    _index(finding.with_file(event.file_id))


def _index(ids: list[UUID]) -> None:
    if ids:
        search.index(kind=finding.KIND, documents=finding.found(ids))


LISTENS = (
    On(events.OutgoingIssued, read),
    On(events.ScanAdded, read),
    On(events.OutgoingRecalled, change),
    On(events.OutgoingReplaced, change),
    On(events.ReceiversChanged, change),
    On(events.DeliveryChanged, change),
    On(documents.TextRead, add_text),
)
