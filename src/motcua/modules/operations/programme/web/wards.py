"""A ward with a pilot model: registers, shows, is scored."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.foundation import access
from motcua.foundation.errors import Fault, Invalid, NotFound
from motcua.foundation.http import Request
from motcua.foundation.time import local_date
from motcua.kernel.documents import api as documents
from motcua.ui import words

from .. import permissions, queries, use_cases
from ..models import PilotModel
from ..types import Enrolled
from . import shown

_Act = Callable[[Request, UUID, UUID], object]
_TO_SCORE = {Enrolled.REPORTED, Enrolled.RECOGNISED, Enrolled.NOT_YET}


@access.needs(permissions.VIEW)
def ward(request: Request, model_id: UUID, ward_id: UUID) -> HttpResponse:
    """Show how far a ward is with a model; do what a button of the page says."""
    pilot = queries.get_model(actor=request.actor, model_id=model_id)
    chosen = _DOES.get(request.POST.get("act", "")) if request.method == "POST" else None
    if chosen is None:
        return _show(request, pilot, ward_id)
    do, field, said = chosen
    try:
        do(request, model_id, ward_id)
    except Invalid as error:
        return _show(request, pilot, ward_id, error.faults or (Fault(field, str(error)),))
    messages.success(request, said)
    return redirect("programme:ward", model_id, ward_id)


def _show(
    request: Request, pilot: PilotModel, ward_id: UUID, faults: tuple[Fault, ...] = ()
) -> HttpResponse:
    cell = queries.get_enrolment(pilot, ward_id, on=local_date(request.at))
    is_ours = permissions.REPORT.held_by(request.actor, unit_id=ward_id)
    keeps = permissions.MANAGE.held_by(request.actor, unit_id=pilot.plan.unit_id)
    enrolment = cell.enrolment

    def href(entry: Any, number: int) -> str:
        return reverse("programme:ward_evidence", args=[pilot.id, ward_id, entry.id, number])

    context = {
        "pilot": pilot,
        "ward": cell.ward,
        "state": shown.enrolled(enrolment),
        "score": shown.score_text(enrolment),
        "recognising": [("yes", _("Yes")), ("no", _("Not yet"))],
        "may_register": is_ours and not cell.is_in,
        "may_report": is_ours and cell.is_in,
        "may_score": keeps and enrolment is not None and enrolment.state in _TO_SCORE,
        "events": shown.history(list(queries.list_entries(enrolment)), href) if enrolment else [],
        "typed": request.POST,
        "faults": faults,
        "errors": {each.path: each.message for each in faults},
    }
    return render(request, "programme/ward.html", context)


@access.needs(permissions.VIEW)
def evidence(
    request: Request, model_id: UUID, ward_id: UUID, entry_id: UUID, number: int
) -> HttpResponse:
    """Give a file that proves what a ward says."""
    pilot = queries.get_model(actor=request.actor, model_id=model_id)
    cell = queries.get_enrolment(pilot, ward_id, on=local_date(request.at))
    if cell.enrolment is None:
        raise NotFound
    return documents.serve(queries.evidence_file(cell.enrolment, entry_id, number))


def _register(request: Request, model_id: UUID, ward_id: UUID) -> None:
    use_cases.register_ward(actor=request.actor, model_id=model_id, ward_id=ward_id, at=request.at)


def _withdraw(request: Request, model_id: UUID, ward_id: UUID) -> None:
    use_cases.withdraw_ward(
        actor=request.actor,
        model_id=model_id,
        ward_id=ward_id,
        reason=request.POST.get("reason", ""),
        at=request.at,
    )


def _report(request: Request, model_id: UUID, ward_id: UUID) -> None:
    use_cases.report_ward(
        actor=request.actor,
        model_id=model_id,
        ward_id=ward_id,
        text=request.POST.get("text", ""),
        files=shown.files_of(request, "evidence"),
        at=request.at,
    )


def _score(request: Request, model_id: UUID, ward_id: UUID) -> None:
    use_cases.score_ward(
        actor=request.actor,
        model_id=model_id,
        ward_id=ward_id,
        score=words.read_number(request.POST.get("score", "")),
        is_recognised=request.POST.get("recognised") == "yes",
        text=request.POST.get("score_text", ""),
        at=request.at,
    )


_DOES: dict[str, tuple[_Act, str, Any]] = {
    "register": (_register, "register", gettext_lazy("The ward is registered.")),
    "withdraw": (_withdraw, "reason", gettext_lazy("The ward takes part no more.")),
    "report": (_report, "text", gettext_lazy("Your report stands with the model.")),
    "score": (_score, "score", gettext_lazy("The score stands; the ward reads it.")),
}
