"""Background jobs: reminders of the day, evaluations signed and sealed."""

import logging

from django.utils import timezone

from motcua.foundation import actors, retries
from motcua.foundation.actors import Actor, ActorKind
from motcua.kernel.documents import api as documents
from motcua.kernel.organisation import api as organisation
from motcua.kernel.signatures import api as signatures

from . import queries, use_cases
from .models import Sheet
from .types import SheetState

logger = logging.getLogger(__name__)
HOUSE = actors.system("directives.sign_waiting")


def remind() -> None:
    """Bring tasks to mind that are due soon, due today or late."""
    use_cases.remind(at=timezone.now())


def sign_waiting() -> None:
    """Sign and seal the evaluations that wait, outside any transaction."""
    waiting = Sheet.objects.filter(state=SheetState.SIGNING)
    for _attempt in range(20):
        sheet = retries.claim(waiting, at=timezone.now())
        if sheet is None:
            return
        _sign(sheet)


def _sign(sheet: Sheet) -> None:
    try:
        stored = documents.store(
            content=_signed(sheet),
            filename=f"danh-gia-nhiem-vu-{sheet.year}-{sheet.month:02d}.pdf",
            actor=HOUSE,
            at=timezone.now(),
        )
        use_cases.record_signed(
            actor=HOUSE, sheet_id=sheet.id, file_id=stored.id, at=timezone.now()
        )
    except Exception as error:  # whatever it was, this one is tried again and the others go on
        logger.exception("the evaluation %s was not signed", sheet)
        use_cases.note_signing_failure(sheet_id=sheet.id, error=str(error), at=timezone.now())


def _signed(sheet: Sheet) -> bytes:
    """Return the sheet with the leader's signature and the agency's seal."""
    unit = organisation.get_unit(sheet.unit_id)
    return signatures.sign_document(
        pdf=queries.draw_sheet(queries.values_of(sheet)),
        person=signatures.SignerRef(
            role=signatures.Role.PERSON,
            holder_id=sheet.signer_person_id or sheet.id,
            name=sheet.signer_name,
            title=sheet.signer_lines.get("title", ""),
            organisation=unit.name,
        ),
        organisation=signatures.SignerRef(
            role=signatures.Role.ORGANISATION, holder_id=unit.id, name=unit.name
        ),
        reason=str(sheet),
        actor=Actor(
            kind=ActorKind.SYSTEM, name=sheet.signer_name, account_id=sheet.signer_account_id
        ),
        sealed_by=HOUSE,
        at=timezone.now(),
    ).pdf
