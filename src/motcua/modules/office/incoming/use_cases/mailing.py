"""Documents that come by e-mail: each letter once, whatever becomes of it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.foundation import events as house
from motcua.foundation.actors import Actor
from motcua.foundation.errors import DomainError
from motcua.kernel.documents import api as files

from .. import queries, rules
from ..errors import SecretRefused
from ..events import IncomingArrived
from ..models import Document, Mail
from ..types import Letter, Source
from .common import describe
from .originals import keep_original, refuse_secrets


@transaction.atomic
def receive_mail(
    *,
    actor: Actor,
    unit_id: UUID,
    mailbox: str,
    validity: int,
    number: int,
    source: bytes | None,
    at: datetime,
) -> UUID | None:
    """Lay a letter of the authority's mailbox on the clerk's desk; a second call changes nothing.

    The first PDF or photo among its files is the document, else the letter itself as a paper. Each
    file passes the checks of every file; one that does not is named with the reason and left out.
    A letter that bears a mark of secrecy is noted and not kept.

    Args:
        validity, number: By which the mailbox calls the letter.
        source: None of a letter that is larger than may be.

    Returns:
        The id of the document; None where nothing was taken in.

    Publishes:
        IncomingArrived

    Law:
        ND 30/2020, art. 21; L 29/2018
    """
    seen, is_new = Mail.objects.select_for_update().get_or_create(
        mailbox=mailbox,
        validity=validity,
        number=number,
        defaults={"unit_id": unit_id, "message_id": "", "seen_at": at},
    )
    if not is_new:
        return seen.document_id
    if source is None:
        return _refuse(seen, _("The letter is larger than may be. Ask for it on another way."))
    letter = rules.open_letter(source)
    seen.message_id, seen.subject = letter.message_id, letter.subject[:500]
    seen.sender = f"{letter.sender_name} <{letter.sender_address}>"[:500]
    known = Mail.objects.filter(
        unit_id=unit_id, message_id=letter.message_id, document__isnull=False
    ).first()
    if known is not None:  # the same letter in another folder, or sent again
        seen.save()
        return known.document_id
    try:
        with transaction.atomic():
            document = _taken(letter, unit_id, actor=actor, at=at)
    except DomainError as error:
        return _refuse(seen, str(error))
    seen.document = document
    seen.save()
    arrived = IncomingArrived(
        document_id=document.id, unit_id=document.unit_id, source=document.source
    )
    house.publish(arrived, by=actor, at=at, unit_id=document.unit_id)
    return document.id


def _refuse(seen: Mail, reason: str) -> None:
    seen.refused = reason
    seen.save()


def _taken(letter: Letter, unit_id: UUID, *, actor: Actor, at: datetime) -> Document:
    refuse_secrets(f"{letter.subject}\n{letter.text}")
    document = Document(
        unit_id=unit_id,
        source=Source.EMAIL,
        state_at=at,
        arrived_at=at,
        sender_address=letter.sender_address,
    )
    proposed = None
    for name, content in letter.files:
        try:
            if proposed is None and queries.may_be_original(content):
                proposed = keep_original(document, content, name, actor=actor, at=at)
                continue
            kept = files.store(content=content, filename=name, actor=actor, at=at)
        except SecretRefused:
            raise
        except DomainError as error:
            document.attachments.append({"file_id": "", "filename": name, "withheld": str(error)})
        else:
            document.attachments.append({"file_id": str(kept.id), "filename": kept.filename})
    if proposed is None:
        drawn = queries.draw_letter(letter, at=at)
        keep_original(document, drawn, "thu-dien-tu.pdf", actor=actor, at=at)
    describe(document, queries.of_letter(letter, proposed))
    document.save(force_insert=True)
    return document
