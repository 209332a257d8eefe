"""Background jobs."""

import logging
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from motcua.foundation import actors
from motcua.foundation.errors import DomainError
from motcua.kernel.documents import api as documents
from motcua.kernel.signatures import api as signatures

from . import use_cases
from .models import Result, Submission
from .queries.papers import PACKAGE
from .types import ResultState

logger = logging.getLogger(__name__)
CLERK = actors.system("dossiers.sign_pending")
LEASE = timedelta(minutes=2)


def _claim() -> Result | None:
    """Return a result that waits for its signature and keep other workers off it for a while."""
    now = timezone.now()
    with transaction.atomic():
        waiting = Result.objects.select_for_update(skip_locked=True, of=("self",)).filter(
            state=ResultState.PREPARED, retry_at__lte=now
        )
        result = waiting.select_related("dossier__submission__unit").order_by("retry_at").first()
        if result is not None:
            result.retry_at = now + LEASE
            result.save(update_fields=["retry_at"])
    return result


def sign_waiting() -> None:
    """Sign what waits; the schedule's door to :func:`sign_pending`."""
    sign_pending()


def sign_pending(limit: int = 100) -> int:
    """Draw and sign the approved results that wait, outside any transaction; return how many.

    A paper that cannot be signed now keeps its state and is tried again later.
    """
    signed = 0
    for _attempt in range(limit):
        result = _claim()
        if result is None:
            break
        signed += _sign(result)
    return signed


def _sign(result: Result) -> bool:
    submission = result.dossier.submission
    try:
        file_id = _draw_and_sign(result, submission)
        use_cases.record_signed_result(
            actor=CLERK, submission_id=submission.id, file_id=file_id, at=timezone.now()
        )
    except (DomainError, OSError) as error:
        logger.warning("result of %s was not signed: %s", submission.code, error)
        return _failed(submission, str(error))
    except Exception as error:  # whatever it was, this paper is tried again and the others go on
        logger.exception("result of %s was not signed", submission.code)
        return _failed(submission, repr(error))
    return True


def _failed(submission: Submission, error: str) -> bool:
    use_cases.note_signing_failure(
        actor=CLERK, submission_id=submission.id, error=error, at=timezone.now()
    )
    return False


def _draw_and_sign(result: Result, submission: Submission) -> UUID:
    pdf = documents.render_paper(PACKAGE / result.template, result.data)
    document = signatures.sign_document(
        pdf=pdf,
        person=signatures.SignerRef(
            role=signatures.Role.PERSON,
            holder_id=result.signer_id or result.signer_account_id or submission.unit_id,
            name=result.signer_name,
            title=result.signer_title,
            organisation=submission.unit.name,
        ),
        organisation=signatures.SignerRef(
            role=signatures.Role.ORGANISATION,
            holder_id=submission.unit_id,
            name=submission.unit.name,
            organisation=submission.unit.name,
        ),
        reason=f"{result.title} – {submission.code}",
        actor=CLERK,
        at=timezone.now(),
    )
    stored = documents.store(
        content=document.pdf, filename=f"{submission.code}.pdf", actor=CLERK, at=timezone.now()
    )
    return stored.id
