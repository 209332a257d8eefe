"""A person asks to read documents of the archive."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.foundation import events as house
from motcua.foundation.actors import Actor
from motcua.foundation.errors import Fault, NotPermitted
from motcua.foundation.time import local_date
from motcua.kernel.numbering import api as numbering

from .. import queries
from ..errors import NothingAsked, PurposeNotSaid, TooManyAsked
from ..events import ReadingAsked
from ..models import ReadingRequest, RequestedDocument
from ..types import MOST_DOCUMENTS, Listed, Purpose


@transaction.atomic
def ask_to_read(
    *,
    actor: Actor,
    record_ids: Sequence[UUID],
    purpose: Purpose,
    words: str,
    institution: str = "",
    at: datetime,
) -> tuple[UUID, ...]:
    """Ask to read documents of the catalogue; each authority gets a request of its own.

    Returns:
        The requests.

    Raises:
        NotPermitted: The actor is nobody who signed in.
        NothingAsked: None of the documents stands in the catalogue.
        TooManyAsked: More documents than one request holds.
        PurposeNotSaid: It does not say what for.

    Publishes:
        ReadingAsked

    Law:
        L 33/2024
    """
    if actor.person_id is None or actor.account_id is None:
        raise NotPermitted
    wanted = list(dict.fromkeys(record_ids))
    if len(wanted) > MOST_DOCUMENTS:
        raise TooManyAsked(most=MOST_DOCUMENTS)
    if not words.strip():
        raise PurposeNotSaid(faults=(Fault("words", str(PurposeNotSaid.message)),))
    by_unit: dict[UUID, list[Listed]] = {}
    for line in queries.listed(wanted).values():
        by_unit.setdefault(line.unit_id, []).append(line)
    if not by_unit:
        raise NothingAsked
    made = []
    for unit_id, lines in by_unit.items():
        request = ReadingRequest.objects.create(
            code=_code(at),
            unit_id=unit_id,
            person_id=actor.person_id,
            account_id=actor.account_id,
            reader_name=actor.name,
            purpose=purpose,
            words=words.strip(),
            institution=institution.strip(),
            asked_at=at,
        )
        RequestedDocument.objects.bulk_create(_asked(request, line) for line in lines)
        event = ReadingAsked(request_id=request.id, unit_id=unit_id, documents=len(lines))
        house.publish(event, by=actor, at=at, unit_id=unit_id)
        made.append(request.id)
    return tuple(made)


def _asked(request: ReadingRequest, line: Listed) -> RequestedDocument:
    return RequestedDocument(
        request=request,
        record_id=line.id,
        title=f"{line.kind_name} {line.subject}".strip(),
        number_symbol=line.number_symbol,
        issued_on=line.issued_on,
        author=line.author,
        is_open=line.is_open,
        stored_file_id=line.stored_file_id,
    )


def _code(at: datetime) -> str:
    year = f"{local_date(at):%Y}"
    return f"PD-{year}-{numbering.take(book='reading_room', period=year, at=at):05d}"
