"""Following a dossier by its code, for anybody who holds it; no personal data."""

from django.http import HttpResponse
from django.shortcuts import redirect, render

from motcua.foundation import access
from motcua.foundation.http import Request

from ... import queries, rules
from ...errors import DossierNotFound
from ..states import STATES


@access.public
def track(request: Request) -> HttpResponse:
    """Ask for the code."""
    typed = request.GET.get("code", "")
    code = rules.find_code(typed)
    if code:
        return redirect("dossiers:tracking", code=code)
    return render(request, "dossiers/citizen/track.html", {"typed": typed, "unknown": bool(typed)})


@access.public
def tracking(request: Request, code: str) -> HttpResponse:
    """Show where the dossier is."""
    try:
        found = queries.track(text=code)
    except DossierNotFound:
        context = {"typed": code, "unknown": True}
        return render(request, "dossiers/citizen/track.html", context, status=404)
    context = {"found": found, "STATES": STATES, "is_over": found.finished_at is not None}
    return render(request, "dossiers/citizen/tracking.html", context)
