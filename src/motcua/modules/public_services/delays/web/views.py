"""Dossiers that will be late: apologies to complete and to sign, stops to decide, who was told."""

from datetime import date, datetime, time
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
from motcua.foundation.time import LOCAL_ZONE, local, local_date
from motcua.kernel.organisation import api as organisation
from motcua.modules.public_services.dossiers import api as dossiers
from motcua.ui import words

from .. import permissions, queries, rules, use_cases
from ..models import Apology
from ..types import ApologyState, Level, Wording

SHOWN = 100
OVERSEERS = (permissions.OVERSEE, permissions.OVERSEE_ALL)
STATES = {
    ApologyState.DRAFT.value: (ApologyState.DRAFT.label, "warn", "edit"),
    ApologyState.COMPLETED.value: (ApologyState.COMPLETED.label, "waiting", "sign"),
    ApologyState.SIGNED.value: (ApologyState.SIGNED.label, "good", "check"),
    ApologyState.DROPPED.value: (ApologyState.DROPPED.label, "neutral", "minus"),
}


def _distance(clock: organisation.Clock, at: datetime, due_at: datetime) -> str:
    days = round(clock.days_between(at, due_at), 1)
    shown = words.as_number(abs(days), 0 if days == days.to_integral_value() else 1)
    if days < 0:
        return _("%(days)s working days late") % {"days": shown}
    return _("%(days)s working days left") % {"days": shown}


@access.needs(*permissions.ANY)
def apologies(request: Request) -> HttpResponse:
    """List the apologies of the units that the reader watches or works for."""
    show = request.GET.get("show", "")
    state = ApologyState(show) if show in ApologyState.values else ApologyState.DRAFT
    if not show and not queries.count_apologies(actor=request.actor).drafts:
        state = ApologyState.COMPLETED if _signs(request) else state
    found = list(queries.list_apologies(actor=request.actor, state=state, at=request.at)[:SHOWN])
    clocks = organisation.clocks({each.unit_id for each in found}) if found else {}
    counts = queries.count_by_state(actor=request.actor, at=request.at)
    context = {
        "state": state,
        "rows": [_row(each, clocks[each.unit_id], request.at) for each in found],
        "tabs": [
            {
                "title": each.label,
                "href": f"?show={each.value}",
                "current": each is state,
                "count": counts.get(each.value, 0),
            }
            for each in ApologyState
        ],
        "stops": dossiers.list_stops_proposed(actor=request.actor),
        "oversees": any(right.held_by(request.actor) for right in OVERSEERS),
        "STATES": STATES,
        "may_sign": state is ApologyState.COMPLETED and _signs(request),
    }
    return render(request, "delays/list.html", context)


def _row(found: Apology, clock: organisation.Clock, at: datetime) -> dict[str, Any]:
    is_open = found.state in queries.OPEN
    about = found.reason_words or _("The reason is not written yet")
    if found.at_fault:
        about += " " + _("Caused by %(unit)s") % {"unit": found.at_fault}
    return {
        "id": found.id,
        "href": reverse("delays:apology", args=[found.id]),
        "code": found.dossier_code,
        "person": found.person_name,
        "procedure": found.procedure_title,
        "step": about,
        "due_at": found.due_at if is_open else found.new_due_at,
        "distance": _distance(clock, at, found.due_at) if is_open else "",
        "tone": ("bad" if found.due_at < at else "warn") if is_open else "",
    }


def _signs(request: Request) -> bool:
    return permissions.SIGN_APOLOGY.held_by(request.actor)


def _day(text: str) -> date | None:
    try:
        return datetime.strptime(text.strip(), "%d/%m/%Y").date()  # noqa: DTZ007 - a day
    except ValueError:
        return None


def _typed(request: Request, found: Apology) -> Wording:
    """Return what was typed; the hour of the promise stays as it was."""
    day, kind = _day(request.POST.get("due", "")), request.POST.get("reason_kind", "")
    hour = local(found.new_due_at).time() if day else time()
    return Wording(
        reason_kind=kind if kind in rules.REASONS else "",
        reason=request.POST.get("reason", ""),
        due_at=datetime.combine(day or date.min, hour, LOCAL_ZONE),
        at_fault=request.POST.get("at_fault", ""),
    )


