"""Background jobs: numbered documents are drawn, signed by the leader, sealed by the agency."""

import logging
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from motcua.foundation import actors
from motcua.foundation.actors import Actor, ActorKind
from motcua.foundation.errors import DomainError
from motcua.kernel.documents import api as documents
from motcua.kernel.organisation import api as organisation
from motcua.kernel.signatures import api as signatures

from . import queries, use_cases
from .models import Copy, Document
from .types import CopyForm, State

logger = logging.getLogger(__name__)
HOUSE = actors.system("outgoing.sign_pending")
LEASE = timedelta(minutes=2)


def sign_waiting() -> None:
    """Sign what waits; the schedule's door to :func:`sign_pending`."""
    sign_pending()


def sign_pending(limit: int = 100) -> int:
    """Draw, sign and seal the numbered documents that wait; return how many are out.

    Outside any transaction: signing asks other systems. What cannot be signed now keeps its
    number and is tried again later.
    """
    done = 0
    for _attempt in range(limit):
        document = _claim()
        if document is None:
            break
        done += _sign(document)
    return done


def _claim() -> Document | None:
    """Return a document that waits for its keys and keep other workers off it for a while."""
    now = timezone.now()
    with transaction.atomic():
        waiting = Document.objects.select_for_update(skip_locked=True).filter(
            state=State.SIGNING, retry_at__lte=now
        )
        document = waiting.order_by("retry_at").first()
        if document is not None:
            document.retry_at = now + LEASE
            document.save(update_fields=["retry_at"])
    return document


def _sign(document: Document) -> bool:
    try:
        content, pages = draw_and_sign(document)
        stored = documents.store(
            content=content,
            filename=f"{document.number_symbol.replace('/', '-')}.pdf",
            actor=HOUSE,
            at=timezone.now(),
        )
        use_cases.record_signed(
            actor=HOUSE,
            document_id=document.id,
            file_id=stored.id,
            pages=pages,
            at=timezone.now(),
        )
    except (DomainError, OSError) as error:
        logger.warning("%s was not signed: %s", document.number_symbol, error)
        return _failed(document, str(error))
    except Exception as error:  # whatever it was, this one is tried again and the others go on
        logger.exception("%s was not signed", document.number_symbol)
        return _failed(document, repr(error))
    return True


def _failed(document: Document, error: str) -> bool:
    now = timezone.now()
    try:
        use_cases.note_signing_failure(actor=HOUSE, document_id=document.id, error=error, at=now)
    except DomainError:  # cancelled, or another worker was faster
        logger.info("%s waits no longer", document.number_symbol)
    return False


def _whose(name: str, account_id: object) -> Actor:
    """Return the actor under whose name the job does what that person decided."""
    return Actor(kind=ActorKind.SYSTEM, name=name, account_id=account_id)  # type: ignore[arg-type] # a nullable column


def draw_and_sign(document: Document) -> tuple[bytes, int]:
    """Return the original with the leader's signature and the agency's seal, and its pages."""
    content = queries.content_of(document, document.approved_version)
    drawn = queries.draw(document, content, at=document.numbered_at or timezone.now())
    unit = organisation.get_unit(document.unit_id)
    lines = document.signer_lines
    reason = document.number_symbol
    signed = signatures.sign_as_person(
        pdf=drawn,
        person=signatures.SignerRef(
            role=signatures.Role.PERSON,
            holder_id=document.signer_person_id or document.id,
            name=document.signer_name,
            title=lines.get("title", ""),
            organisation=unit.name,
            on_behalf=lines.get("on_behalf", "").split(" ")[0],
        ),
        reason=reason,
        actor=_whose(document.signer_name, document.signer_account_id),
        at=timezone.now(),
    )
    sealed = signatures.seal_as_organisation(
        pdf=signed.pdf,
        organisation=signatures.SignerRef(
            role=signatures.Role.ORGANISATION, holder_id=unit.id, name=unit.name
        ),
        reason=reason,
        actor=_whose(document.issuer_name, document.issuer_account_id),
        at=timezone.now(),
    )
    return sealed.pdf, queries.count_pages(drawn)


def certify_waiting() -> None:
    """Draw and certify the copies that wait."""
    for _attempt in range(20):
        copy = _claim_copy()
        if copy is None:
            return
        _certify(copy)


def _claim_copy() -> Copy | None:
    now = timezone.now()
    with transaction.atomic():
        waiting = Copy.objects.select_for_update(skip_locked=True, of=("self",)).filter(
            file_id=None, retry_at__lte=now
        )
        copy = waiting.select_related("document").order_by("retry_at").first()
        if copy is not None:
            copy.retry_at = now + LEASE
            copy.save(update_fields=["retry_at"])
    return copy


def _certify(copy: Copy) -> None:
    now = timezone.now()
    try:
        drawn = _copied(copy)
        unit = organisation.get_unit(copy.unit_id)
        marked = signatures.mark_copy(
            pdf=drawn,
            organisation=signatures.SignerRef(
                role=signatures.Role.ORGANISATION, holder_id=unit.id, name=unit.name
            ),
            form=signatures.CopyForm[copy.form],
            reason=copy.number_symbol,
            actor=HOUSE,
            at=now,
        )
        filename = f"{copy.number_symbol.replace('/', '-')}.pdf"
        stored = documents.store(content=marked.pdf, filename=filename, actor=HOUSE, at=now)
        use_cases.record_copy(
            actor=HOUSE,
            copy_id=copy.id,
            file_id=stored.id,
            pages=queries.count_pages(drawn),
            at=timezone.now(),
        )
    except Exception as error:  # whatever it was, this one is tried again and the others go on
        logger.exception("copy %s was not certified", copy.number_symbol)
        use_cases.note_copy_failure(
            actor=HOUSE, copy_id=copy.id, error=str(error), at=timezone.now()
        )


def _copied(copy: Copy) -> bytes:
    if copy.form != CopyForm.EXTRACT:
        source = copy.of_copy.file_id if copy.of_copy else copy.source_file_id
        if source is None:
            raise LookupError("a copy has its source")
        return documents.read(source)
    if copy.document is None:
        raise LookupError("an extract has its document")
    values = queries.extract_values(
        copy.document,
        copy.extract,
        number=copy.number_symbol,
        dated=copy.dated,
        receivers=copy.receivers,
    )
    return documents.render_paper(queries.EXTRACT, values)
