"""What the acts on a dossier share: the lock, the facts, the numbered forms."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, Protocol
from uuid import UUID

from django.conf import settings

from motcua.foundation.actors import Actor
from motcua.foundation.errors import NotPermitted
from motcua.foundation.permissions import Permission
from motcua.foundation.prepared import Prepared, insert
from motcua.foundation.time import TimeLimit, TimeUnit, local_date
from motcua.kernel.documents import api as documents
from motcua.kernel.numbering import api as numbering
from motcua.kernel.organisation import api as organisation

from .. import rules
from ..errors import DossierNotFound
from ..models import Dossier, IssuedForm, Submission
from ..queries.one import One
from ..queries.papers import tracking_url
from ..types import Approval, FormNumber, State

_LOCKED = One("person", "unit", lock=True)
_ACCEPTED = Prepared(
    lambda **key: (
        Dossier.objects.select_related("case").select_for_update(of=("self",)).filter(**key)
    ),
    submission_id=UUID,
)


def lock_submission(actor: Actor, code: str, *, asking: One = _LOCKED) -> Submission:
    """Return the submission that the actor may see, locked.

    Args:
        asking: The question, if the same statement is to answer something else, too.

    Raises:
        DossierNotFound: There is none of that code that he may see.
    """
    submission = asking.find(actor, code)
    if submission is None:
        raise DossierNotFound
    return submission


def lock_dossier(actor: Actor, code: str) -> tuple[Submission, Dossier]:
    """Return an accepted dossier that the actor may see; both rows are locked.

    Raises:
        DossierNotFound: There is none of that code that he may see, or it is not accepted yet.
    """
    submission = lock_submission(actor, code)
    dossier: Dossier | None = _ACCEPTED.first(submission_id=submission.id)
    if dossier is None:
        raise DossierNotFound
    dossier.submission = submission
    return submission, dossier


def set_state(submission: Submission, to: State, *, dossier: Dossier | None = None) -> None:
    """Move a dossier to a state; the submission shows it to lists, the dossier to figures.

    Raises:
        WrongState: It may not go there.
    """
    submission.state = rules.move(submission.state, to)
    submission.save(update_fields=["state"])
    if dossier is not None:
        dossier.state = to
        dossier.save(update_fields=["state"])


def reception_answers_by(unit_id: UUID, at: datetime) -> datetime:
    """Return until when reception answers what came in at ``at``."""
    limit = TimeLimit(Decimal(settings.RECEPTION_ANSWER_HOURS), TimeUnit.WORKING_HOUR)
    return organisation.add_working_time(unit_id=unit_id, start=at, limit=limit)


def require_any(actor: Actor, submission: Submission, *rights: Permission) -> None:
    """Refuse whoever holds none of the rights at the authority or at the handling unit.

    Raises:
        NotPermitted: He holds none.
    """
    units = (submission.unit_id, submission.handling_unit_id)
    if not any(right.held_by(actor, unit_id=unit_id) for right in rights for unit_id in units):
        raise NotPermitted


def unit_head(unit: organisation.UnitInfo) -> dict[str, str]:
    """Return the head of a unit's papers: whom it belongs to, its name, where it is dated."""
    parent = organisation.get_unit(unit.parent_id) if unit.parent_id else None
    return rules.paper_head(unit, parent=parent.name if parent else "")


class Applicant(Protocol):
    """What the forms print of a person."""

    @property
    def full_name(self) -> str: ...
    @property
    def address(self) -> Mapping[str, Any]: ...
    @property
    def phone(self) -> str: ...
    @property
    def email(self) -> str: ...


def applicant_lines(person: Applicant) -> dict[str, str]:
    """Return the applicant as the forms print him."""
    return {
        "name": person.full_name,
        "address": rules.address_line(person.address),
        "phone": person.phone,
        "email": person.email,
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class FormSigner:
    """Who signs a form besides the agency: the head, or a deputy in his place."""

    id: UUID
    lines: Approval


def form_values(
    submission: Submission, sheet: rules.FormSheet, *, unit: rules.Authority, at: datetime
) -> dict[str, Any]:
    """Return the values that all forms of a dossier share."""
    return {
        "title": sheet.title,
        "author": unit.name,
        "at": at,
        "form_mark": sheet.mark,
        "verify": {"token": submission.code, "url": tracking_url(submission.code)},
        "dossier_code": submission.code,
        "request": submission.procedure_title,
    }


def _by_desk(unit: rules.Authority, actor: Actor, at: datetime) -> dict[str, Any]:
    desk = rules.desk_name(unit.level, local_date(at))
    return {
        "unit": rules.paper_head(unit) | {"parent": unit.name, "name": desk},
        "desk": f"{desk} – {unit.name}",
        "signer": {"title": "", "name": actor.name, "authority": "", "on_behalf": ""},
    }


def _by_head(
    submission: Submission, unit: organisation.UnitInfo, lines: Approval
) -> dict[str, Any]:
    token = documents.reserve_token()
    url = documents.verify_url(
        token, dossier_code=submission.code, procedure_code=submission.procedure_code
    )
    return {
        "unit": unit_head(unit),
        "verify": {"token": token, "url": url},
        "agency": unit.name,
        "signer": {
            "title": lines.signer_title,
            "name": lines.signer_name,
            "authority": lines.authority_line,
            "on_behalf": lines.on_behalf,
        },
    }


def issue_form(
    submission: Submission,
    form: FormNumber,
    *,
    unit: rules.Authority,
    actor: Actor,
    values: Mapping[str, Any],
    at: datetime,
    signer: FormSigner | None = None,
) -> IssuedForm:
    """Number a form and keep what it says; a job draws, signs and keeps the paper itself.

    Args:
        signer: The head who signs it; without one it is a form of the desk, which the agency
            alone signs.
    """
    accepted_at = at
    if form != FormNumber.RECEIPT:
        known = Dossier.objects.filter(submission_id=submission.id)
        accepted_at = known.values_list("accepted_at", flat=True).first() or at
    sheet = rules.form_sheet(rules.circular_on(local_date(accepted_at)), form)
    year = local_date(at).year
    serial = numbering.take(book=f"form{form.value}:{unit.code}", period=str(year), at=at)
    number = f"{serial:02d}/{year}"
    if signer is None:
        whose = _by_desk(unit, actor, at)
    else:
        whose = _by_head(submission, organisation.get_unit(submission.unit_id), signer.lines)
    data = form_values(submission, sheet, unit=unit, at=at) | {"number": number} | whose
    issued = IssuedForm(
        submission=submission,
        form=form,
        circular=sheet.circular,
        version=sheet.version,
        number=number,
        data=rules.to_paper(data | rules.with_both_names(values, submission)),
        issued_at=at,
        retry_at=at,
    )
    if signer is not None:
        issued.signer_id, issued.token = signer.id, data["verify"]["token"]
        issued.signer_name = signer.lines.signer_name
        issued.signer_title = signer.lines.signer_title
    insert(issued)
    return issued
