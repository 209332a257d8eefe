"""Two dossiers that look alike: what differs, one matter or two."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from motcua.foundation import access
from motcua.foundation.errors import DomainError, Fault
from motcua.foundation.http import Request
from motcua.modules.public_services.dossiers import api as dossiers

from .. import queries, use_cases


def _do(request: Request, code: str, other_code: str) -> HttpResponse:
    """Do what was decided about the two, and go to the dossier that goes on."""
    reason = request.POST.get("reason", "")
    if request.POST.get("verdict") == "two":
        use_cases.say_two_matters(
            actor=request.actor, code=code, other_code=other_code, reason=reason, at=request.at
        )
        messages.success(request, _("They are kept as two matters."))
        return redirect("dossiers:case", code=code)
    keep = other_code if request.POST.get("keep") == other_code else code
    end = code if keep == other_code else other_code
    dossiers.merge_dossiers(actor=request.actor, keep=keep, end=end, reason=reason, at=request.at)
    messages.success(request, _("The dossiers are one now; the applicants are told."))
    return redirect("dossiers:case", code=keep)


@access.needs(dossiers.RECEIVE, dossiers.HANDLE)
def compare(request: Request, code: str, other_code: str) -> HttpResponse:
    """Show two dossiers side by side; merge them, or say that they are two matters."""
    fault = ""
    if request.method == "POST":
        try:
            return _do(request, code, other_code)
        except DomainError as refusal:
            fault = str(refusal)
    twin = queries.twin_of(actor=request.actor, code=code, other_code=other_code)
    here = dossiers.glimpses(actor=request.actor, codes=[code])[code]
    keepers = []
    if twin.may_merge:
        keepers.append((code, _("Keep %(code)s, this one") % {"code": code}))
    if twin.may_receive:
        keepers.append((twin.code, _("Keep %(code)s, the other one") % {"code": twin.code}))
    context = {
        "here": here,
        "twin": twin,
        "changes": dossiers.compare_dossiers(actor=request.actor, code=code, other_code=other_code),
        "keepers": keepers,
        "may_merge": bool(keepers)
        and dossiers.RECEIVE.held_by(request.actor, unit_id=here.unit_id),
        "fault": fault,
        "faults": (Fault("reason", fault),) if fault else (),
        "reason": request.POST.get("reason", ""),
        "keep": request.POST.get("keep", keepers[0][0] if keepers else ""),
    }
    return render(request, "desk/compare.html", context, status=422 if fault else 200)
