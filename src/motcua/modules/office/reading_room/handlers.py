"""Reactions to events: the catalogue follows the archive, people are told."""

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import override

from motcua.foundation import actors
from motcua.foundation.events import Envelope
from motcua.kernel.documents import api as documents
from motcua.kernel.identity import api as identity
from motcua.kernel.notifications import api as notifications
from motcua.kernel.search import api as search
from motcua.modules.office.archive import api as archive
from motcua.modules.office.incoming import api as incoming
from motcua.modules.office.outgoing import api as outgoing

from . import events, queries
from .models import ReadingRequest

HOUSE = actors.system("reading_room.handlers")
LANGUAGE = "vi"


def list_received(event: archive.FilesReceived, envelope: Envelope) -> None:
    """Put what an archive took over into the catalogue, and ask for its text where it is open."""
    for line in queries.listed_in(event.file_ids).values():
        if line.is_open and line.stored_file_id:
            documents.request_text(actor=HOUSE, file_id=line.stored_file_id, at=envelope.at)
    search.index(kind=queries.KIND, documents=queries.found(event.file_ids))


def add_text(event: documents.TextRead, _envelope: Envelope) -> None:
    """Add the text of a file to the catalogue."""
    records = queries.records_with(event.file_id)
    files = {each.file_id for each in queries.listed(records).values()}
    if files:
        search.index(kind=queries.KIND, documents=queries.found(files))


def forget(event: archive.FilesDestroyed, _envelope: Envelope) -> None:
    """Find no more, anywhere, what was destroyed."""
    keys = [str(each) for each in event.document_ids]
    for kind in (outgoing.FOUND_AS, incoming.FOUND_AS, queries.KIND):
        search.forget(kind=kind, keys=keys)
    for file_id in event.file_ids:
        gone = search.list_keys(kind=queries.KIND, facets={"in": (str(file_id),)})
        search.forget(kind=queries.KIND, keys=gone)


def tell_deciders(event: events.ReadingAsked, envelope: Envelope) -> None:
    """Tell whoever decides that somebody asks to read."""
    request = ReadingRequest.objects.get(id=event.request_id)
    ways = set(request.documents.values_list("is_open", flat=True))
    people = {
        person
        for is_open in ways
        for person in queries.deciders(event.unit_id, is_open=is_open, at=envelope.at)
    }
    with override(LANGUAGE):
        subject = _("%(name)s asks to read documents of the archive") % {
            "name": request.reader_name
        }
    _tell(identity.accounts_of(people).values(), request, subject=subject, envelope=envelope)


def _tell(
    account_ids: Iterable[UUID], request: ReadingRequest, *, subject: str, envelope: Envelope
) -> None:
    for account_id in account_ids:
        notifications.send(
            key=f"reading_room.asked:{request.id}:{account_id}",
            to_account_id=account_id,
            subject=subject,
            body=f"{request.code}: {request.words}",
            link=f"/workspace/reading-room/{request.id}/",
            at=envelope.at,
        )


def tell_reader(event: events.ReadingDecided, envelope: Envelope) -> None:
    """Tell the reader what was decided."""
    request = ReadingRequest.objects.get(id=event.request_id)
    with override(LANGUAGE):
        subject = _("Your request to read %(code)s was decided") % {"code": request.code}
        body = _("%(granted)s granted, %(refused)s refused.") % {
            "granted": event.granted,
            "refused": event.refused,
        }
    notifications.send(
        key=f"reading_room.decided:{envelope.event_id}",
        to_person_id=request.person_id,
        subject=subject,
        body=f"{body} {event.reason}".strip(),
        link=f"/reading-room/requests/{request.id}/",
        at=envelope.at,
    )
