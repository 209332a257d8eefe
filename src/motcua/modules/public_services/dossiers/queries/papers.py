"""Papers of a dossier, drawn when somebody prints them."""

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings

from motcua.foundation.actors import Actor
from motcua.foundation.time import local_date
from motcua.kernel.cases import api as cases
from motcua.kernel.documents import api as documents
from motcua.kernel.organisation import api as organisation

from .. import rules
from ..errors import NoResultYet
from ..models import IssuedForm, Submission
from ..types import Apology, Approval, FormNumber, PaperPlan, ResultWay
from .lists import list_register

PACKAGE = Path(__file__).resolve().parents[4]
PAPERS = Path(__file__).resolve().parents[1] / "data" / "papers"


def tracking_url(code: str) -> str:
    """Return where anybody with the code follows a dossier; QR codes carry it."""
    return f"{settings.SITE_URL}/track/{code}/"


def draw_form(*, submission: Submission, form: FormNumber, number: str = "") -> bytes:
    """Return a paper of that form given out in a dossier, the latest or the one of a number.

    What was kept is returned as it was kept, with its signatures; until then it is drawn.

    Raises:
        NoResultYet: None was given out.
    """
    found = submission.forms.filter(form=form).order_by("-issued_at", "-id")
    issued = found.filter(number=number).first() if number else found.first()
    if issued is None:
        raise NoResultYet
    return documents.read(issued.file_id) if issued.file_id else draw_issued(issued)


def draw_issued(issued: IssuedForm) -> bytes:
    """Return a form as PDF, not signed: the template of its circular and version."""
    sheet = rules.form_sheet(issued.circular, issued.form, issued.version)
    return documents.render_paper(PAPERS / sheet.template, issued.data)


def draw_plan(plan: PaperPlan, data: Mapping[str, Any]) -> bytes:
    """Return a result paper as PDF, not signed yet."""
    return documents.render_paper(PACKAGE / plan.template, data)


def _preview_values(submission: Submission, plan: PaperPlan, at: datetime) -> Mapping[str, Any]:
    unit = organisation.get_unit(submission.unit_id)
    return {
        "title": plan.title,
        "author": unit.name,
        "at": rules.to_paper(at),
        "unit": rules.paper_head(unit),
        "number": "",
        "verify": None,
        "dossier_code": submission.code,
        **rules.to_paper(plan.data),
    }


def draw_preview(*, submission: Submission, plan: PaperPlan, at: datetime) -> bytes:
    """Return the paper as it would be, without number and QR code, as PDF."""
    return draw_plan(plan, _preview_values(submission, plan, at))


def picture_preview(*, submission: Submission, plan: PaperPlan, at: datetime) -> tuple[bytes, ...]:
    """Return the pages of the paper as it would be, as PNG pictures."""
    values = _preview_values(submission, plan, at)
    return documents.picture_paper(PACKAGE / plan.template, values)


def apology_values(submission: Submission, apology: Apology, *, at: datetime) -> dict[str, Any]:
    """Return what form 04 says besides what every form says."""
    dossier, person = submission.dossier, submission.person
    desk = rules.desk_name(submission.unit.level, local_date(at))
    return {
        "recipient": {"name": person.full_name, "address": rules.address_line(person.address)},
        "received_at": dossier.accepted_at,
        "due_at": dossier.due_at,
        "is_past": at > dossier.due_at,
        "at_fault": apology.at_fault or None,
        "reason": apology.reason,
        "new_due_at": apology.due_at,
        "contact": {"name": apology.contact, "phone": ""},
        "copies": ["Như trên", desk, "Lưu: VT"],
    }


def draw_apology(
    *, submission: Submission, apology: Apology, signer: Approval, at: datetime
) -> bytes:
    """Return form 04 as it would be, without number, QR code and signature, as PDF."""
    circular = rules.circular_on(local_date(submission.dossier.accepted_at))
    sheet = rules.form_sheet(circular, FormNumber.APOLOGY)
    unit = organisation.get_unit(submission.unit_id)
    parent = organisation.get_unit(unit.parent_id).name if unit.parent_id else ""
    values = {
        "title": sheet.title,
        "author": unit.name,
        "at": at,
        "form_mark": sheet.mark,
        "verify": None,
        "number": "",
        "dossier_code": submission.code,
        "request": submission.procedure_title,
        "unit": rules.paper_head(unit, parent=parent),
        "agency": unit.name,
        "signer": {
            "authority": signer.authority_line,
            "title": signer.signer_title,
            "name": signer.signer_name,
            "on_behalf": signer.on_behalf,
        },
    }
    values |= apology_values(submission, apology, at=at)
    return documents.render_paper(PAPERS / sheet.template, rules.to_paper(values))


