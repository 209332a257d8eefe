"""Forms after they were given out: drawn, signed and kept with the dossier for ever."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from motcua.foundation import events as house
from motcua.foundation import retries
from motcua.foundation.actors import Actor
from motcua.foundation.time import local_date
from motcua.kernel.documents import api as documents
from motcua.kernel.numbering import api as numbering

from .. import rules
from ..events import FormKept
from ..models import Dossier, IssuedForm, Submission
from ..queries.papers import control_values
from ..types import FormNumber

FIRST_WAIT = timedelta(seconds=8)
LONGEST_WAIT = timedelta(hours=1)


@transaction.atomic
def keep_form(*, actor: Actor, form_id: UUID, file_id: UUID, at: datetime) -> None:
    """Keep the paper of a form that was given out; from now on these bytes are the form.

    A second call changes nothing.

    Publishes:
        FormKept

    Law:
        TT 01/2018; TT 03/2025
    """
    issued = IssuedForm.objects.select_for_update().get(id=form_id)
    if issued.archived_at is not None:
        return
    issued.file_id, issued.archived_at = file_id, at
    issued.retry_at, issued.error = None, ""
    issued.save(update_fields=["file", "archived_at", "retry_at", "error"])
    submission = Submission.objects.select_related("unit").get(id=issued.submission_id)
    if issued.token:
        documents.register_paper(
            token=issued.token,
            file_id=file_id,
            kind=FormNumber(issued.form).name,
            number=issued.number,
            title=issued.data["title"],
            dossier_code=submission.code,
            procedure_code=submission.procedure_code,
            person_id=submission.person_id,
            holder_name=submission.person_name,
            unit_id=submission.unit_id,
            actor=actor,
            at=at,
        )
    kept = FormKept(
        submission_id=submission.id,
        dossier_code=submission.code,
        form=issued.form,
        number=issued.number,
        file_id=file_id,
    )
    house.publish(kept, by=actor, at=at, unit_id=submission.unit_id)


@transaction.atomic
def note_form_failure(*, actor: Actor, form_id: UUID, error: str, at: datetime) -> datetime | None:
    """Note that a form could not be signed or kept; it is tried again later.

    Returns:
        When it is tried again; None if another worker has kept it meanwhile.

    Law:
        TT 01/2018; TT 03/2025
    """
    issued = IssuedForm.objects.select_for_update().get(id=form_id)
    if issued.archived_at is not None:
        return None
    issued.attempts += 1
    issued.error = f"{actor.name}: {error}"[:2000]
    issued.retry_at = retries.next_try(
        issued.attempts, at=at, first=FIRST_WAIT, longest=LONGEST_WAIT
    )
    issued.save(update_fields=["attempts", "error", "retry_at"])
    return issued.retry_at


@transaction.atomic
def keep_control_slip(*, actor: Actor, submission_id: UUID, at: datetime) -> None:
    """Number the control slip of a dossier that has ended, as it stands at the end.

    A dossier that was never accepted has none; a second call changes nothing.

    Law:
        TT 01/2018, form 05; TT 03/2025, form 06
    """
    rows = Submission.objects.select_related("unit", "handling_unit")
    submission = rows.select_for_update(of=("self",)).get(id=submission_id)
    dossier = Dossier.objects.filter(submission=submission).first()
    known = submission.forms.filter(form=FormNumber.CONTROL)
    if dossier is None or known.exists():
        return
    submission.dossier = dossier
    circular = rules.circular_on(local_date(dossier.accepted_at))
    sheet = rules.form_sheet(circular, FormNumber.CONTROL)
    year = str(local_date(at).year)
    book = f"form{FormNumber.CONTROL.value}:{submission.unit.code}"
    number = f"{numbering.take(book=book, period=year, at=at):02d}/{year}"
    values = control_values(submission=submission, at=at)
    IssuedForm.objects.create(
        submission=submission,
        form=FormNumber.CONTROL,
        circular=circular,
        version=sheet.version,
        number=number,
        data=rules.to_paper({**values, "number": number, "by": actor.name}),
        issued_at=at,
        retry_at=at,
    )
