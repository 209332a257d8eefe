"""Comments about a dossier, and whom they call."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.foundation import access
from motcua.foundation.errors import Fault, Invalid
from motcua.foundation.http import Request

from .. import queries, use_cases

FEW = 8


def _conversation(code: str) -> HttpResponse:
    return redirect(f"{reverse('dossiers:case', args=[code])}#comments")


def _uuids(texts: list[str]) -> set[UUID]:
    found = set()
    for text in texts:
        try:
            found.add(UUID(text))
        except ValueError:
            continue
    return found


@access.official
def write(request: Request, code: str) -> HttpResponse:
    """Write a comment; the plain page also offers to choose whom it calls."""
    body = request.POST.get("body", "")
    faults: tuple[Fault, ...] = ()
    if request.method == "POST" and "choose" not in request.POST:
        try:
            use_cases.write_comment(
                actor=request.actor,
                code=code,
                body=body,
                also=_uuids(request.POST.getlist("also")),
                at=request.at,
            )
        except Invalid as refusal:
            faults = (Fault("body", str(refusal)),)
        else:
            messages.success(request, _("Your comment stands; whoever is named in it is told."))
            return _conversation(code)
    found = queries.list_colleagues(actor=request.actor, code=code, at=request.at)
    context = {
        "code": code,
        "body": body,
        "faults": faults,
        "fault": faults[0].message if faults else "",
        "options": [
            (str(each.post_id), f"{each.title} – {', '.join(name for _id, name in each.persons)}")
            for each in found
        ],
    }
    return render(request, "desk/write.html", context, status=422 if faults else 200)


@access.official
def colleagues(request: Request, code: str) -> HttpResponse:
    """Suggest whom to call, as a fragment."""
    text = request.GET.get("q", "").replace("\0", "")
    found = queries.list_colleagues(actor=request.actor, code=code, text=text, at=request.at)
    return render(request, "desk/colleagues.html", {"found": found[:FEW]})


@access.official
def change(request: Request, comment_id: UUID) -> HttpResponse:
    """Put one's comment in other words, or take it back."""
    comment = queries.get_own_comment(actor=request.actor, comment_id=comment_id)
    body = request.POST.get("body", comment.body)
    faults: tuple[Fault, ...] = ()
    if request.method == "POST":
        if "take_back" in request.POST:
            use_cases.take_back_comment(actor=request.actor, comment_id=comment_id, at=request.at)
            messages.success(request, _("Your comment is taken back."))
            return _conversation(comment.dossier_code)
        try:
            use_cases.change_comment(
                actor=request.actor, comment_id=comment_id, body=body, at=request.at
            )
        except Invalid as refusal:
            faults = (Fault("body", str(refusal)),)
        else:
            messages.success(request, _("Your comment is changed."))
            return _conversation(comment.dossier_code)
    context = {
        "comment": comment,
        "body": body,
        "faults": faults,
        "fault": faults[0].message if faults else "",
    }
    return render(request, "desk/change.html", context, status=422 if faults else 200)
