"""Promises that come near or are broken, for whoever watches over them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from motcua.foundation.actors import Actor
from motcua.kernel.cases import api as cases
from motcua.kernel.organisation import api as organisation

from ..errors import DossierNotFound
from ..models import Dossier
from ..types import Apology, State
from .detail import get_submission
from .papers import draw_apology
from .signers import lines_to_come


@dataclass(frozen=True, slots=True, kw_only=True)
class DueDossier:
    """A dossier whose result is not there yet; ``post_id`` and ``account_id`` hold its step."""

    submission_id: UUID
    code: str
    title: str
    person_id: UUID
    person_name: str
    state: State
    unit_id: UUID
    handling_unit_id: UUID
    accepted_at: datetime
    due_at: datetime
    case_id: UUID
    step_name: str
    post_id: UUID | None
    account_id: UUID | None
    is_reappointed: bool
    is_part: bool = False


def list_due(
    *, before: datetime | None = None, codes: Collection[str] | None = None
) -> tuple[DueDossier, ...]:
    """Return the dossiers promised before an instant and without a result, the first due first.

    Those that wait for the applicant are left out: their clock stands. For jobs, which see all
    units; one query.
    """
    rows = Dossier.objects.filter(finished_at=None, state__in=[State.PROCESSING, State.SIGNING])
    if before is not None:
        rows = rows.filter(due_at__lt=before)
    if codes is not None:
        rows = rows.filter(submission__code__in=codes)
    found = rows.select_related("submission", "case").defer("submission__data")
    return tuple(
        DueDossier(
            submission_id=row.submission_id,
            code=row.submission.code,
            title=row.submission.procedure_title,
            person_id=row.submission.person_id,
            person_name=row.submission.person_name,
            state=State(row.state),
            unit_id=row.submission.unit_id,
            handling_unit_id=row.submission.handling_unit_id,
            accepted_at=row.accepted_at,
            due_at=row.due_at,
            case_id=row.case_id,
            step_name=row.case.step_name,
            post_id=row.case.post_id,
            account_id=row.case.account_id,
            is_reappointed=row.case.reappointed_at is not None,
            is_part=row.submission.part_of_id is not None,
        )
        for row in found.order_by("due_at", "submission_id")
    )


@dataclass(frozen=True, slots=True)
class Partner:
    """Another agency that took part in a dossier, and whether it was late there."""

    name: str
    is_late: bool


def partners_of(*, case_id: UUID, unit_id: UUID, at: datetime) -> tuple[Partner, ...]:
    """Return the other agencies in a dossier, those that were late first.

    Args:
        unit_id: The authority that answers for the dossier.
    """
    late: dict[UUID, bool] = {}
    for stay in cases.history(case_id=case_id):
        if stay.unit_id:
            missed = (stay.done_at or at) > stay.due_at
            late[stay.unit_id] = late.get(stay.unit_id, False) or missed
    for question in cases.list_opinions(case_id):
        missed = (question.answered_at or at) > question.due_at
        late[question.unit_id] = late.get(question.unit_id, False) or missed
    parts = Dossier.objects.filter(submission__part_of__dossier__case_id=case_id)
    for part in parts.select_related("submission"):
        missed = (part.finished_at or at) > part.due_at
        of_unit = part.submission.unit_id
        late[of_unit] = late.get(of_unit, False) or missed
    found: dict[UUID, Partner] = {}
    for each, missed in late.items():
        agency = organisation.authority_of(each)
        if agency.id != unit_id:
            known = found.get(agency.id)
            is_late = missed or (known is not None and known.is_late)
            found[agency.id] = Partner(agency.name, is_late)
    return tuple(sorted(found.values(), key=lambda each: (not each.is_late, each.name)))


def preview_apology(*, actor: Actor, code: str, apology: Apology, at: datetime) -> bytes:
    """Return form 04 as it would be, without number and signature, as PDF.

    Raises:
        DossierNotFound: It is not the actor's to see, or it is not accepted yet.
    """
    submission = get_submission(actor=actor, code=code)
    if not hasattr(submission, "dossier"):
        raise DossierNotFound
    signer = lines_to_come(actor, unit_id=submission.unit_id, at=at)
    return draw_apology(submission=submission, apology=apology, signer=signer, at=at)
