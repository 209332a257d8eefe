"""For leaders between two meetings: the paper as it will be, sign or send back, the next one."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from motcua.foundation import access
from motcua.foundation.errors import DomainError
from motcua.foundation.http import Request
from motcua.kernel.cases import api as cases

from ... import permissions, queries, use_cases
from ...types import State
from ..distance import Distances
from .case import plan_of
from .lists import case_row

PAGE = 50


def _waiting(request: Request) -> list[cases.CaseInfo]:
    found = cases.inbox(
        actor=request.actor,
        kinds=[cases.StepKind.SIGN],
        state=cases.CaseState.OPEN,
        limit=PAGE,
    )
    # What is approved stays at this step until the job has signed it; it waits for nobody.
    ended = queries.outcomes(codes=[each.subject_code for each in found])
    return [each for each in found if ended[each.subject_code].state is State.PROCESSING]


@access.needs(permissions.SIGN)
def sign_list(request: Request) -> HttpResponse:
    """List what waits for the leader's signature; sign several at once."""
    if request.method == "POST":
        signed = 0
        for code in request.POST.getlist("codes"):
            try:
                use_cases.approve_result(actor=request.actor, code=code, at=request.at)
            except DomainError as refusal:
                messages.error(request, f"{code}: {refusal}")
            else:
                signed += 1
        if signed:
            words = ngettext("%(count)s result is signed.", "%(count)s results are signed.", signed)
            messages.success(request, words % {"count": signed})
        return redirect("dossiers:sign_list")
    found = _waiting(request)
    distances = Distances.of_units({each.unit_id for each in found}, request.at)
    rows = [
        {
            **case_row(each, distances),
            "href": reverse("dossiers:sign", args=[each.subject_code]),
        }
        for each in found
    ]
    return render(request, "dossiers/workspace/sign_list.html", {"rows": rows})


@access.needs(permissions.SIGN)
def sign(request: Request, code: str) -> HttpResponse:
    """Show one paper as it will be, with what was checked and by whom; sign it."""
    if request.method == "POST":
        use_cases.approve_result(actor=request.actor, code=code, at=request.at)
        messages.success(request, _("Approved. The paper is being signed and sealed."))
        following = next(iter(_waiting(request)), None)
        if following is None:
            return redirect("dossiers:sign_list")
        return redirect("dossiers:sign", code=following.subject_code)
    submission = use_cases.open_dossier(actor=request.actor, code=code, at=request.at)
    waiting = [each.subject_code for each in _waiting(request)]
    here = waiting.index(code) if code in waiting else -1
    distances = Distances.of_units({submission.unit_id}, request.at)
    accepted = getattr(submission, "dossier", None)
    pages: tuple[bytes, ...] = ()
    if accepted is not None:
        plan = plan_of(request, submission)
        pages = queries.picture_preview(submission=submission, plan=plan, at=request.at)
    context = {
        "submission": submission,
        "accepted": accepted,
        "is_mine": here >= 0,
        "distance": distances.words(submission.unit_id, accepted.due_at) if accepted else "",
        "tone": distances.tone(submission.unit_id, accepted.due_at) if accepted else "",
        "result": queries.result_of(submission=submission),
        "lines": queries.list_paper_lines(of=submission),
        "timeline": distances.tell(
            submission.unit_id, queries.timeline_of(submission=submission, for_official=True)
        ),
        "pages": range(1, len(pages) + 1),
        "number": here + 1,
        "all": len(waiting),
        "following": waiting[here + 1] if 0 <= here < len(waiting) - 1 else "",
    }
    return render(request, "dossiers/workspace/sign.html", context)
