"""Mandates of a citizen: given, held, claimed with a paper, revoked."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from motcua.foundation import access
from motcua.foundation.errors import DomainError, Fault, Invalid
from motcua.foundation.http import Request
from motcua.foundation.time import local_date
from motcua.kernel.documents import api as documents
from motcua.modules.public_services.procedures import api as procedures

from .. import queries, use_cases
from ..errors import InPersonOnly
from ..models import Mandate
from ..types import ALIVE, Kind, MandateState, Reach, Scope

STATES = {
    MandateState.UNCHECKED.value: (MandateState.UNCHECKED.label, "waiting", "clock"),
    MandateState.ACTIVE.value: (MandateState.ACTIVE.label, "good", "check"),
    MandateState.REFUSED.value: (MandateState.REFUSED.label, "bad", "cross-circle"),
    MandateState.REVOKED.value: (MandateState.REVOKED.label, "neutral", "cross-circle"),
    MandateState.ENDED.value: (MandateState.ENDED.label, "neutral", "cross-circle"),
}


def _day(text: str) -> date | None:
    """Read a day as the field writes it; None for anything else."""
    parts = text.strip().split("/") if "/" in text else text.strip().split("-")[::-1]
    try:
        day, month, year = (int(each) for each in parts)
        return date(year, month, day)
    except ValueError:
        return None


def _reach(request: Request) -> tuple[Reach, list[Fault]]:
    """Read scope and days; what cannot be read is named."""
    typed, faults = request.POST, []
    begin, end = _day(typed.get("valid_from", "")), _day(typed.get("valid_to", ""))
    if begin is None and typed.get("valid_from", "").strip():
        faults.append(Fault("valid_from", _("Write the day like 05/03/2026.")))
    if end is None and typed.get("valid_to", "").strip():
        faults.append(Fault("valid_to", _("Write the day like 05/03/2026.")))
    scope = typed.get("scope", "")
    if scope not in Scope.values:
        faults.append(Fault("scope", _("Choose for what the mandate holds.")))
        scope = Scope.ALL
    code = {
        Scope.PROCEDURE: typed.get("procedure", ""),
        Scope.DOSSIER: typed.get("dossier", "").strip().upper(),
        Scope.FIELD: typed.get("field", ""),
    }.get(Scope(scope), "")
    reach = Reach(
        scope=Scope(scope),
        code=code,
        valid_from=begin or local_date(request.at),
        valid_to=end + timedelta(days=1) if end else None,
    )
    return reach, faults


def _choices(request: Request) -> dict[str, Any]:
    on = local_date(request.at)
    return {
        "procedures": queries.procedures_to_choose(at=request.at),
        "fields": [(field, field) for field, _count in procedures.list_fields(on)],
        "typed": request.POST,
        "today": on,
    }


ON_PAGE = (
    "representative_number",
    "representative_name",
    "kind",
    "principal_number",
    "tax_code",
    "principal_name",
    "paper",
    "scope",
    "valid_from",
    "valid_to",
)


def _errors(faults: list[Fault]) -> dict[str, Any]:
    """Return the faults in the order of the page, and by field."""
    paths = {"scope_code": "scope"}
    found = [Fault(paths.get(each.path, each.path), each.message) for each in faults]
    found.sort(key=lambda each: ON_PAGE.index(each.path) if each.path in ON_PAGE else 0)
    return {"faults": found, "errors": {each.path: each.message for each in found}}


@access.signed_in
def mandates(request: Request) -> HttpResponse:
    """List the mandates that somebody gave and holds."""
    if request.actor.person_id and not request.actor.is_official:
        use_cases.bind_representative(person_id=request.actor.person_id)
    context = {
        "given": list(queries.list_given(actor=request.actor)),
        "held": list(queries.list_held(actor=request.actor)),
        "STATES": STATES,
    }
    return render(request, "representation/mandates.html", context)


@access.signed_in
def give(request: Request) -> HttpResponse:
    """Let somebody else act for oneself."""
    faults: list[Fault] = []
    if request.method == "POST":
        reach, faults = _reach(request)
        try:
            mandate_id = use_cases.give_mandate(
                actor=request.actor,
                representative_number=request.POST.get("representative_number", ""),
                representative_name=request.POST.get("representative_name", ""),
                reach=reach,
                faults=[each for each in faults if each.path != "scope"],  # it says so itself
                at=request.at,
            )
        except Invalid as refusal:
            faults = list(refusal.faults)
        except InPersonOnly as refusal:
            faults = [Fault("scope", str(refusal))]
        else:
            messages.success(request, _("The mandate holds from now on."))
            return redirect("representation:mandate", mandate_id=mandate_id)
    scopes = [each for each in Scope.choices if each[0] != Scope.ALL]
    context = {**_choices(request), **_errors(faults), "scopes": scopes}
    return render(request, "representation/give.html", context)


def _stored(request: Request, faults: list[Fault]) -> UUID | None:
    upload = request.FILES.get("paper")
    if upload is None:
        return None
    try:
        return documents.store(
            content=upload, filename=upload.name or "", actor=request.actor, at=request.at
        ).id
    except DomainError as refusal:
        faults.append(Fault("paper", str(refusal)))
        return None


@access.signed_in
def claim(request: Request) -> HttpResponse:
    """Hand in the paper by which one acts for a person, a child or an organisation."""
    faults: list[Fault] = []
    if request.method == "POST":
        reach, faults = _reach(request)
        kind = request.POST.get("kind", "")
        if kind not in Kind.values:
            faults.append(Fault("kind", _("Choose why the other is represented.")))
        organisation = kind == Kind.LEGAL_REPRESENTATIVE
        name = "organisation_name" if organisation else "principal_name"
        try:
            mandate_id = use_cases.claim_mandate(
                actor=request.actor,
                kind=Kind(kind) if kind in Kind.values else Kind.AUTHORISED,
                principal_number=request.POST.get("principal_number", ""),
                principal_name=request.POST.get(name, ""),
                tax_code=request.POST.get("tax_code", ""),
                reach=reach,
                file_id=_stored(request, faults),
                faults=faults,
                at=request.at,
            )
        except Invalid as refusal:
            faults = list(refusal.faults)
        except InPersonOnly as refusal:
            faults = [Fault("scope", str(refusal))]
        else:
            return redirect("representation:mandate", mandate_id=mandate_id)
    context = {
        **_choices(request),
        **_errors(faults),
        "scopes": Scope.choices,
        "kinds": Kind.choices,
    }
    return render(request, "representation/claim.html", context)


def _act(request: Request, mandate: Mandate) -> None:
    if "confirm" in request.POST:
        use_cases.confirm_mandate(actor=request.actor, mandate_id=mandate.id, at=request.at)
        messages.success(request, _("The mandate is confirmed."))
    elif "end" in request.POST:
        use_cases.end_mandate(
            actor=request.actor,
            mandate_id=mandate.id,
            reason=request.POST.get("reason", ""),
            at=request.at,
        )
        messages.success(request, _("The mandate is over; nothing more can be done under it."))


@access.signed_in
def mandate(request: Request, mandate_id: UUID) -> HttpResponse:
    """Show a mandate; confirm it, revoke it, or give it up."""
    if request.actor.is_official:
        raise Http404
    found = queries.get_mandate(actor=request.actor, mandate_id=mandate_id)
    if request.method == "POST":
        _act(request, found)
        return redirect("representation:mandate", mandate_id=mandate_id)
    is_principal = found.principal_id == request.actor.person_id
    context = {
        "mandate": found,
        "STATES": STATES,
        "last_day": found.valid_to - timedelta(days=1) if found.valid_to else None,
        "principal": is_principal,
        "alive": found.state in ALIVE,
        "may_confirm": is_principal and found.state == MandateState.UNCHECKED,
        "unbound": found.representative_id is None,
    }
    return render(request, "representation/mandate.html", context)


@access.signed_in
def paper(request: Request, mandate_id: UUID) -> HttpResponse:
    """Show the paper of a mandate to those who stand in it."""
    if request.actor.is_official:
        raise Http404
    found = queries.get_mandate(actor=request.actor, mandate_id=mandate_id)
    if found.file_id is None:
        raise Http404
    return documents.serve(found.file_id)