def _context(request: Request, found: Apology, faults: tuple[Fault, ...]) -> dict[str, Any]:
    typed = request.POST if faults else None
    due = next(iter(dossiers.list_due(codes=[found.dossier_code])), None)
    partners = (
        dossiers.partners_of(case_id=due.case_id, unit_id=found.unit_id, at=request.at)
        if due
        else ()
    )
    clock = organisation.clock(found.unit_id)
    may = (permissions.COMPLETE, permissions.SIGN_APOLOGY)
    units = (found.unit_id, found.handling_unit_id)
    is_open = found.state in queries.OPEN
    return {
        "apology": found,
        "step_name": due.step_name if due else "",
        "distance": _distance(clock, request.at, found.due_at),
        "state": dict(zip(("label", "tone", "icon"), STATES[found.state], strict=True)),
        "reasons": [
            (kind, text or _("Another reason, in your own words"))
            for kind, text in rules.REASONS.items()
        ],
        "reason_kind": typed.get("reason_kind", "") if typed else found.reason_kind,
        "reason": typed.get("reason", "") if typed else found.reason,
        "due": typed.get("due", "") if typed else words.as_date(local_date(found.new_due_at)),
        "at_fault": typed.get("at_fault", "") if typed else found.at_fault,
        "agencies": [
            ("", _("%(unit)s itself") % {"unit": found.unit.name}),
            *((each.name, each.name) for each in partners),
        ],
        "has_partners": bool(partners),
        "may_complete": is_open
        and any(right.held_by(request.actor, unit_id=each) for right in may for each in units),
        "may_sign": found.state == ApologyState.COMPLETED
        and permissions.SIGN_APOLOGY.held_by(request.actor, unit_id=found.unit_id),
        "faults": faults,
        "errors": {fault.path: fault.message for fault in faults},
    }


@access.needs(*permissions.ANY)
def apology(request: Request, apology_id: UUID) -> HttpResponse:
    """Show an apology; whoever handles the dossier completes it."""
    found = queries.get_apology(actor=request.actor, apology_id=apology_id)
    faults: tuple[Fault, ...] = ()
    if request.method == "POST":
        wording = _typed(request, found)
        try:
            use_cases.complete_apology(
                actor=request.actor, apology_id=apology_id, wording=wording, at=request.at
            )
        except Invalid as refusal:
            faults = refusal.faults
        else:
            messages.success(request, _("The apology is complete; the head signs it."))
            return redirect("delays:apology", apology_id=apology_id)
    context = _context(request, found, faults)
    return render(request, "delays/apology.html", context, status=422 if faults else 200)


@access.needs(permissions.SIGN_APOLOGY)
def sign(request: Request, apology_id: UUID) -> HttpResponse:
    """Sign an apology."""
    if request.method != "POST":
        return redirect("delays:apology", apology_id=apology_id)
    use_cases.sign_apology(actor=request.actor, apology_id=apology_id, at=request.at)
    messages.success(request, _("The apology is signed; the applicant is told the new date."))
    return redirect(reverse("delays:list") + "?show=COMPLETED")


@access.needs(*permissions.ANY)
def paper(request: Request, apology_id: UUID) -> HttpResponse:
    """Show form 04 as it would be, as PDF."""
    found = queries.get_apology(actor=request.actor, apology_id=apology_id)
    pdf = dossiers.preview_apology(
        actor=request.actor,
        code=found.dossier_code,
        apology=queries.as_printed(found),
        at=request.at,
    )
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{found.dossier_code}-mau-04.pdf"'
    response["X-Frame-Options"] = "SAMEORIGIN"
    return response


@access.needs(*OVERSEERS)
def reminders(request: Request) -> HttpResponse:
    """Show who was told about which dossier, and when."""
    rows = [
        [
            words.as_instant(each.sent_at),
            str(Level(each.level).label),
            each.to_person.full_name,
            {"text": each.dossier_code, "href": reverse("dossiers:case", args=[each.dossier_code])},
            words.as_instant(each.due_at),
        ]
        for each in queries.list_reminders(actor=request.actor)
    ]
    context = {
        "rows": rows,
        "head": [_("Told at"), _("Told as"), _("Told to"), _("Dossier"), _("Promised")],
    }
    return render(request, "delays/reminders.html", context)
