"""The original of a document: kept as it came, read, and proposed to the clerk."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.foundation import events as house
from motcua.foundation.actors import Actor
from motcua.foundation.ids import read_uuid
from motcua.kernel.documents import api as files
from motcua.kernel.exchange import api as exchange

from .. import queries, rules
from ..errors import NotAPdf, SecretRefused
from ..events import IncomingRefused
from ..models import Document
from ..types import Metadata, State
from .common import describe, report, set_state


def refuse_secrets(text: str) -> None:
    """Refuse a text that bears a mark of secrecy.

    Raises:
        SecretRefused: It does.
    """
    if mark := rules.mark_of_secrecy(text):
        raise SecretRefused(mark=mark)


def keep_original(
    document: Document, content: bytes, filename: str, *, actor: Actor, at: datetime
) -> Metadata:
    """Store the original of a document and return what its text says; the row is not saved.

    A photo becomes a PDF of one page. Of a scan the letters are asked for; they come later.

    Raises:
        NotAPdf: The file is neither a PDF nor a photo.
        SecretRefused: It bears a mark of secrecy.
        FileRefused: The file may not be kept.
    """
    content, filename = queries.as_pdf(content, filename)
    text, document.pages = queries.read_pdf(content)
    refuse_secrets(text)
    stored = files.store(content=content, filename=filename, actor=actor, at=at)
    if stored.media_type != files.MediaType.PDF:
        raise NotAPdf
    document.file_id, document.sha256 = stored.id, stored.sha256
    files.request_text(actor=actor, file_id=stored.id, at=at)
    return rules.read_layout(text, queries.kind_names())


@transaction.atomic
def propose_metadata(*, actor: Actor, file_id: UUID, at: datetime) -> int:
    """Write what was recognised on a scan into the documents on the clerk's desk that have it.

    What is known already stays. A scan that turns out to bear a mark of secrecy is sent back, and
    its files are destroyed.

    Returns:
        How many documents were proposed something or sent back.

    Publishes:
        IncomingRefused

    Law:
        ND 30/2020, art. 21; L 29/2018
    """
    read = files.read_text(file_id)
    rows = Document.objects.select_for_update().filter(file_id=file_id, state=State.ARRIVED)
    done = 0
    for document in rows:
        mark = rules.mark_of_secrecy(read.head) or rules.mark_of_secrecy(read.text)
        if mark:
            _refuse_secret(document, mark, actor=actor, at=at)
        elif read.recognised:
            known = queries.metadata_of(document)
            describe(document, _filled(known, rules.read_layout(read.head, queries.kind_names())))
            document.save()
        else:
            continue
        done += 1
    return done


def _filled(known: Metadata, read: Metadata) -> Metadata:
    """Return what is known, and what was read where nothing is."""
    empty = Metadata()
    names = ("author", "number_symbol", "issued_on", "kind", "subject", "urgency")
    return replace(
        known,
        **{
            name: getattr(read, name)
            for name in names
            if getattr(known, name) == getattr(empty, name)
        },
    )


def _refuse_secret(document: Document, mark: str, *, actor: Actor, at: datetime) -> None:
    reason = str(SecretRefused(mark=mark))
    kept = [document.file_id, *(read_uuid(each["file_id"]) for each in document.attachments)]
    files.erase_files(actor=actor, file_ids=[each for each in kept if each], reason=reason, at=at)
    document.file_id, document.sha256, document.attachments = None, "", []
    document.closed_at, document.end_note = at, reason
    describe(document, Metadata())
    set_state(document, State.REFUSED, at=at)
    document.save()
    report(document, exchange.PacketState.REFUSED, actor=actor, at=at, reason=reason)
    refused = IncomingRefused(document_id=document.id, unit_id=document.unit_id, reason=reason)
    house.publish(refused, by=actor, at=at, unit_id=document.unit_id)
