"""A citizen's own dossiers."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from motcua.foundation import access
from motcua.foundation.http import Request
from motcua.kernel.documents import api as documents
from motcua.kernel.forms import api as forms
from motcua.modules.public_services.procedures import api as procedures

from ... import queries, rules, use_cases
from ...queries.papers import tracking_url
from ...types import State
from ..distance import Distances
from ..states import STATES
from .papers import file_rows, own_submission


@access.signed_in
def sent(request: Request, code: str) -> HttpResponse:
    """Say that it arrived: the code, the way to follow it, what happens now."""
    submission = own_submission(request, code)
    context = {"submission": submission, "url": tracking_url(submission.code)}
    return render(request, "dossiers/citizen/sent.html", context)


@access.signed_in
def mine(request: Request) -> HttpResponse:
    """List one's own dossiers and drafts."""
    found = list(queries.list_mine(actor=request.actor))
    drafts = list(queries.list_drafts(actor=request.actor))
    titles = procedures.versions({draft.version_id for draft in drafts})
    for draft in drafts:
        version = titles.get(draft.version_id)
        draft.title = version.title if version else draft.procedure_code  # type: ignore[attr-defined] # for the page alone
    context = {"found": found, "drafts": drafts, "STATES": STATES}
    return render(request, "dossiers/citizen/mine.html", context)


@access.signed_in
def dossier(request: Request, code: str) -> HttpResponse:
    """Show one's own dossier: where it is, who holds it, until when, what one can do."""
    submission = own_submission(request, code)
    accepted = getattr(submission, "dossier", None)
    distances = Distances.of_units({submission.unit_id}, request.at)
    result = queries.result_of(submission=submission)
    lines = queries.list_paper_lines(of=submission)
    rows = file_rows(lines, lambda paper_id: f"/dossiers/{code}/files/{paper_id}/", removable=False)
    context = {
        "submission": submission,
        "accepted": accepted,
        "STATES": STATES,
        "distance": distances.words(submission.unit_id, accepted.due_at) if accepted else "",
        "timeline": distances.tell(submission.unit_id, queries.timeline_of(submission=submission)),
        "papers": [{"name": line.need.name, "files": rows[line.need.key]} for line in lines],
        "forms": queries.forms_of(submission=submission),
        "asked": queries.open_supplement_request(submission=submission),
        "result": result if result and result.file_id else None,
        "verify": documents.verify_url(result.token) if result and result.file_id else "",
        "can_withdraw": State.WITHDRAWN in rules.MOVES[State(submission.state)],
    }
    return render(request, "dossiers/citizen/dossier.html", context)


@access.signed_in
def answers(request: Request, code: str) -> HttpResponse:
    """Show what was declared."""
    submission = own_submission(request, code)
    form = queries.form_of(submission=submission)
    context = {"submission": submission, "summary": forms.summary(form, submission.data)}
    return render(request, "dossiers/citizen/answers.html", context)


@access.signed_in
def withdraw(request: Request, code: str) -> HttpResponse:
    """Ask whether to take the dossier back, and do it."""
    submission = own_submission(request, code)
    if request.method == "POST":
        use_cases.withdraw(
            actor=request.actor, code=code, reason=request.POST.get("reason", ""), at=request.at
        )
        messages.success(request, _("Your dossier was withdrawn."))
        return redirect("dossiers:dossier", code=code)
    return render(request, "dossiers/citizen/withdraw.html", {"submission": submission})
