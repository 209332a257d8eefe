"""A reader is shown a page, with his name over it; each page is recorded before it is shown."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.foundation import events as house
from motcua.foundation.actors import Actor
from motcua.foundation.errors import NotFound
from motcua.foundation.time import local

from .. import queries
from ..errors import NotGranted
from ..events import CopyTaken
from ..models import View
from ..types import Shown


@transaction.atomic
def show_page(*, actor: Actor, document_id: UUID, page: int, at: datetime) -> Shown:
    """Record that the reader sees a page, and say with which mark it is drawn.

    Raises:
        RequestNotFound: No such document was asked for by the actor.
        NotGranted: It was not decided yet, or refused.
        ReadingOver: The time has passed.
        OnPaperOnly: There is no file of it any more, or never was one.
        NotFound: It has no such page.

    Law:
        L 33/2024
    """
    readable = queries.readable(actor=actor, document_id=document_id, at=at)
    if not 1 <= page <= readable.pages:
        raise NotFound
    return _record(readable, page=page, at=at)


@transaction.atomic
def save_copy(*, actor: Actor, document_id: UUID, at: datetime) -> Shown:
    """Record that the reader saves a marked copy, where he was allowed to.

    Raises:
        RequestNotFound: No such document was asked for by the actor.
        NotGranted: It was not granted, or only to be looked at.
        ReadingOver: The time has passed.
        OnPaperOnly: There is no file of it any more, or never was one.

    Publishes:
        CopyTaken

    Law:
        L 33/2024
    """
    readable = queries.readable(actor=actor, document_id=document_id, at=at)
    document = readable.document
    if not document.may_save:
        raise NotGranted
    request = document.request
    event = CopyTaken(request_id=request.id, record_id=document.record_id, unit_id=request.unit_id)
    house.publish(event, by=actor, at=at, unit_id=request.unit_id)
    return _record(readable, page=None, at=at)


def _record(readable: queries.Readable, *, page: int | None, at: datetime) -> Shown:
    document = readable.document
    request = document.request
    instant = f"{local(at):%H:%M:%S %d/%m/%Y}"
    mark = f"{request.reader_name} · {request.code} · {instant}"
    View.objects.create(document=document, page=page, seen_at=at, mark=mark)
    foot = _("For reading only. Reader: %(name)s. Request %(code)s. Shown at %(instant)s.") % {
        "name": request.reader_name,
        "code": request.code,
        "instant": instant,
    }
    return Shown(
        file_id=readable.file_id, page=page or 1, pages=readable.pages, mark=mark, foot=foot
    )
