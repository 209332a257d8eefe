"""Background jobs."""

import logging
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from motcua.foundation import actors, retries
from motcua.foundation.errors import DomainError
from motcua.kernel.documents import api as documents
from motcua.kernel.signatures import api as signatures
from motcua.ui import words

from . import queries, use_cases
from .models import IssuedForm, Result, Submission
from .queries.papers import PACKAGE, draw_issued
from .types import FormNumber, ResultState, StopGround, StopPlan

logger = logging.getLogger(__name__)
CLERK = actors.system("dossiers.sign_pending")
ARCHIVIST = actors.system("dossiers.keep_forms")
WATCH = actors.system("dossiers.propose_stops")


def sign_waiting() -> None:
    """Sign what waits; the schedule's door to :func:`sign_pending`."""
    sign_pending()


def sign_pending(limit: int = 100) -> int:
    """Draw and sign the approved results that wait, outside any transaction; return how many.

    A paper that cannot be signed now keeps its state and is tried again later.
    """
    signed = 0
    rows = Result.objects.select_related("dossier__submission__unit")
    waiting = rows.filter(state=ResultState.PREPARED)
    for _attempt in range(limit):
        result = retries.claim(waiting, at=timezone.now())
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


def keep_waiting_forms() -> None:
    """Draw, sign and keep the forms that wait; the schedule's door to :func:`keep_forms`."""
    keep_forms()


def keep_forms(limit: int = 5) -> int:
    """Keep the forms that were given out, outside any transaction; return how many.

    Few at a time: results go first. A form that cannot be signed now is tried again later.
    """
    kept = 0
    waiting = IssuedForm.objects.select_related("submission__unit").filter(archived_at=None)
    for _attempt in range(limit):
        form = retries.claim(waiting, at=timezone.now())
        if form is None:
            break
        kept += _keep(form)
    return kept


def _keep(form: IssuedForm) -> bool:
    try:
        stored = documents.store(
            content=_signed(form),
            filename=f"{form.submission.code}-{form.form}-{form.number.replace('/', '-')}.pdf",
            actor=ARCHIVIST,
            at=timezone.now(),
        )
        use_cases.keep_form(actor=ARCHIVIST, form_id=form.id, file_id=stored.id, at=timezone.now())
    except (DomainError, OSError) as error:
        logger.warning("form %s of %s was not kept: %s", form.form, form.submission.code, error)
        reason = str(error)
    except Exception as error:  # whatever it was, this form is tried again and the others go on
        logger.exception("form %s of %s was not kept", form.form, form.submission.code)
        reason = repr(error)
    else:
        return True
    use_cases.note_form_failure(actor=ARCHIVIST, form_id=form.id, error=reason, at=timezone.now())
    return False


def _signed(form: IssuedForm) -> bytes:
    """Return the paper with the signatures that it has to bear."""
    pdf, unit, now = draw_issued(form), form.submission.unit, timezone.now()
    reason = f"{form.data['title']} – {form.submission.code}"
    agency = signatures.SignerRef(
        role=signatures.Role.ORGANISATION,
        holder_id=unit.id,
        name=unit.name,
        organisation=unit.name,
    )
    if form.signer_id:
        head = signatures.SignerRef(
            role=signatures.Role.PERSON,
            holder_id=form.signer_id,
            name=form.signer_name,
            title=form.signer_title,
            organisation=unit.name,
        )
        return signatures.sign_document(
            pdf=pdf, person=head, organisation=agency, reason=reason, actor=ARCHIVIST, at=now
        ).pdf
    if not _is_sealed(form, now=now):
        return pdf
    return signatures.seal_form(
        pdf=pdf, organisation=agency, reason=reason, actor=ARCHIVIST, at=now
    ).pdf


def _is_sealed(form: IssuedForm, *, now: datetime) -> bool:
    # What was taken over from before, or waited for days, is not signed as if it were of today.
    is_of_these_days = form.issued_at > now - timedelta(days=settings.SEAL_FORMS_WITHIN_DAYS)
    return (
        settings.SEAL_FORMS
        and bool(settings.SIGNING_PROVIDER)
        and form.form != FormNumber.CONTROL
        and (is_of_these_days or form.attempts > 0)
    )


def propose_stops() -> None:
    """Propose to stop the dossiers whose applicants let the time for supplements run out."""
    now = timezone.now()
    for request in queries.supplements_run_out(at=now):
        day = words.as_date(request.respond_by) if request.respond_by else ""
        papers = "; ".join(item["name"] for item in request.items)
        plan = StopPlan(
            ground=StopGround.NO_SUPPLEMENT,
            reason=f"Đến hết ngày {day}, những giấy tờ sau chưa được bổ sung: {papers}.",
        )
        try:
            use_cases.propose_stop(actor=WATCH, code=request.submission.code, plan=plan, at=now)
        except DomainError as error:  # it moved meanwhile; the others go on
            logger.info("stop of %s was not proposed: %s", request.submission.code, error)


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
