"""For leaders between two meetings: the paper as it will be, sign or send back, the next one."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from motcua.foundation import access
from motcua.foundation.http import Request

from ... import permissions, queries, use_cases
from ...queries.signers import signer_lines
from ..distance import Distances
from . import rows
from .case import plan_of


def _waiting(request: Request) -> list[str]:
    return [line.code for line in queries.sign_lines(actor=request.actor)]


@access.needs(permissions.SIGN)
def sign_list(request: Request) -> HttpResponse:
    """List what waits for the leader's signature; choose several to sign at once."""
    codes = _waiting(request)
    found = queries.lines_of(actor=request.actor, codes=codes)
    dues = rows.Dues(Distances.of_units({each.unit_id for each in found}, request.at))
    context = {
        "amount": len(codes),
        "rows": rows.draw(
            rows.work_rows(found, dues),
            label=_("Results to sign"),
            route="dossiers:sign",
            form="bulk",
        )
        if found
        else "",
        "keys": rows.draw_keys(),
    }
    return render(request, "dossiers/workspace/sign_list.html", context)


@access.needs(permissions.SIGN)
def sign(request: Request, code: str) -> HttpResponse:
    """Show one paper as it will be, with what was checked and by whom; sign it."""
    if request.method == "POST":
        use_cases.approve_result(actor=request.actor, code=code, at=request.at)
        messages.success(request, _("Approved. The paper is being signed and sealed."))
        following = next(iter(_waiting(request)), None)
        if following is None:
            return redirect("dossiers:sign_list")
        return redirect("dossiers:sign", code=following)
    submission = use_cases.open_dossier(actor=request.actor, code=code, at=request.at)
    waiting = _waiting(request)
    here = waiting.index(code) if code in waiting else -1
    distances = Distances.of_units({submission.unit_id}, request.at)
    accepted = getattr(submission, "dossier", None)
    pages: tuple[bytes, ...] = ()
    signs_as = ""
    if accepted is not None:
        post_id = accepted.case.post_id
        signs_as = signer_lines(request.actor, post_id=post_id, at=request.at).on_behalf
        plan = plan_of(submission, at=request.at)
        pages = queries.picture_preview(submission=submission, plan=plan, at=request.at)
    context = {
        "submission": submission,
        "accepted": accepted,
        "is_mine": here >= 0,
        "signs_as": signs_as,
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
