"""At the counter: the applicant comes with what was missing; an official enters it for him."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from motcua.foundation import access
from motcua.foundation.http import Request

from ... import permissions, queries, use_cases
from ...errors import NothingAsked
from ...types import Channel
from ..citizen.papers import answer_asked, asked_rows


@access.needs(permissions.RECEIVE)
def add(request: Request, code: str) -> HttpResponse:
    """Take everything that was asked for in one go; the dossier goes on, the receipt is printed."""
    submission = use_cases.open_dossier(actor=request.actor, code=code, at=request.at)
    asked = queries.open_supplement_request(submission=submission)
    if asked is None:
        raise NothingAsked
    faults = None
    if request.method == "POST":
        faults = answer_asked(request, submission, asked.items, channel=Channel.DIRECT)
        if not faults:
            messages.success(request, _("Taken in. The dossier goes on; print the receipt."))
            return redirect("dossiers:added", code=code)
    originals = request.POST.getlist("originals")
    rows = asked_rows(request, submission, asked.items, faults or ())
    context = {
        "submission": submission,
        "asked": asked,
        "items": [{**each, "lies_here": each["key"] in originals} for each in rows],
        "faults": faults,
    }
    return render(
        request, "dossiers/workspace/add_papers.html", context, status=422 if faults else 200
    )


@access.needs(permissions.RECEIVE)
def added(request: Request, code: str) -> HttpResponse:
    """Show the receipt of what was added last, to be printed and signed by both."""
    submission = use_cases.open_dossier(actor=request.actor, code=code, at=request.at)
    answered = queries.last_answer(submission=submission)
    if answered is None:
        raise Http404
    accepted = getattr(submission, "dossier", None)
    context = {
        "submission": submission,
        "answered": answered,
        "papers": queries.papers_of_round(submission=submission, nth=submission.times_asked),
        "due_at": accepted.due_at if accepted else None,
        "officer": request.actor.name,
    }
    return render(request, "dossiers/workspace/added.html", context)
