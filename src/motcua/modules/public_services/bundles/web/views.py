"""A bundle before the applicant, and its parts before the agencies that do them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.foundation import access
from motcua.foundation.errors import Fault, Invalid
from motcua.foundation.http import Request
from motcua.kernel.forms import api as forms
from motcua.kernel.organisation import api as organisation
from motcua.modules.public_services.dossiers import api as dossiers
from motcua.ui import words

from .. import permissions, queries, rules, use_cases
from ..errors import PartNotFound
from ..types import BundleInfo, PartInfo, PartState

STATES = {
    PartState.WAITING: (PartState.WAITING.label, "neutral", "clock"),
    PartState.OPEN: (PartState.OPEN.label, "working", "inbox"),
    PartState.DONE: (PartState.DONE.label, "good", "check"),
    PartState.REFUSED: (PartState.REFUSED.label, "bad", "warning"),
    PartState.ENDED: (PartState.ENDED.label, "neutral", "clock"),
}


def _left(unit_id: UUID, due_at: datetime, at: datetime) -> str:
    """Return how far a promise is, in working days of the agency."""
    days = round(organisation.clock(unit_id).days_between(at, due_at), 1)
    shown = words.as_number(abs(days), 0 if days == days.to_integral_value() else 1)
    if days < 0:
        return _("%(days)s working days late") % {"days": shown}
    if days < 1:
        return _("less than one working day left")
    return _("%(days)s working days left") % {"days": shown}


def _events(
    bundle: BundleInfo, states: Mapping[str, dossiers.Outcome], at: datetime
) -> list[dict[str, Any]]:
    """Return the errand and its parts as one line of time."""
    done = bundle.first_done_at is not None
    number = _("Number %(number)s") % {"number": bundle.first_number} if bundle.first_number else ""
    first = {
        "title": bundle.first_title,
        "by": bundle.first_unit,
        "at": bundle.first_done_at,
        "text": number if done else _("The other agencies begin when this is done."),
        "state": "done" if done else "current",
    }
    return [first, *(_event(part, states, bundle, at) for part in bundle.parts)]


def _event(
    part: PartInfo, states: Mapping[str, dossiers.Outcome], bundle: BundleInfo, at: datetime
) -> dict[str, Any]:
    standing = states.get(part.own_code)
    asks = standing is not None and standing.state is dossiers.State.SUPPLEMENT
    texts = {
        PartState.WAITING: _("Begins by itself; you need not do anything."),
        PartState.OPEN: _("This agency needs something more from you.")
        if asks
        else _("The agency works on it. You need not do anything."),
        PartState.DONE: part.result_note,
        PartState.REFUSED: _("Refused: %(reason)s") % {"reason": part.result_note},
        PartState.ENDED: part.result_note,
    }
    number = _("Number %(number)s") % {"number": part.result_number} if part.result_number else ""
    marks = {PartState.OPEN: "current", PartState.DONE: "done", PartState.REFUSED: "bad"}
    return {
        "title": part.title,
        "by": part.unit_name,
        "at": part.ended_at or part.begun_at,
        "text": " · ".join(filter(None, [number, texts.get(part.state, "")])),
        "state": marks.get(part.state, "next"),
        "href": reverse("dossiers:dossier", args=[part.own_code]) if asks else "",
        "link_text": _("See what is missing and add it"),
    }


@access.signed_in
def bundle(request: Request, code: str) -> HttpResponse:
    """Show the applicant all parts under the one deadline."""
    found = queries.find_bundle(code)
    if found is None or found.person_id != request.actor.person_id:
        raise PartNotFound
    states = dossiers.outcomes(codes=[part.own_code for part in found.parts if part.own_code])
    context = {
        "bundle": found,
        "events": _events(found, states, request.at),
        "distance": _left(found.first_unit_id, found.due_at, request.at),
    }
    return render(request, "bundles/bundle.html", context)


@access.needs(permissions.HANDLE)
def parts(request: Request) -> HttpResponse:
    """List the parts that wait for an agency."""
    found = queries.list_parts(actor=request.actor)
    return render(request, "bundles/parts.html", {"parts": found})


def _summary(part: PartInfo) -> list[Any]:
    facts = dossiers.facts_of_dossier(code=part.dossier_code)
    form = forms.form_for_procedure(facts.procedure_code, facts.accepted_at.date())
    kind = queries.find_kind(facts.procedure_code)
    share = next((each for each in kind.parts if each.key == part.key), None) if kind else None
    data = rules.share_of(share, facts.data) if share else facts.data
    sections = forms.summary(form, data)
    if share is None or not share.answers:
        return list(sections)
    return [each for each in sections if any(row.value for row in each.rows)]


@access.needs(permissions.HANDLE)
def part(request: Request, part_id: UUID) -> HttpResponse:
    """Record the result of a part, or refuse it with a reason; its page is that of its dossier."""
    fault = ""
    if request.method == "POST":
        try:
            _act(request, part_id)
        except Invalid as refusal:
            fault = str(refusal)
        else:
            return redirect("bundles:parts")
    found = use_cases.open_part(actor=request.actor, part_id=part_id, at=request.at)
    if not fault and found.own_code:
        return redirect("dossiers:case", code=found.own_code)
    refuses = "refuse" in request.POST
    context = {
        "part": found,
        "bundle": queries.find_bundle(found.dossier_code),
        "summary": _summary(found),
        "STATES": STATES,
        "is_open": found.state is PartState.OPEN,
        "number": request.POST.get("number", ""),
        "note": request.POST.get("note", ""),
        "reason": request.POST.get("reason", ""),
        "number_fault": "" if refuses else fault,
        "reason_fault": fault if refuses else "",
        "faults": [Fault("reason" if refuses else "number", fault)] if fault else [],
    }
    return render(request, "bundles/part.html", context, status=422 if fault else 200)


def _act(request: Request, part_id: UUID) -> None:
    if "refuse" in request.POST:
        use_cases.refuse_part(
            actor=request.actor,
            part_id=part_id,
            reason=request.POST.get("reason", ""),
            at=request.at,
        )
        messages.success(request, _("The refusal and its reason are told; the other parts go on."))
        return
    use_cases.complete_part(
        actor=request.actor,
        part_id=part_id,
        number=request.POST.get("number", ""),
        note=request.POST.get("note", ""),
        at=request.at,
    )
    messages.success(request, _("The result is recorded; what waited for it begins."))