def control_values(*, submission: Submission, at: datetime) -> Mapping[str, Any]:
    """Return what the control slip says: each hand-over, and whether it was in time."""
    dossier = submission.dossier
    history = cases.history(case_id=dossier.case_id, since=dossier.accepted_at)
    posts = organisation.post_info([step.post_id for step in history if step.post_id])
    desk = f"{rules.desk_name(submission.unit.level, local_date(dossier.accepted_at))}"
    rows, giver = [], {"unit": desk, "person": submission.entered_by or dossier.accepted_by or None}
    for step in history:
        post = posts.get(step.post_id) if step.post_id else None
        receiver = {
            "unit": post.unit_name if post else submission.unit.name,
            "person": step.holder_name or (post.title if post else None),
        }
        outcome = None
        if step.done_at:
            outcome = "LATE" if step.is_late else "ON_TIME"
        rows.append(
            {
                "step": step.name,
                "from": giver,
                "to": receiver,
                "at": step.started_at,
                "due_at": step.due_at,
                "outcome": outcome,
                "note": step.note or None,
            }
        )
        giver = receiver
    own = {submission.unit_id, submission.handling_unit_id}
    partners = [post.unit_name for post in posts.values() if post.unit_id not in own]
    circular = rules.circular_on(local_date(dossier.accepted_at))
    sheet = rules.form_sheet(circular, FormNumber.CONTROL)
    return {
        "title": sheet.title,
        "author": submission.unit.name,
        "at": at,
        "form_mark": sheet.mark,
        "unit": rules.paper_head(submission.unit) | {"parent": submission.unit.name, "name": desk},
        "number": submission.code.rsplit("-", maxsplit=1)[-1],
        "verify": {"token": submission.code, "url": tracking_url(submission.code)},
        "dossier_code": submission.code,
        "request": submission.procedure_title,
        "lead": submission.handling_unit.name,
        "partners": list(dict.fromkeys(partners)),
        "received_at": dossier.accepted_at,
        "due_at": dossier.due_at,
        "rows": rows,
    }


def control_slip(*, submission: Submission, at: datetime) -> bytes:
    """Return the control slip of the dossier's circular: as kept at its end, or as it is now."""
    kept = submission.forms.filter(form=FormNumber.CONTROL).first()
    if kept is not None:
        return documents.read(kept.file_id) if kept.file_id else draw_issued(kept)
    values = control_values(submission=submission, at=at)
    circular = rules.circular_on(local_date(submission.dossier.accepted_at))
    sheet = rules.form_sheet(circular, FormNumber.CONTROL)
    return documents.render_paper(PAPERS / sheet.template, rules.to_paper(values))


def draw_register(
    *, actor: Actor, unit_id: UUID, first: date, last: date, period: str, at: datetime
) -> bytes:
    """Return the register of what a unit accepted in a period, so far as the actor may see it.

    The circular is that of the first day: a period in which the forms changed is cut in two, see
    ``rules.by_circular``.
    """
    unit = organisation.get_unit(unit_id)
    sheet = rules.form_sheet(rules.circular_on(first), FormNumber.REGISTER)
    rows = [
        {
            "serial": serial,
            "dossier_code": row.code,
            "procedure": row.procedure_title,
            "sets": 1,
            "applicant": row.person_name,
            "contact": rules.address_line(row.person.address),
            "lead": unit.short_name,
            "received_at": row.dossier.accepted_at,
            "due_at": row.dossier.due_at,
            "sent_at": row.dossier.accepted_at,
            "result_at": row.dossier.finished_at,
            "returned_at": row.dossier.returned_at,
            "result_way": str(ResultWay(row.result_way).label),
            "signed": None,
            "note": None,
        }
        for serial, row in enumerate(
            list_register(actor=actor, unit_id=unit_id, first=first, last=last), start=1
        )
    ]
    values = {
        "title": sheet.title,
        "author": unit.name,
        "at": at,
        "form_mark": sheet.mark,
        "unit": rules.paper_head(unit)
        | {"parent": unit.name, "name": rules.desk_name(unit.level, first)},
        "number": "",
        "verify": None,
        "book": str(first.year),
        "period": period,
        "rows": rows,
    }
    return documents.render_paper(PAPERS / sheet.template, rules.to_paper(values))
