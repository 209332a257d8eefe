"""Background jobs: sheets signed and sealed."""

import logging

from django.utils import timezone

from motcua.foundation import actors, retries
from motcua.foundation.actors import Actor, ActorKind
from motcua.kernel.documents import api as documents
from motcua.kernel.signatures import api as signatures

from . import queries, use_cases
from .models import Assessment
from .types import State

logger = logging.getLogger(__name__)
HOUSE = actors.system("self_assessment.sign_waiting")


def sign_waiting() -> None:
    """Sign and seal the sheets that wait, outside any transaction."""
    rows = Assessment.objects.select_related("unit", "round__index", "round__unit")
    waiting = rows.filter(state=State.SIGNING)
    for _attempt in range(20):
        sheet = retries.claim(waiting, at=timezone.now())
        if sheet is None:
            return
        _sign(sheet)


def _sign(sheet: Assessment) -> None:
    try:
        stored = documents.store(
            content=_signed(sheet),
            filename=f"cham-diem-{sheet.unit.code}-{sheet.round.year}.pdf",
            actor=HOUSE,
            at=timezone.now(),
        )
        use_cases.record_signed(
            actor=HOUSE, assessment_id=sheet.id, file_id=stored.id, at=timezone.now()
        )
    except Exception as error:  # whatever it was, this one is tried again and the others go on
        logger.exception("the sheet %s was not signed", sheet)
        use_cases.note_signing_failure(assessment_id=sheet.id, error=str(error), at=timezone.now())


def _signed(sheet: Assessment) -> bytes:
    """Return the sheet with the leader's signature and the agency's seal."""
    authority, reason = sheet.round.unit, f"{sheet.round.year} {sheet.unit.name}"
    return signatures.sign_document(
        pdf=queries.draw_sheet(sheet, at=timezone.now()),
        person=signatures.SignerRef(
            role=signatures.Role.PERSON,
            holder_id=sheet.signer_person_id or sheet.id,
            name=sheet.signer_name,
            title=sheet.signer_lines.get("title", ""),
            organisation=authority.name,
        ),
        organisation=signatures.SignerRef(
            role=signatures.Role.ORGANISATION, holder_id=authority.id, name=authority.name
        ),
        reason=reason,
        actor=Actor(
            kind=ActorKind.SYSTEM, name=sheet.signer_name, account_id=sheet.signer_account_id
        ),
        sealed_by=HOUSE,
        at=timezone.now(),
    ).pdf
