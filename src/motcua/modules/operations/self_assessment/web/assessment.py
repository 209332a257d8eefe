"""A unit in a year, a domain on each page: scored by the unit, appraised by the authority."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.foundation import access
from motcua.foundation.errors import Fault, Invalid
from motcua.foundation.http import Request
from motcua.kernel.documents import api as documents
from motcua.modules.operations.programme import api as programme
from motcua.ui import words

from .. import permissions, queries, use_cases
from ..models import Assessment, Score
from ..types import Appraised, Component, Domain, State, Typed, Way
from . import shown

_Act = Callable[[Request, Assessment, Domain], object]


@access.needs(permissions.VIEW)
def assessment(request: Request, assessment_id: UUID) -> HttpResponse:
    """Show a domain of an assessment; do what a button of its page says."""
    found = queries.get_assessment(actor=request.actor, assessment_id=assessment_id)
    domains = queries.domains_of(found.round.index)
    nth = _chosen(request, len(domains))
    act = _DOES.get(request.POST.get("act", "")) if request.method == "POST" else None
    if act is None:
        return _show(request, found, domains, nth)
    do, said = act
    try:
        do(request, found, domains[nth])
    except Invalid as error:
        return _show(request, found, domains, nth, error.faults)
    messages.success(request, said)
    return redirect(f"{reverse('self_assessment:assessment', args=[found.id])}?domain={nth + 1}")


def _chosen(request: Request, amount: int) -> int:
    text = request.GET.get("domain", "1")
    return min(max(int(text), 1), amount) - 1 if text.isdecimal() else 0


def _show(
    request: Request,
    found: Assessment,
    domains: tuple[Domain, ...],
    nth: int,
    faults: tuple[Fault, ...] = (),
) -> HttpResponse:
    actor, scores = request.actor, queries.scores_of(found)
    scores_self = permissions.ASSESS.held_by(actor, unit_id=found.unit_id)
    keeps = permissions.MANAGE.held_by(actor, unit_id=found.round.unit_id)
    may_score = scores_self and found.state == State.OPEN
    domain = domains[nth]
    errors = {each.path: each.message for each in faults}
    values = queries.proposals(found, at=request.at) if may_score else {}
    context = {
        "assessment": found,
        "domain": domain,
        "state": shown.state_of(found),
        "tabs": _tabs(domains, scores, nth),
        "components": [
            _component(
                found,
                each,
                scores.get(each.code),
                proposed=values.get(each.code),
                error=errors.get(each.code, ""),
                typed=request.POST,
            )
            for each in domain.components
        ],
        "may_score": may_score,
        "may_appraise": keeps and found.state == State.SUBMITTED,
        "may_sign": found.state == State.APPRAISED
        and permissions.SIGN.held_by(actor, unit_id=found.round.unit_id),
        "yes_no": [("1", _("Yes")), ("0", _("No"))],
        "index": queries.number_text(found.index_value),
        "faults": tuple(Fault(f"v-{each.path}", each.message) for each in faults),
        "reason_error": errors.get("reason", ""),
    }
    return render(request, "self_assessment/assessment.html", context)


def _points(domain: Domain, scores: Any) -> Decimal:
    found = [scores[each.code] for each in domain.components if each.code in scores]
    points = [each.points if each.appraised is None else each.appraised for each in found]
    return sum(points, Decimal(0))


def _tabs(domains: tuple[Domain, ...], scores: Any, nth: int) -> list[dict[str, Any]]:
    return [
        {
            "title": domain.title,
            "href": f"?domain={number}",
            "count": "/".join(
                programme.number_text(each) for each in (_points(domain, scores), domain.most)
            ),
            "current": number == nth + 1,
        }
        for number, domain in enumerate(domains, start=1)
    ]


def _component(
    found: Assessment,
    each: Component,
    score: Score | None,
    *,
    proposed: Decimal | None,
    error: str,
    typed: Mapping[str, str],
) -> dict[str, Any]:
    """Return a component as its page shows it: what was typed, else what stands, else proposed."""
    value = score.value if score and score.value is not None else proposed
    shown_value = "" if value is None else programme.number_text(value)
    if each.way is Way.YES_NO and value is not None:
        shown_value = "1" if value > 0 else "0"
    appraised = score.appraised if score and score.appraised is not None else None
    points = score.points if score else None
    return {
        "code": each.code,
        "title": f"{each.code}. {each.title}",
        "most": programme.number_text(each.most),
        "way": queries.way_text(each),
        "yes_no": each.way is Way.YES_NO,
        "indicator": each.indicator_code,
        "proposed": "" if proposed is None else programme.number_text(proposed),
        "value": typed.get(f"v-{each.code}", shown_value),
        "note": typed.get(f"n-{each.code}", score.note if score else ""),
        "points": queries.number_text(points),
        "appraised": queries.number_text(appraised),
        "given": typed.get(
            f"p-{each.code}", queries.number_text(points if appraised is None else appraised)
        ),
        "appraiser_note": typed.get(f"a-{each.code}", score.appraiser_note if score else ""),
        "error": error,
        "files": [
            {
                "name": file["filename"],
                "size": file["size"],
                "href": reverse("self_assessment:evidence", args=[found.id, each.code, number]),
            }
            for number, file in enumerate(score.files if score else (), start=1)
        ],
    }


def _enter(request: Request, found: Assessment, domain: Domain) -> None:
    typed, faults = [], []
    for each in domain.components:
        text = request.POST.get(f"v-{each.code}", "")
        value = words.read_number(text) if text.strip() else None
        if text.strip() and value is None:
            message = _("Write a number from 0 on, such as 95 or 99,5.")
            faults.append(Fault(each.code, message))
        files = tuple(
            (file.name or "", file.read()) for file in request.FILES.getlist(f"f-{each.code}")
        )
        note = request.POST.get(f"n-{each.code}", "")
        typed.append(Typed(code=each.code, value=value, note=note, files=files))
    if faults:
        raise Invalid(faults=tuple(faults))
    use_cases.enter_scores(actor=request.actor, assessment_id=found.id, typed=typed, at=request.at)


def _submit(request: Request, found: Assessment, _domain: Domain) -> None:
    use_cases.submit(actor=request.actor, assessment_id=found.id, at=request.at)


def _appraise(request: Request, found: Assessment, domain: Domain) -> None:
    given = [
        Appraised(
            code=each.code,
            points=words.read_number(request.POST.get(f"p-{each.code}", "")),
            note=request.POST.get(f"a-{each.code}", ""),
        )
        for each in domain.components
    ]
    use_cases.appraise(actor=request.actor, assessment_id=found.id, given=given, at=request.at)


def _close(request: Request, found: Assessment, _domain: Domain) -> None:
    use_cases.close_appraisal(actor=request.actor, assessment_id=found.id, at=request.at)


def _return(request: Request, found: Assessment, _domain: Domain) -> None:
    use_cases.return_assessment(
        actor=request.actor,
        assessment_id=found.id,
        reason=request.POST.get("reason", ""),
        at=request.at,
    )


def _sign(request: Request, found: Assessment, _domain: Domain) -> None:
    use_cases.approve_sheet(actor=request.actor, assessment_id=found.id, at=request.at)


_DOES: dict[str, tuple[_Act, Any]] = {
    "enter": (_enter, gettext_lazy("Kept. The points follow from the values.")),
    "submit": (_submit, gettext_lazy("Handed in. The authority appraises your scores.")),
    "appraise": (_appraise, gettext_lazy("Kept. Go on with the next domain.")),
    "close": (_close, gettext_lazy("The index of the unit stands.")),
    "return": (_return, gettext_lazy("Given back to the unit, with your reason.")),
    "sign": (_sign, gettext_lazy("Approved. Signature and seal follow in a moment.")),
}


@access.needs(permissions.VIEW)
def sheet(request: Request, assessment_id: UUID) -> HttpResponse:
    """Give the sheet of a unit as a paper: the signed original, or as it stands now."""
    found = queries.get_assessment(actor=request.actor, assessment_id=assessment_id)
    if found.file_id is not None:
        return documents.serve(found.file_id)
    drawn = queries.draw_sheet(found, at=request.at)
    return documents.serve_drawn(drawn, documents.MediaType.PDF, "phieu-cham-diem.pdf")


@access.needs(permissions.VIEW)
def evidence(request: Request, assessment_id: UUID, code: str, number: int) -> HttpResponse:
    """Give a file that proves what a unit says of a component."""
    found = queries.get_assessment(actor=request.actor, assessment_id=assessment_id)
    return documents.serve(queries.evidence_file(found, code, number))
