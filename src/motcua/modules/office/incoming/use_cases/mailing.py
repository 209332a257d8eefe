"""Documents that come by e-mail: each letter once, whatever becomes of it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.foundation import events as house
from motcua.foundation.actors import Actor
from motcua.foundation.errors import DomainError, Unavailable
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
    source: bytes,
    at: datetime,
) -> UUID | None:
    """Lay a letter of the authority's mailbox on the clerk's desk; a second call changes nothing.

    The first PDF among its files is the document, else the first photo, else the letter itself as a
    paper. Each file passes the checks of every file; one that does not is named with the reason and
    left out. Of a letter that bears a mark of secrecy nothing is kept but its sender.

    Args:
        validity, number: By which the mailbox calls the letter.

    Returns:
        The id of the document; None where nothing was taken in.

    Raises:
        ScannerSilent: Its files cannot be checked now; the letter is not seen yet.

    Publishes:
        IncomingArrived

    Law:
        ND 30/2020, art. 21; L 29/2018
    """
    seen, is_new = _seen(mailbox, validity, number, unit_id=unit_id, at=at)
    if not is_new:
        return seen.document_id
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
    except Unavailable:
        raise
    except DomainError as error:
        seen.refused = str(error)
        seen.subject = "" if isinstance(error, SecretRefused) else seen.subject
        seen.save()
        return None
    seen.document = document
    seen.save()
    arrived = IncomingArrived(
        document_id=document.id, unit_id=document.unit_id, source=document.source
    )
    house.publish(arrived, by=actor, at=at, unit_id=document.unit_id)
    return document.id


@transaction.atomic
def refuse_mail(
    *,
    actor: Actor,  # noqa: ARG001 - as every use case
    unit_id: UUID,
    mailbox: str,
    validity: int,
    number: int,
    reason: str,
    at: datetime,
) -> None:
    """Note that a letter of the mailbox cannot be taken in, and why; it is not asked for again."""
    seen, is_new = _seen(mailbox, validity, number, unit_id=unit_id, at=at)
    if is_new:
        seen.refused = reason
        seen.save()


def _seen(
    mailbox: str, validity: int, number: int, *, unit_id: UUID, at: datetime
) -> tuple[Mail, bool]:
    return Mail.objects.select_for_update().get_or_create(
        mailbox=mailbox,
        validity=validity,
        number=number,
        defaults={"unit_id": unit_id, "message_id": "", "seen_at": at},
    )


def _taken(letter: Letter, unit_id: UUID, *, actor: Actor, at: datetime) -> Document:
    refuse_secrets(f"{letter.subject}\n{letter.text}")
    document = Document(
        unit_id=unit_id,
        source=Source.EMAIL,
        state_at=at,
        arrived_at=at,
        sender_address=letter.sender_address,
    )
    main = queries.main_file(letter.files)
    proposed = None
    for nth, (name, content) in enumerate(letter.files):
        try:
            if nth == main:
                proposed = keep_original(document, content, name, actor=actor, at=at)
                continue
            kept = files.store(content=content, filename=name, actor=actor, at=at)
        except (SecretRefused, Unavailable):
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
