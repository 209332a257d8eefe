"""Documents that the archive hears of: issued, registered, taken back."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.foundation.actors import Actor
from motcua.foundation.text import fold
from motcua.kernel.documents import api as documents
from motcua.kernel.organisation import api as organisation
from motcua.modules.office.incoming import api as incoming
from motcua.modules.office.outgoing import api as outgoing

from ..models import Record
from ..types import Source


def _search(*texts: str) -> str:
    return fold(" ".join(texts))


@transaction.atomic
def note_issued(*, actor: Actor, document_id: UUID, at: datetime) -> None:  # noqa: ARG001 - as every use case
    """Know an outgoing document, so that it can be filed and is missed until it is.

    Called again it writes the facts anew.
    """
    info = outgoing.issued_documents([document_id]).get(document_id)
    if info is None:
        return
    author = organisation.get_unit(info.unit_id).name
    kind = info.kind_name.split(" (")[0]
    Record.objects.update_or_create(
        source=Source.OUTGOING,
        document_id=document_id,
        defaults={
            "unit_id": info.unit_id,
            "keeper_unit_id": info.drafting_unit_id,
            "at": info.issued_at or at,
            "kind_name": kind,
            "number_symbol": info.number_symbol,
            "issued_on": info.signed_on,
            "author": author,
            "subject": info.subject,
            "answers_id": info.answers_id,
            "pages": info.pages,
            "taken_back": False,
            "search": _search(kind, info.number_symbol, info.subject),
            **_stored(info.file_id),
        },
    )


@transaction.atomic
def note_registered(*, actor: Actor, document_id: UUID, at: datetime) -> None:  # noqa: ARG001 - as every use case
    """Know an incoming document; called again, when it was routed, it writes the facts anew."""
    info = incoming.documents([document_id]).get(document_id)
    if info is None:
        return
    kind = info.kind_name.split(" (")[0]
    Record.objects.update_or_create(
        source=Source.INCOMING,
        document_id=document_id,
        defaults={
            "unit_id": info.unit_id,
            "keeper_unit_id": info.lead_unit_id or info.unit_id,
            "at": info.arrived_at,
            "kind_name": kind,
            "number_symbol": info.number_symbol,
            "issued_on": info.issued_on,
            "author": info.author,
            "subject": info.subject,
            "taken_back": info.state == incoming.State.TAKEN_BACK,
            "search": _search(kind, info.number_symbol, info.author, info.subject),
            **_stored(info.file_id),
        },
    )


@transaction.atomic
def note_taken_back(*, actor: Actor, document_id: UUID, at: datetime) -> None:  # noqa: ARG001 - as every use case
    """Miss a document no more that was recalled; where it lies in a file it stays."""
    Record.objects.filter(document_id=document_id).update(taken_back=True)


def _stored(file_id: UUID | None) -> dict[str, object]:
    if file_id is None:
        return {"stored_file_id": None, "sha256": "", "size": 0}
    info = documents.file_info([file_id])[file_id]
    return {"stored_file_id": file_id, "sha256": info.sha256, "size": info.size}
