"""For heads: officers who want to ask an applicant once more, and why."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.foundation import access
from motcua.foundation.errors import Fault, Invalid
from motcua.foundation.http import Request

from ... import permissions, queries, use_cases
from ...errors import SecondRequestGone
from ...types import ProposalState


def _decide(request: Request) -> None:
    try:
        proposal_id = UUID(request.POST.get("proposal", ""))
    except ValueError:
        raise SecondRequestGone from None
    state = use_cases.decide_second_request(
        actor=request.actor,
        code=request.POST.get("code", ""),
        proposal_id=proposal_id,
        approve=request.POST.get("decision") == "approve",
        reason=request.POST.get("reason", ""),
        at=request.at,
    )
    if state is ProposalState.LAPSED:
        messages.info(request, _("The dossier has gone on meanwhile; nothing was sent."))
    elif state is ProposalState.APPROVED:
        messages.success(request, _("Approved: the applicant is asked once more."))
    else:
        messages.success(request, _("Not approved; the officer is told your reason."))


@access.needs(permissions.APPROVE_REQUEST)
def second_requests(request: Request) -> HttpResponse:
    """List what waits for the reader's approval; decide."""
    fault, typed = "", request.POST.get("proposal", "")
    if request.method == "POST":
        try:
            _decide(request)
        except Invalid as refusal:
            fault = str(refusal)
        else:
            return redirect("dossiers:second_requests")
    lines = [
        {
            "line": line,
            "href": reverse("dossiers:case", args=[line.submission.code]),
            "fault": fault if str(line.proposal.id) == typed else "",
            "typed": request.POST.get("reason", "") if str(line.proposal.id) == typed else "",
        }
        for line in queries.list_second_requests(actor=request.actor)
    ]
    context = {
        "lines": lines,
        "fault": fault,
        "faults": [Fault(f"reason.{typed}", fault)] if fault else [],
    }
    return render(request, "dossiers/workspace/second_requests.html", context)
