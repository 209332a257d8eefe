"""Why this date? For officials, for the applicant, and for whoever holds the code."""

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from motcua.foundation import access
from motcua.foundation.http import Request
from motcua.kernel.organisation import api as organisation

from .. import permissions
from ..queries.why import Why, submission_to_explain, why_of
from .citizen.tracking import OPENED


@access.needs(*permissions.ANY_VIEW)
def case_why(request: Request, code: str) -> HttpResponse:
    """Explain the date to an official who may see the dossier; no personal data."""
    submission = submission_to_explain(actor=request.actor, code=code)
    found = why_of(submission=submission, for_official=True)
    context = _context(found, back=reverse("dossiers:case", args=[submission.code]))
    context["submission"] = submission
    return render(request, "dossiers/why/official.html", context)


@access.signed_in
def why(request: Request, code: str) -> HttpResponse:
    """Explain the date to the applicant."""
    submission = submission_to_explain(actor=request.actor, code=code)
    context = _context(
        why_of(submission=submission),
        back=reverse("dossiers:dossier", args=[submission.code]),
    )
    context["submission"] = submission
    return render(request, "dossiers/why/public.html", context)


@access.public
@never_cache
def tracking_why(request: Request, code: str) -> HttpResponse:
    """Explain the date to whoever opened the status by code and second factor; it names nobody."""
    until = request.session.get(OPENED, {}).get(code)
    if until is None or datetime.fromisoformat(until) <= request.at:
        return redirect("dossiers:tracking", code=code)
    submission = submission_to_explain(actor=None, code=code)
    context = _context(
        why_of(submission=submission),
        back=reverse("dossiers:tracking", args=[submission.code]),
    )
    context["submission"] = submission
    return render(request, "dossiers/why/public.html", context)


def _context(found: Why | None, *, back: str) -> dict[str, Any]:
    return {
        "why": found,
        "back": back,
        "head": [_("Day"), _("Counted?"), _("What was counted, and by which document")],
        "rows": [_row(each) for each in found.rows] if found else [],
    }


def _row(day: organisation.ExplainedDay) -> list[Any]:
    if day.counts:
        state = {"label": _("counted"), "tone": "working", "icon": "check"}
    elif day.mark is organisation.Mark.PAUSED:
        state = {"label": _("the clock stands"), "tone": "waiting", "icon": "pause"}
    elif day.mark is organisation.Mark.REAPPOINTED:
        state = {"label": _("promised anew"), "tone": "info", "icon": "refresh"}
    else:
        state = {"label": _("not counted"), "tone": "neutral", "icon": "minus"}
    note = f"{day.note} ({day.basis})" if day.basis else day.note
    return [day.day, {"state": state}, note]
