"""Following a dossier by its code, for anybody who holds it; more with the second factor."""

from datetime import datetime, timedelta

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from motcua.foundation import access
from motcua.foundation.errors import Fault
from motcua.foundation.http import Request

from ... import queries, rules, use_cases
from ...errors import DossierNotFound, TooManyTries
from ...types import Following, Glance
from ..distance import Distances
from ..states import STATES

OPENED = "dossiers.tracking"


@access.public
def track(request: Request) -> HttpResponse:
    """Ask for the code."""
    typed = request.GET.get("code", "")
    code = rules.find_code(typed)
    if code:
        return redirect("dossiers:tracking", code=code)
    return render(request, "dossiers/citizen/track.html", {"typed": typed, "unknown": bool(typed)})


@access.public
@never_cache
def tracking(request: Request, code: str) -> HttpResponse:
    """Show where the dossier is: little with the code alone, more with the second factor."""
    if request.method == "POST":
        return _prove(request, code)
    try:
        found = queries.glance(text=code)
    except DossierNotFound:
        context = {"typed": code, "unknown": True}
        return render(request, "dossiers/citizen/track.html", context, status=404)
    if request.actor.is_signed_in and _is_own(request, found.code):
        return redirect("dossiers:dossier", code=found.code)
    if _is_open(request, found.code):
        return _show(request, queries.follow(code=found.code))
    return _ask(request, found.code, glance=found)


def _is_own(request: Request, code: str) -> bool:
    if request.actor.is_official:
        return False
    return queries.find_by_code(actor=request.actor, text=code) is not None


def _is_open(request: Request, code: str) -> bool:
    until = request.session.get(OPENED, {}).get(code)
    return until is not None and datetime.fromisoformat(until) > request.at


def _prove(request: Request, code: str) -> HttpResponse:
    """Take the second factor, or send a one-time code; the answer tells nothing of the dossier."""
    address = str(request.META.get("REMOTE_ADDR") or "")
    code = rules.find_code(code) or code[:60]
    try:
        if "send" in request.POST:
            use_cases.ask_tracking_code(code=code, address=address, at=request.at)
            return redirect(f"{reverse('dossiers:tracking', args=[code])}?sent=1#proof")
        proof = request.POST.get("proof", "")
        opened = use_cases.ask_status(code=code, proof=proof, address=address, at=request.at)
    except TooManyTries as refusal:
        return _ask(request, code, fault=str(refusal), status=429)
    if not opened:
        fault = _("Code and digits do not fit together. Look at the receipt, then try again.")
        return _ask(request, code, fault=fault)
    until = request.at + timedelta(minutes=settings.TRACKING_OPEN_MINUTES)
    known = request.session.get(OPENED, {})
    request.session[OPENED] = {**known, code: until.isoformat()}
    return redirect("dossiers:tracking", code=code)


def _ask(
    request: Request, code: str, *, glance: Glance | None = None, fault: str = "", status: int = 200
) -> HttpResponse:
    """Ask for the second factor, below what the code alone shows."""
    distance = ""
    if glance and glance.due_at:
        distance = Distances.of_units({glance.unit_id}, request.at).words(
            glance.unit_id, glance.due_at
        )
    context = {
        "code": code,
        "glance": glance,
        "distance": distance,
        "fault": fault,
        "faults": [Fault("proof", fault)] if fault else [],
        "sent": "sent" in request.GET,
        "STATES": STATES,
    }
    return render(request, "dossiers/citizen/tracking_proof.html", context, status=status)


def _show(request: Request, found: Following) -> HttpResponse:
    tracking, distances = found.tracking, Distances.of_units({found.unit_id}, request.at)
    context = {
        "found": tracking,
        "following": found,
        "STATES": STATES,
        "distance": distances.words(found.unit_id, tracking.due_at) if tracking.due_at else "",
        "timeline": distances.tell(found.unit_id, tracking.timeline),
        "open_minutes": settings.TRACKING_OPEN_MINUTES,
    }
    return render(request, "dossiers/citizen/tracking.html", context)
