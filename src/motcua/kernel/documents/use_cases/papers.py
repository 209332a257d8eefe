"""Issuing papers that anyone can verify, and ending them."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.foundation.actors import Actor
from motcua.foundation.events import publish
from motcua.kernel.organisation import api as organisation

from ..errors import PaperNotValid, PaperTokenTaken, PaperUnknown
from ..events import PaperIssued, PaperReplaced, PaperRevoked
from ..models import Paper
from ..queries.files import get_file
from ..queries.papers import get_paper
from ..rules.tokens import clean_token, initials
from ..types import PaperInfo, PaperState


@transaction.atomic
def register_paper(
    *,
    token: str,
    file_id: UUID,
    kind: str,
    number: str,
    title: str,
    dossier_code: str,
    procedure_code: str = "",
    person_id: UUID | None,
    holder_name: str = "",
    unit_id: UUID,
    actor: Actor,
    at: datetime,
) -> PaperInfo:
    """Make a paper verifiable by the code that stands in it.

    The calling use case has checked the right to issue. Called again with the same code and
    file, it answers with the paper that is there.

    Args:
        token: From ``reserve_token``, as printed in the paper's QR code.
        kind: What sort of paper, in upper case, such as ``RECEIPT``.
        holder_name: Only its initials are kept.

    Raises:
        FileUnknown: There is no such file.
        PaperTokenTaken: Another paper has this code.

    Publishes:
        PaperIssued

    Law:
        TT 01/2023
    """
    file = get_file(file_id)
    found = Paper.objects.select_for_update().filter(token=token).first()
    if found is not None and found.file_id != file_id:
        raise PaperTokenTaken
    if found is None:
        paper = Paper.objects.create(
            token=token,
            file=file,
            kind=kind,
            number=number,
            title=title,
            dossier_code=dossier_code,
            procedure_code=procedure_code,
            person_id=person_id,
            holder_initials=initials(holder_name),
            unit_id=unit_id,
            unit_name=organisation.get_unit(unit_id).name,
            issued_at=at,
            state=PaperState.VALID,
            state_at=at,
        )
        event = PaperIssued(
            paper_id=paper.id,
            file_id=file_id,
            kind=kind,
            number=number,
            dossier_code=dossier_code,
        )
        publish(event, by=actor, at=at, unit_id=unit_id)
    return get_paper(token=token)


@transaction.atomic
def revoke_paper(*, token: str, reason: str, actor: Actor, at: datetime) -> PaperInfo:
    """End a paper; whoever verifies it reads the reason from now on.

    The calling use case has checked the right to revoke.

    Raises:
        PaperUnknown: No paper has this code.
        PaperNotValid: It has ended already.

    Publishes:
        PaperRevoked
    """
    paper = _lock(token)
    paper.state, paper.state_at, paper.state_reason = PaperState.REVOKED, at, reason
    paper.save(update_fields=["state", "state_at", "state_reason"])
    event = PaperRevoked(paper_id=paper.id, reason=reason)
    publish(event, by=actor, at=at, unit_id=paper.unit_id)
    return get_paper(token=paper.token)


@transaction.atomic
def replace_paper(
    *, token: str, by_token: str, reason: str, actor: Actor, at: datetime
) -> PaperInfo:
    """Let another registered paper stand in a paper's place.

    The calling use case has checked the right to correct.

    Raises:
        PaperUnknown: One of them is unknown.
        PaperNotValid: One of them has ended already, or both are the same.

    Publishes:
        PaperReplaced
    """
    old, new = (_lock(each) for each in (token, by_token))
    if old.id == new.id:
        raise PaperNotValid
    old.state, old.state_at, old.state_reason = PaperState.REPLACED, at, reason
    old.replaced_by = new
    old.save(update_fields=["state", "state_at", "state_reason", "replaced_by"])
    event = PaperReplaced(paper_id=old.id, replaced_by_id=new.id, reason=reason)
    publish(event, by=actor, at=at, unit_id=old.unit_id)
    return get_paper(token=old.token)


def _lock(token: str) -> Paper:
    paper = Paper.objects.select_for_update().filter(token=clean_token(token)).first()
    if paper is None:
        raise PaperUnknown
    if paper.state != PaperState.VALID:
        raise PaperNotValid
    return paper
