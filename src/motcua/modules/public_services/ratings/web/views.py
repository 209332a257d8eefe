"""One question, one minute."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from motcua.foundation import access
from motcua.foundation.http import Request

from .. import queries, use_cases
from ..errors import StarsMissing
from ..types import Stars


@access.signed_in
def rate(request: Request, code: str) -> HttpResponse:
    """Ask how satisfied somebody was, and thank him."""
    known = queries.find_own(actor=request.actor, code=code)
    fault = ""
    if request.method == "POST":
        answer = request.POST.get("stars", "")
        try:
            use_cases.rate_service(
                actor=request.actor,
                code=code,
                stars=int(answer) if answer.isdecimal() else 0,
                comment=request.POST.get("comment", ""),
                at=request.at,
            )
        except StarsMissing as refusal:
            fault = str(refusal)
        else:
            messages.success(request, _("Thank you. Your word counts in the figures of the unit."))
            return redirect(f"/dossiers/{code}/")
    context = {
        "code": code,
        "choices": Stars.choices,
        "stars": request.POST.get("stars", known.stars if known else ""),
        "comment": request.POST.get("comment", known.comment if known else ""),
        "fault": fault,
        "known": known,
    }
    return render(request, "ratings/rate.html", context)
