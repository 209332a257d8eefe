"""Background jobs: numbered documents are drawn, signed by the leader, sealed by the agency."""

import logging
from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from motcua.foundation import actors, retries
from motcua.foundation.actors import Actor, ActorKind
from motcua.foundation.errors import DomainError
from motcua.kernel.documents import api as documents
from motcua.kernel.organisation import api as organisation
from motcua.kernel.signatures import api as signatures

from . import queries, use_cases
from .models import Copy, Document
from .types import AnnexFile, CopyForm, State

logger = logging.getLogger(__name__)
HOUSE = actors.system("outgoing.sign_pending")
TOGETHER = 20  # papers that one confirmation covers, held in memory meanwhile


def sign_waiting() -> None:
    """Sign what waits; the schedule's door to :func:`sign_pending`."""
    sign_pending()


def sign_pending(limit: int = 100) -> int:
    """Draw, sign and seal the numbered documents that wait; return how many are out.

    What one leader signs goes together, with one confirmation. Outside any transaction: signing
    asks other systems. What cannot be signed now keeps its number and is tried again later.
    """
    done = seen = 0
    while seen < limit and (batch := _claim(min(TOGETHER, limit - seen))):
        seen += len(batch)
        done += _sign(batch)
    return done


def _claim(most: int) -> list[Document]:
    """Return documents of one signer that wait, and keep other workers off them for a while."""
    now = timezone.now()
    with transaction.atomic():
        waiting = Document.objects.select_for_update(skip_locked=True).filter(
            state=State.SIGNING, retry_at__lte=now
        )
        first = waiting.order_by("retry_at", "id").first()
        if first is None:
            return []
        same = waiting.filter(
            unit_id=first.unit_id,
            signer_person_id=first.signer_person_id,
            signer_account_id=first.signer_account_id,
            signer_lines__title=first.signer_lines.get("title"),
            signer_lines__on_behalf=first.signer_lines.get("on_behalf"),
        )
        further = same.exclude(id=first.id).order_by("retry_at", "id")[: most - 1]
        batch = [first, *further]
        lease = now + retries.LEASE + timedelta(seconds=settings.SIGNING_PATIENCE)
        Document.objects.filter(id__in=[each.id for each in batch]).update(retry_at=lease)
    return batch


def _sign(batch: list[Document]) -> int:
    """Let a leader sign and the agency seal; each document goes on alone if another cannot."""
    first = batch[0]
    unit = organisation.get_unit(first.unit_id)
    seal = signatures.SignerRef(
        role=signatures.Role.ORGANISATION, holder_id=unit.id, name=unit.name
    )
    drawn = {each.id: pdf for each in batch if (pdf := _drawn(each)) is not None}
    signer = _whose(first.signer_name, first.signer_account_id)
    signed = _together(batch, drawn, _signer(first, unit.name), actor=signer)
    issuer = _whose(first.issuer_name, first.issuer_account_id)
    sealed = _together(batch, signed, seal, actor=issuer)
    return sum(
        _take_in(each, drawn[each.id], sealed[each.id], seal) for each in batch if each.id in sealed
    )


def _drawn(document: Document) -> bytes | None:
    try:
        content = queries.content_of(document, document.approved_version)
        return queries.draw(document, content, at=document.numbered_at or timezone.now())
    except Exception as error:  # whatever it was, this one is tried again and the others go on
        logger.exception("%s was not drawn", document.number_symbol)
        _failed(document, repr(error))
        return None


def _signer(document: Document, agency: str) -> signatures.SignerRef:
    lines = document.signer_lines
    return signatures.SignerRef(
        role=signatures.Role.PERSON,
        holder_id=document.signer_person_id or document.id,
        name=document.signer_name,
        title=lines.get("title", ""),
        organisation=agency,
        on_behalf=lines.get("on_behalf", "").split(" ")[0],
    )


def _together(
    batch: list[Document],
    pdfs: Mapping[UUID, bytes],
    signer: signatures.SignerRef,
    *,
    actor: Actor,
) -> dict[UUID, bytes]:
    """Return the papers with one more signature; what has none was noted as failed."""
    asked = [each for each in batch if each.id in pdfs]
    if not asked:
        return {}
    try:
        outcomes = signatures.sign_many(
            papers=[
                signatures.ToSign(
                    reference=str(each.id), pdf=pdfs[each.id], reason=each.number_symbol
                )
                for each in asked
            ],
            signer=signer,
            actor=actor,
            at=timezone.now(),
            clock=timezone.now,
        )
    except Exception as error:  # nothing was signed at all; the numbers stay
        known = isinstance(error, DomainError | OSError)
        logger.warning("nothing was signed by %s: %s", signer.name, error, exc_info=not known)
        for each in asked:
            _failed(each, str(error) if known else repr(error))
        return {}
    found = {}
    for each, outcome in zip(asked, outcomes, strict=True):
        if outcome.document is None:
            logger.warning("%s was not signed: %s", each.number_symbol, outcome.reason)
            _failed(each, outcome.reason)
        else:
            found[each.id] = outcome.document.pdf
    return found


def _take_in(document: Document, drawn: bytes, sealed: bytes, seal: signatures.SignerRef) -> bool:
    """Store a sealed document with the files that go with it; return whether it is out."""
    try:
        annexes = [_annex(document, each, sealed, seal) for each in _annexes_of(document)]
        filename = f"{document.number_symbol.replace('/', '-')}.pdf"
        stored = documents.store(content=sealed, filename=filename, actor=HOUSE, at=timezone.now())
        use_cases.record_signed(
            actor=HOUSE,
            document_id=document.id,
            file_id=stored.id,
            pages=queries.count_pages(drawn),
            annexes=annexes,
            at=timezone.now(),
        )
    except (DomainError, OSError) as error:
        logger.warning("%s was not signed: %s", document.number_symbol, error)
        return _failed(document, str(error))
    except Exception as error:  # as above
        logger.exception("%s was not signed", document.number_symbol)
        return _failed(document, repr(error))
    return True


def _annexes_of(document: Document) -> tuple[AnnexFile, ...]:
    return queries.content_of(document, document.approved_version).annexes


def _annex(document: Document, annex: AnnexFile, main: bytes, seal: signatures.SignerRef) -> UUID:
    """Store a separate appendix as the agency signed it; what the drafter gave stays as it is."""
    marked = signatures.mark_annex(
        pdf=documents.read(UUID(annex.file_id)),
        main=main,
        number_symbol=document.number_symbol,
        organisation=seal,
        actor=_whose(document.issuer_name, document.issuer_account_id),
        at=timezone.now(),
    )
    stored = documents.store(
        content=marked.pdf, filename=annex.filename, actor=HOUSE, at=timezone.now()
    )
    return stored.id


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


def certify_waiting() -> None:
    """Draw and certify the copies that wait."""
    waiting = Copy.objects.select_related("document").filter(file_id=None)
    for _attempt in range(20):
        copy = retries.claim(waiting, at=timezone.now())
        if copy is None:
            return
        _certify(copy)


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
